package io.leadloop.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server by RFC 6749 (4.1.1 to 4.1.4, 5.1, 5.2) and RFC 7636 (4.3 to 4.6), with the answers of the platforms'
 * documents: Google (identity/protocols/oauth2/web-server: a refresh token only with access_type=offline), HubSpot (changelog
 * "Additional details returned when generating OAuth access tokens": scopes as a list, hub_id), LinkedIn (shared/authentication:
 * scopes with commas, no token_type). The person has signed in and is asked for consent.
 */
final class AuthorizationServer implements AutoCloseable {

    static final String CLIENT = "the-customers-own-app";
    static final String CLIENT_SECRET = "secret-of-the-customers-own-app";
    static final String REFRESH_TOKEN = "1//refresh-token-of-the-consent";
    static final String ACCESS_TOKEN = "access-token-of-the-consent";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int consents;
    private String unticked = "";
    private @Nullable String answer;
    private int status = 200;
    private boolean refreshes = true;
    private String accessToken = ACCESS_TOKEN;

    AuthorizationServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/authorize")) {
                exchange.getResponseHeaders().set("Location", agreed(exchange.getRequestURI()));
                exchange.sendResponseHeaders(302, -1);
            } else {
                token(exchange);
            }
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What the application did that the documents do not allow. */
    List<String> wrong() {
        return wrong;
    }

    /** The person leaves this box out. */
    void unticks(String scope) {
        unticked = scope;
    }

    void givesNoRefreshToken() {
        refreshes = false;
    }

    /** The access token that the platform behind it takes. */
    void gives(String token) {
        accessToken = token;
    }

    /** The token endpoint's next answer, whatever it is asked. */
    void answers(int answerStatus, String json) {
        status = answerStatus;
        answer = json;
    }

    /** Where the browser is sent after a yes. */
    synchronized String agreed(URI asked) {
        Map<String, String> request = form(asked.getRawQuery());
        need("code".equals(request.get("response_type")), "response_type is not code");
        need(CLIENT.equals(request.get("client_id")), "another client_id");
        need(request.getOrDefault("state", "").length() >= 43, "a state of less than 32 bytes");
        need(
                !request.containsKey("code_challenge") || "S256".equals(request.get("code_challenge_method")),
                "a challenge that is not S256");
        need(!asked.getRawQuery().contains(CLIENT_SECRET), "the secret in an address");
        String code = "4/code-of-consent-" + ++consents;
        codes.put(code, request);
        return request.get("redirect_uri") + "?code=" + URLEncoder.encode(code, UTF_8) + "&state="
                + request.get("state");
    }

    /** Where the browser is sent after a no (4.1.2.1). */
    static String denied(URI asked) {
        Map<String, String> request = form(asked.getRawQuery());
        return request.get("redirect_uri") + "?error=access_denied&state=" + request.get("state");
    }

    static Map<String, String> form(String text) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return form;
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        Map<String, String> request = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        need(exchange.getRequestMethod().equals("POST"), "a token request that is no POST");
        need(exchange.getRequestURI().getQuery() == null, "parameters in the token address");
        String body = answer;
        if (body == null && "refresh_token".equals(request.get("grant_type"))) {
            boolean isOurs = REFRESH_TOKEN.equals(request.get("refresh_token"))
                    && CLIENT_SECRET.equals(request.get("client_secret"));
            body = isOurs
                    ? "{\"access_token\":\"" + accessToken + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"
                    : null;
            status = isOurs ? 200 : 400;
        } else if (body == null) {
            Map<String, String> consent = codes.remove(request.getOrDefault("code", ""));
            body = consent != null && belongs(request, consent) ? tokens(exchange, consent) : null;
            status = body == null ? 400 : 200;
        }
        byte[] bytes = (body == null ? "{\"error\":\"invalid_grant\"}" : body).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean belongs(Map<String, String> request, Map<String, String> consent) {
        String challenge = consent.get("code_challenge");
        return "authorization_code".equals(request.get("grant_type"))
                && CLIENT.equals(request.get("client_id"))
                && CLIENT_SECRET.equals(request.get("client_secret"))
                && consent.get("redirect_uri").equals(request.get("redirect_uri"))
                && (challenge == null
                        ? !request.containsKey("code_verifier")
                        : challenge.equals(s256(request.getOrDefault("code_verifier", ""))));
    }

    private String tokens(HttpExchange exchange, Map<String, String> consent) {
        String scope = consent.get("scope")
                .replace(unticked.isEmpty() ? "\0" : unticked, "")
                .strip();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/oauth/2026-03/token")) {
            return """
                    {"token_type":"bearer","refresh_token":"%s","access_token":"%s","expires_in":1800,"hub_id":62515,
                     "user_id":1,"scopes":["%s"]}
                    """.formatted(REFRESH_TOKEN, ACCESS_TOKEN, scope.replace(" ", "\",\""));
        }
        if (path.equals("/linkedin/accessToken")) {
            return """
                    {"access_token":"%s","expires_in":5184000,"scope":"%s"}
                    """.formatted(ACCESS_TOKEN, scope.replace(" ", ","));
        }
        boolean isOffline = path.startsWith("/common/")
                ? scope.contains("offline_access")
                : "offline".equals(consent.get("access_type"));
        return """
                {"access_token":"%s","expires_in":3599,"token_type":"Bearer","scope":"%s"%s}
                """.formatted(
                        ACCESS_TOKEN,
                        scope.replace("offline_access", "").strip(),
                        isOffline && refreshes ? ",\"refresh_token\":\"" + REFRESH_TOKEN + "\"" : "");
    }

    static String s256(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void need(boolean is, String otherwise) {
        if (!is) {
            wrong.add(otherwise);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
