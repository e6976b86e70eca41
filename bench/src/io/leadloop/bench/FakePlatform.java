package io.leadloop.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * An ad platform that takes everything: answers like Google's Data Manager and like Meta's Conversions API, and counts
 * what it was told by its deduplication key. It checks nothing and looks only for the keys, so that it costs next to
 * nothing.
 */
final class FakePlatform implements AutoCloseable {

    private static final String HELP = """
            Usage: java -cp target/bench/classes io.leadloop.bench.FakePlatform [options]

              --port N         where it listens (default 18081)
              --latency-ms N   how long it takes to answer (default 0)
              --hang-every N   takes and counts every Nth request but never answers it (default 0: never)

            POST /v1/events:ingest, ...:uploadClickConversions and /token answer like Google, POST /v23.0/<dataset>/events like Meta.
            GET /received gives {"distinct":..,"deliveries":..,"requests":..,"unanswered":..}.""";

    private static final Pattern META = Pattern.compile("/v\\d+\\.\\d+/[^/]+/events");
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
    private final long latencyMillis;
    private final long hangEvery;
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();

    FakePlatform(int port, long latencyMillis, long hangEvery) {
        // Without it every answer on a kept connection waits 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.latencyMillis = latencyMillis;
        this.hangEvery = hangEvery;
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, Set.of("port", "latency-ms", "hang-every"), HELP);
        int port = arguments.number("port", 18081);
        new FakePlatform(port, arguments.number("latency-ms", 0), arguments.number("hang-every", 0));
        System.out.println("Answering on http://localhost:" + port);
    }

    /** How many different conversions it was told. */
    long distinct() {
        return keys.size();
    }

    /** How many conversions it was told in all; more than {@link #distinct} where one came twice. */
    long deliveries() {
        return deliveries.get();
    }

    /** When it first heard of that gclid, in nanoseconds as {@link System#nanoTime}. */
    long arrivalOf(String click) {
        return arrivals.get(click);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/received")) {
            answer(
                    exchange,
                    200,
                    "{\"distinct\":%d,\"deliveries\":%d,\"requests\":%d,\"unanswered\":%d}"
                            .formatted(distinct(), deliveries(), requests.get(), unanswered.get()));
        } else if (path.equals("/token")) {
            answer(exchange, 200, "{\"access_token\":\"bench\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        } else if (path.endsWith("/events:ingest")) {
            long request = requests.incrementAndGet();
            count(body, "transactionId");
            values(body, "gclid").forEach(it -> arrivals.putIfAbsent(it, System.nanoTime()));
            answerSlowly(exchange, request, "{\"requestId\":\"bench-" + request + "\"}");
        } else if (path.endsWith(":uploadClickConversions")) {
            long request = requests.incrementAndGet();
            count(body, "orderId");
            answerSlowly(exchange, request, "{\"results\":[{\"gclid\":\"x\"}]}");
        } else if (META.matcher(path).matches()) {
            long request = requests.incrementAndGet();
            int events = count(body, "event_id");
            answerSlowly(
                    exchange,
                    request,
                    "{\"events_received\":" + events + ",\"messages\":[],\"fbtrace_id\":\"bench" + request + "\"}");
        } else {
            answer(
                    exchange,
                    404,
                    "{\"error\":{\"code\":404,\"message\":\"No such address\",\"status\":\"NOT_FOUND\"}}");
        }
    }

    /** Remembers the values of that field, wherever they stand in the body, and gives back how many there were. */
    private int count(byte[] body, String field) {
        List<String> found = values(body, field);
        keys.addAll(found);
        deliveries.addAndGet(found.size());
        return found.size();
    }

    private static List<String> values(byte[] body, String field) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String name = '"' + field + '"';
        List<String> found = new ArrayList<>();
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at)) {
            int start = text.indexOf('"', at + name.length()) + 1;
            int end = text.indexOf('"', start);
            if (start == 0 || end < 0) {
                break;
            }
            found.add(text.substring(start, end));
            at = end;
        }
        return found;
    }

    private void answerSlowly(HttpExchange exchange, long request, String json) throws IOException {
        if (hangEvery > 0 && request % hangEvery == 0) {
            unanswered.incrementAndGet();
        } else if (latencyMillis > 0) {
            late.schedule(() -> answerQuietly(exchange, json), latencyMillis, TimeUnit.MILLISECONDS);
        } else {
            answer(exchange, 200, json);
        }
    }

    private static void answerQuietly(HttpExchange exchange, String json) {
        try {
            answer(exchange, 200, json);
        } catch (IOException callerGone) {
            exchange.close();
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
        server.stop(0);
        workers.shutdownNow();
        late.shutdownNow();
    }
}
