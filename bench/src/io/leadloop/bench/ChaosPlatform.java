package io.leadloop.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers like Google's Data Manager and misbehaves: of 100 requests 5 get 500 and are not taken, 2 are taken and never
 * answered, 1 is taken and reset. Knows how often it took each key.
 */
final class ChaosPlatform implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("\"transactionId\"\\s*:\\s*\"([^\"]+)\"");

    private final List<HttpServer> servers = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(8);
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> faults = new ConcurrentHashMap<>();
    private final Random random;

    ChaosPlatform(Random random, int... ports) throws IOException {
        this.random = random;
        for (int port : ports) {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
            server.setExecutor(workers);
            server.createContext("/", this::handle);
            server.start();
            servers.add(server);
        }
    }

    /** How often each key was taken. */
    Map<String, Integer> taken() {
        return taken;
    }

    /** How often it misbehaved in which way. */
    Map<String, Integer> faults() {
        return faults;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().equals("/token")) {
            answer(exchange, 200, "{\"access_token\":\"chaos\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
            return;
        }
        int luck = random.nextInt(100);
        if (luck < 5) {
            faults.merge("500", 1, Integer::sum);
            answer(exchange, 500, "{\"error\":{\"code\":500,\"message\":\"Internal\",\"status\":\"INTERNAL\"}}");
            return;
        }
        Matcher keys = KEY.matcher(body);
        while (keys.find()) {
            taken.merge(keys.group(1), 1, Integer::sum);
        }
        if (luck < 7) {
            // Never answered: the caller gives up by itself.
            faults.merge("silence", 1, Integer::sum);
        } else if (luck < 8) {
            faults.merge("reset", 1, Integer::sum);
            exchange.close();
        } else {
            answer(exchange, 200, "{\"requestId\":\"chaos-" + Math.abs(random.nextLong()) + "\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        servers.forEach(it -> it.stop(0));
        workers.shutdownNow();
    }
}
