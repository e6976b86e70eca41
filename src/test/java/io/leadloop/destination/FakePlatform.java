package io.leadloop.destination;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A platform at the wire: keeps what it hears and answers what the test told it to. */
public final class FakePlatform implements AutoCloseable {

    private static final String TOKEN =
            "{\"access_token\":\"fake-token\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";

    private final HttpServer server;
    private final List<String> bodies = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Answer> tokenAnswers = new ArrayDeque<>();

    /** An answer; status 0 closes the connection after taking the request. */
    public record Answer(int status, String body, @Nullable String retryAfter) {

        public static Answer of(int status, String body) {
            return new Answer(status, body, null);
        }

        public static Answer silence() {
            return new Answer(0, "", null);
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

    public FakePlatform answersTokenRequests(Answer... next) {
        tokenAnswers.addAll(List.of(next));
        return this;
    }

    /** The bodies of all requests but those for tokens, in order. */
    public List<String> heard() {
        return List.copyOf(bodies);
    }

    private synchronized void hear(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        reply(exchange, next(answers, Answer.of(500, "no answer was prepared")));
    }

    private static Answer next(Deque<Answer> prepared, Answer otherwise) {
        return prepared.isEmpty() ? otherwise : prepared.removeFirst();
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
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
