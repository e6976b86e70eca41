package io.leadloop.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Webhooks at a steady rate, in turns alone and beside a flood of captures of one address: good ones, forged origins, bodies of up
 * to 10 MB. Fails on an answer of 5xx, where more was stored than one address may send, and where the webhooks are slower than
 * {@link #MOST_SLOWER} allows.
 */
final class CaptureFlood {

    private static final String HELP = """
            Usage: bench/capture-flood [options]

              --flood N      captures a second (default 300)
              --captures N   captures in total, as fast as 12 connections send them, over all turns; a turn ends when its
                             share is sent (without it: --flood a second for --seconds)
              --webhooks N   webhooks a second (default 100)
              --seconds N    of each turn (default 15)
              --turns N      pairs of turns (default 3)
              --jar FILE     (default target/leadloop.jar)
              --port N       the first of three ports (default 18080)""";

    private static final int SENDERS = 12;
    private static final int SOCKET_LIMIT_MILLIS = 30_000;
    /** leadloop.capture.per-address, and one minute more for the one that begins. */
    private static final int PER_MINUTE = 30;

    /** What the median beside the flood may be of the one alone. */
    private static final double MOST_SLOWER = 1.10;

    private final App app;
    private final Setup setup;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicLong sent = new AtomicLong();

    private CaptureFlood(App app, Setup setup) {
        this.app = app;
        this.setup = setup;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(
                args, java.util.Set.of("flood", "captures", "webhooks", "seconds", "turns", "jar", "port"), HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Setup setup = Setup.of(
                    arguments,
                    leftovers.folder(Optional.empty(), false),
                    List.of("-Xmx512m"),
                    Stream.concat(
                                    Stream.of("--leadloop.capture.sites.shop=" + Hostile.WEBSITE),
                                    arguments.rest().stream())
                            .toList());
            App app = leftovers.add(App.start(setup, false, false)).awaitReady();
            code = new CaptureFlood(app, setup)
                    .run(
                            arguments.number("turns", 3),
                            arguments.number("seconds", 15),
                            arguments.number("webhooks", 100),
                            arguments.number("flood", 300),
                            arguments.number("captures", 0));
        } catch (RuntimeException | IOException e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    /** @param captures in total, unpaced; 0: paced by {@code flood} */
    private int run(int turns, int seconds, int webhooks, int flood, int captures) throws IOException {
        try (Database database = Database.connectTo(app, setup.jdbcUrl())) {
            webhooks("warm", seconds, webhooks);
            List<Double> ratios = new ArrayList<>();
            long begun = System.nanoTime();
            for (int turn = 0; turn < turns; turn++) {
                WebhookLoader.Result alone = webhooks("alone" + turn, seconds, webhooks);
                print("alone", alone);
                AtomicBoolean over = new AtomicBoolean();
                long before = sent.get();
                long start = System.nanoTime();
                List<Thread> senders = flood(flood, (captures + turns - 1) / turns, over);
                List<Double> beside = new ArrayList<>();
                boolean goesOn = true;
                for (int part = 0; goesOn; part++) {
                    WebhookLoader.Result result = webhooks("beside" + turn + "-" + part, seconds, webhooks);
                    print("beside", result);
                    goesOn = captures > 0 && senders.stream().anyMatch(Thread::isAlive);
                    // The flood ended in the middle of the last one.
                    if (goesOn || part == 0) {
                        beside.add(result.p50Millis());
                    }
                }
                over.set(true);
                for (Thread sender : senders) {
                    sender.join();
                }
                System.out.printf(
                        Locale.ROOT,
                        "flood   %.0f captures a second%n",
                        (sent.get() - before) * 1e9 / (System.nanoTime() - start));
                ratios.add(median(beside) / alone.p50Millis());
            }
            double ratio = median(ratios);
            long stored = database.number("select count(*) from leadloop.capture");
            long minutes = (System.nanoTime() - begun) / 60_000_000_000L + 2;
            System.out.printf(
                    Locale.ROOT,
                    "%d captures sent, %d stored; p50 of webhooks beside / alone: %.2f (median of %d)%n",
                    sent.get(),
                    stored,
                    ratio,
                    turns);
            new TreeMap<>(answers).forEach((what, many) -> System.out.printf("%-30s %8d%n", what, many));
            app.mustRun();
            boolean isHarm =
                    answers.keySet().stream().anyMatch(it -> it.contains(": 5")) || stored > PER_MINUTE * minutes;
            if (ratio > MOST_SLOWER) {
                System.out.printf(Locale.ROOT, "Webhooks may be %.2f times as slow at most.%n", MOST_SLOWER);
            }
            return isHarm || ratio > MOST_SLOWER ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(String name, WebhookLoader.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-7s %5d accepted, p50 %.1f ms, p99 %.1f ms, errors %s%n",
                name,
                result.accepted(),
                result.p50Millis(),
                result.p99Millis(),
                result.errors());
    }

    private WebhookLoader.Result webhooks(String run, int seconds, int perSecond) {
        URI url = URI.create(setup.address() + "/webhooks/bench");
        List<byte[]> requests = new LeadEvents(run, setup.webhookSecret(), false)
                .captured(url.getAuthority(), url.getPath(), seconds * perSecond);
        return new WebhookLoader(url, 16).sendPaced(perSecond, requests, new long[requests.size()]);
    }

    /** @param most captures, as fast as they go; 0: at that rate until it is over */
    private List<Thread> flood(int perSecond, int most, AtomicBoolean over) {
        long start = System.nanoTime();
        AtomicLong next = new AtomicLong();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(i);
            Thread sender = new Thread(() -> {
                while (!over.get()) {
                    long mine = next.getAndIncrement();
                    if (most > 0 && mine >= most) {
                        return;
                    }
                    long wait = start + mine * 1_000_000_000L / perSecond - System.nanoTime();
                    if (most == 0 && wait > 0) {
                        java.util.concurrent.locks.LockSupport.parkNanos(wait);
                    }
                    send(random);
                }
            });
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
        return senders;
    }

    private void send(Random random) {
        String kind;
        String origin = Hostile.WEBSITE;
        int length = -1;
        switch (random.nextInt(20)) {
            case 0 -> {
                kind = "10 MB";
                length = 10_000_000;
            }
            case 1, 2, 3, 4 -> {
                kind = "forged origin";
                origin = "https://evil.example";
            }
            default -> kind = "good";
        }
        byte[] body = ("{\"visit\":{\"ids\":{\"gclid\":[\"flood-" + random.nextLong()
                        + "\",1790000000000]}},\"consent\":\"tcf\",\"now\":" + System.currentTimeMillis() + "}")
                .getBytes(StandardCharsets.US_ASCII);
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), setup.port())) {
            socket.setSoTimeout(SOCKET_LIMIT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /capture HTTP/1.1\r\nHost: localhost:" + setup.port() + "\r\nConnection: close\r\nOrigin: "
                            + origin + "\r\nContent-Type: text/plain\r\nContent-Length: "
                            + (length < 0 ? body.length : length) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(length < 0 ? body : new byte[length]);
            String head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            answer = head.length() == 12 ? head.substring(9) : "closed";
        } catch (IOException closed) {
            answer = "closed";
        }
        sent.incrementAndGet();
        answers.merge(kind + ": " + answer, 1, Integer::sum);
    }
}
