package io.leadloop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Many hostile requests at the doors before the sign-in, beside slow senders; fails where one does harm. */
final class Hostile {

    private static final String HELP = """
            Usage: bench/hostile [options]

              --requests N   how many (default 100000)
              --slow N       senders that drip a byte a second all the while (default 200)
              --seed N       of all chance (default: from the clock)
              --jar FILE     (default target/leadloop.jar)
              --port N       the first of three ports (default 18080)""";

    /** Whose captures are taken. */
    static final String WEBSITE = "https://www.example.com";

    private static final Set<String> OPTIONS = Set.of("requests", "slow", "seed", "jar", "port");
    private static final int SENDERS = 24;
    private static final int ANSWER_LIMIT_MILLIS = 30_000;
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(1);

    private final App app;
    private final Setup setup;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final List<String> harm = java.util.Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong slowestHealth = new AtomicLong();

    private Hostile(App app, Setup setup) {
        this.app = app;
        this.setup = setup;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, OPTIONS, HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Setup setup = Setup.of(
                    arguments,
                    leftovers.folder(Optional.empty(), false),
                    List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"),
                    Stream.concat(Stream.of("--leadloop.capture.sites.shop=" + WEBSITE), arguments.rest().stream())
                            .toList());
            App app = leftovers.add(App.start(setup, false, false)).awaitReady();
            long seed = arguments.find("seed").map(Long::parseLong).orElse(System.currentTimeMillis());
            code = new Hostile(app, setup)
                    .attack(arguments.number("requests", 100_000), arguments.number("slow", 200), seed);
        } catch (RuntimeException | IOException e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private int attack(int requests, int slow, long seed) throws IOException {
        System.out.printf("%d requests, %d slow senders, -Xmx512m, seed %d%n", requests, slow, seed);
        try (Database database = Database.connectTo(app, setup.jdbcUrl())) {
            long before = stored(database);
            for (int i = 0; i < slow; i++) {
                background(this::drip);
            }
            background(this::watchHealth);
            long begun = System.nanoTime();
            send(requests, seed);
            over.set(true);
            System.out.printf(
                    Locale.ROOT,
                    "%.0f s; slowest answer of health %d ms%n",
                    (System.nanoTime() - begun) / 1e9,
                    slowestHealth.get());
            app.mustRun();
            long more = stored(database) - before;
            if (more != 0) {
                harm.add(more + " rows were stored");
            }
        }
        long traces = Files.readAllLines(setup.log()).stream()
                .filter(it -> it.startsWith("\tat "))
                .count();
        new TreeMap<>(answers).forEach((what, many) -> System.out.printf("%-40s %8d%n", what, many));
        System.out.println("Lines of stack traces in the log: " + traces);
        harm.stream().limit(20).forEach(it -> System.out.println("HARM: " + it));
        return harm.isEmpty() ? 0 : 1;
    }

    /** Inbox, sessions, leads and captures: what a stranger could fill. */
    private static long stored(Database database) {
        return database.number("select (select count(*) from leadloop.inbox_message)"
                + " + (select count(*) from leadloop.web_session) + (select count(*) from leadloop.lead)"
                + " + (select count(*) from leadloop.capture)");
    }

    private void send(int requests, long seed) {
        AtomicInteger left = new AtomicInteger(requests);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(seed + i);
            senders.add(background(() -> {
                while (left.decrementAndGet() >= 0) {
                    sendOne(HostileRequest.random(random, "localhost:" + setup.port()));
                }
            }));
        }
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sendOne(HostileRequest request) {
        String answer;
        try (Socket socket = connected()) {
            socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
            socket.getOutputStream().write(request.bytes());
            socket.shutdownOutput();
            answer = status(socket.getInputStream());
        } catch (IOException closed) {
            answer = "closed";
        }
        answers.merge(request.kind() + ": " + answer, 1, Integer::sum);
        // 501 and 505 say that a method or version is not known, which is true.
        if (answer.startsWith("5") && !answer.equals("501") && !answer.equals("505")) {
            harm.add(answer + " to: " + line(request.bytes()));
        }
    }

    private static String status(InputStream in) throws IOException {
        String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        return head.length() == 12 ? head.substring(9) : "closed";
    }

    private static String line(byte[] request) {
        String text = new String(request, 0, Math.min(request.length, 200), StandardCharsets.ISO_8859_1);
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private void drip() {
        while (!over.get()) {
            try (Socket socket = connected()) {
                socket.getOutputStream()
                        .write("POST /webhooks/bench HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                while (!over.get()) {
                    socket.getOutputStream().write('x');
                    Await.pause(Duration.ofSeconds(1));
                }
            } catch (IOException sentAway) {
                Await.pause(Duration.ofMillis(200));
            }
        }
    }

    private void watchHealth() {
        while (!over.get()) {
            long begun = System.nanoTime();
            int status = -1;
            try {
                HttpURLConnection health = (HttpURLConnection) URI.create(setup.address() + "/actuator/health/liveness")
                        .toURL()
                        .openConnection();
                health.setReadTimeout(ANSWER_LIMIT_MILLIS);
                status = health.getResponseCode();
                health.disconnect();
            } catch (IOException e) {
                harm.add("health does not answer: " + e.getMessage());
            }
            long millis = (System.nanoTime() - begun) / 1_000_000;
            slowestHealth.accumulateAndGet(millis, Math::max);
            if (!over.get() && (status != 200 || millis > HEALTH_LIMIT.toMillis())) {
                harm.add("health answered " + status + " after " + millis + " ms");
            }
            Await.pause(Duration.ofMillis(500));
        }
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), setup.port());
    }

    private static Thread background(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
