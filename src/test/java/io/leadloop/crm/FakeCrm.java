package io.leadloop.crm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A CRM's API at the wire: answers by path whoever is signed in, and knows nothing else. */
public final class FakeCrm implements AutoCloseable {

    private final HttpServer server;
    private final List<String> calls = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Map<String, Resource> resources = new HashMap<>();
    private final Map<String, String> wanted = new TreeMap<>();

    private record Refusal(int status, @Nullable String retryAfter, String body) {}

    /** What stands under a path: the answer to a query, null for nothing. */
    public interface Resource {
        @Nullable
        String answer(Map<String, String> query);
    }

    public FakeCrm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Calls without this header are refused. */
    public synchronized FakeCrm wants(String header, String value) {
        wanted.put(header, value);
        return this;
    }

    public synchronized FakeCrm has(String path, Resource resource) {
        resources.put(path, resource);
        return this;
    }

    public FakeCrm has(String path, String json) {
        return has(path, query -> json);
    }

    public synchronized void refuses(int status, @Nullable String retryAfter) {
        refusals.add(new Refusal(status, retryAfter, "{\"error\":\"jane.doe@example.com\"}"));
    }

    /** The next call, whatever it is, gets this. */
    public synchronized void answersOnce(int status, String body) {
        refusals.add(new Refusal(status, null, body));
    }

    /** The calls so far, as path and query, decoded. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The bodies of the calls that had one. */
    public synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    private synchronized void hear(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!asked.isEmpty()) {
            bodies.add(asked);
        }
        calls.add(URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8));
        Refusal refusal = refusals.poll();
        if (refusal != null) {
            if (refusal.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
            }
            send(exchange, refusal.status(), refusal.body());
            return;
        }
        String path = exchange.getRequestURI().getPath();
        boolean signedIn = path.endsWith("/token")
                || wanted.entrySet().stream()
                        .allMatch(it -> it.getValue()
                                .equals(exchange.getRequestHeaders().getFirst(it.getKey())));
        Resource resource = resources.get(path);
        String body = resource == null || !signedIn ? null : resource.answer(query(exchange));
        send(exchange, !signedIn ? 401 : body == null ? 404 : 200, body == null ? "{}" : body);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int is = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(pair.substring(0, is), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
