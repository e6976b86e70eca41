package io.leadloop.destination;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A platform at the wire: keeps what it hears and answers what the test told it to, in order or by a rule. */
public final class FakePlatform implements AutoCloseable {

    private static final String TOKEN =
            "{\"access_token\":\"fake-token\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";

    private static final String JSON_TYPE = "application/json";

    private final HttpServer server;
    private final List<String> bodies = new ArrayList<>();
    private final List<Heard> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Answer> tokenAnswers = new ArrayDeque<>();

    private Function<Heard, Answer> rule = request -> Answer.of(500, "no answer was prepared");

    /** A request but those for tokens. */
    public record Heard(String method, String address, Map<String, List<String>> headers, String body) {

        /** The address without its question. */
        public String path() {
            return URI.create(address).getPath();
        }

        /** The question's parameters, decoded; a name that comes twice has its values in their order. */
        public Map<String, List<String>> query() {
            Map<String, List<String>> parameters = new LinkedHashMap<>();
            String query = URI.create(address).getRawQuery();
            for (String pair : query == null ? new String[0] : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), it -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
            return parameters;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        /** The first value of that header; empty where there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .map(it -> it.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    /** An answer; status 0 closes the connection after taking the request, a negative one breaks off within the body. */
    public record Answer(
            int status,
            String body,
            @Nullable String retryAfter,
            @Nullable Packed packed,
            String contentType) {

        /** The body's bytes as they go over the wire, where they are not the text in UTF-8. */
        public record Packed(byte[] bytes, @Nullable String contentEncoding) {}

        public Answer(int status, String body, @Nullable String retryAfter) {
            this(status, body, retryAfter, null, JSON_TYPE);
        }

        public static Answer of(int status, String body) {
            return new Answer(status, body, null);
        }

        public static Answer silence() {
            return new Answer(0, "", null);
        }

        /** The same answer as these bytes, under that {@code Content-Encoding} or none. */
        public Answer as(byte[] bytes, @Nullable String contentEncoding) {
            return new Answer(status, body, retryAfter, new Packed(bytes, contentEncoding), contentType);
        }

        /** The same answer under that {@code Content-Type}. */
        public Answer typed(String type) {
            return new Answer(status, body, retryAfter, packed, type);
        }

        private byte[] bytes() {
            return packed == null ? body.getBytes(StandardCharsets.UTF_8) : packed.bytes();
        }

        /** The status arrives, the body does not arrive whole. */
        public static Answer brokenOff(Answer whole) {
            return new Answer(-whole.status(), whole.body(), null);
        }
    }

    public FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/token", exchange -> reply(exchange, next(tokenAnswers, Answer.of(200, TOKEN))));
        server.createContext("/", this::hear);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public FakePlatform answers(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    /** Answers by the request's body whatever was not prepared. */
    public FakePlatform answersBy(Function<String, Answer> next) {
        rule = request -> next.apply(request.body());
        return this;
    }

    /** Answers by the whole request whatever was not prepared. */
    public FakePlatform answersRequestsBy(Function<Heard, Answer> next) {
        rule = next;
        return this;
    }

    public FakePlatform answersTokenRequests(Answer... next) {
        tokenAnswers.addAll(List.of(next));
        return this;
    }

    /** Leads from that path to another address. */
    public FakePlatform redirects(String path, URI to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to.toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        return this;
    }

    /** The bodies of all requests but those for tokens, in order. */
    public List<String> heard() {
        return List.copyOf(bodies);
    }

    public List<Heard> requests() {
        return List.copyOf(requests);
    }

    private synchronized void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        Heard request = new Heard(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body);
        requests.add(request);
        reply(exchange, answers.isEmpty() ? rule.apply(request) : answers.removeFirst());
    }

    private static Answer next(Deque<Answer> prepared, Answer otherwise) {
        return prepared.isEmpty() ? otherwise : prepared.removeFirst();
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = answer.bytes();
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        if (answer.packed() != null && answer.packed().contentEncoding() != null) {
            exchange.getResponseHeaders()
                    .set("Content-Encoding", answer.packed().contentEncoding());
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        if (answer.status() < 0) {
            exchange.sendResponseHeaders(-answer.status(), body.length + 100L);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            throw new IOException("broken off, as the test wants it");
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
