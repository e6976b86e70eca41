package io.leadloop.destination;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A platform's reporting API at the wire; what it answers is worked out from the request by the fake of that platform. */
public final class FakeReportApi implements AutoCloseable {

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Function<Asked, Answer> rule;
    private volatile @Nullable Answer instead;

    /** A request with its query decoded. */
    public record Asked(
            String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }

        public String of(String parameter) {
            return query.getOrDefault(parameter, "");
        }

        /** Parameters that the documents do not name, or name and are missing. */
        public List<String> wrong(Set<String> needed, Set<String> possible) {
            List<String> wrong = new ArrayList<>();
            query.keySet().stream()
                    .filter(it -> !needed.contains(it) && !possible.contains(it))
                    .forEach(it -> wrong.add("unknown " + it));
            needed.stream().filter(it -> !query.containsKey(it)).forEach(it -> wrong.add("missing " + it));
            return wrong;
        }
    }

    /** Status 0 closes the connection after taking the request. */
    public record Answer(int status, String body) {}

    public FakeReportApi(Function<Asked, Answer> rule) {
        this.rule = rule;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return asked;
    }

    /** Answers this to everything but requests for tokens; null to answer by its rule again. */
    public void answersInstead(@Nullable Answer answer) {
        instead = answer;
    }

    private void hear(HttpExchange exchange) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int at = pair.indexOf('=');
            query.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        Asked request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query,
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        Answer fixed = instead;
        Answer answer = fixed != null && !request.path().endsWith("token") ? fixed : rule.apply(request);
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
