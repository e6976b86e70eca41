package io.leadloop.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends ready-made requests over a fixed number of kept connections, each waiting for its answer before the next. */
final class WebhookLoader {

    private static final String HELP = """
            Usage: java -cp target/bench/classes io.leadloop.bench.WebhookLoader --url URL --secret whsec_... [options]

              --url URL         the webhook's address, e.g. http://localhost:8080/webhooks/generic
              --secret S        the Standard Webhooks secret of that source
              --leads N         how many events, one for each lead (default 1000)
              --status S        CAPTURED (default) makes new leads; any other moves those of the same run
              --run ID          letters and digits that tell the leads of this run from others (default: from the clock)
              --contacts yes    new leads carry mail and phone
              --connections N   (default 16)""";

    private static final int SOCKET_LIMIT_MILLIS = 30_000;

    private final String host;
    private final int port;
    private final int connections;

    /**
     * What came of it.
     *
     * @param secondHalf accepted a second in the second half of the events, when the receiver is warm
     * @param errors how often a status, or a failure of the connection, came instead of a success
     */
    record Result(
            int accepted,
            double perSecond,
            double secondHalf,
            double p50Millis,
            double p99Millis,
            Map<String, Integer> errors) {}

    WebhookLoader(URI url, int connections) {
        this.host = url.getHost();
        this.port = url.getPort() < 0 ? 80 : url.getPort();
        this.connections = connections;
    }

    public static void main(String[] args) {
        Set<String> names = Set.of("url", "secret", "leads", "status", "run", "contacts", "connections");
        Arguments arguments = Arguments.readOrExit(args, names, HELP);
        if (arguments.find("url").isEmpty() || arguments.find("secret").isEmpty()) {
            System.err.println("--url and --secret are needed.\n\n" + HELP);
            System.exit(2);
        }
        URI url = URI.create(arguments.text("url", ""));
        String run = arguments.text("run", Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
        LeadEvents events = new LeadEvents(
                run, arguments.text("secret", ""), arguments.find("contacts").isPresent());
        int leads = arguments.number("leads", 1000);
        String status = arguments.text("status", "CAPTURED");
        List<byte[]> requests = status.equals("CAPTURED")
                ? events.captured(url.getAuthority(), url.getPath(), leads)
                : events.moved(url.getAuthority(), url.getPath(), leads, status);
        Result result = new WebhookLoader(url, arguments.number("connections", 16)).send(requests, () -> {});
        System.out.printf(
                Locale.ROOT,
                "run %s: %d of %d accepted, %.0f/s (second half %.0f/s), p50 %.1f ms, p99 %.1f ms, errors %s%n",
                run,
                result.accepted(),
                leads,
                result.perSecond(),
                result.secondHalf(),
                result.p50Millis(),
                result.p99Millis(),
                result.errors());
        System.exit(result.accepted() == leads ? 0 : 1);
    }

    /**
     * Returns when all are answered.
     *
     * @param atHalf runs once, when half of them are
     */
    Result send(List<byte[]> requests, Runnable atHalf) {
        AtomicInteger next = new AtomicInteger();
        long[] took = new long[requests.size()];
        long[] ended = new long[requests.size()];
        Map<String, Integer> errors = new ConcurrentHashMap<>();
        Thread[] threads = new Thread[connections];
        long start = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> work(requests, next, atHalf, took, ended, errors), "loader-" + i);
            threads[i].setDaemon(true);
            threads[i].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while sending", e);
            }
        }
        return result(start, took, ended, errors);
    }

    /** Sends them at so many a second, whatever the answers take; gives back when each was due, as {@link System#nanoTime}. */
    long[] sendAt(int perSecond, List<byte[]> requests) {
        long[] due = new long[requests.size()];
        Result result = sendPaced(perSecond, requests, due);
        if (result.accepted() < requests.size()) {
            throw new IllegalStateException("Only " + result.accepted() + " were taken: " + result.errors());
        }
        return due;
    }

    /** Sends them at so many a second; fills in when each was due, as {@link System#nanoTime}. */
    Result sendPaced(int perSecond, List<byte[]> requests, long[] due) {
        long start = System.nanoTime();
        for (int i = 0; i < due.length; i++) {
            due[i] = start + i * 1_000_000_000L / perSecond;
        }
        List<byte[]> paced = new java.util.AbstractList<>() {
            @Override
            public byte[] get(int index) {
                long wait = due[index] - System.nanoTime();
                if (wait > 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(wait);
                }
                return requests.get(index);
            }

            @Override
            public int size() {
                return requests.size();
            }
        };
        return send(paced, () -> {});
    }

    private static Result result(long start, long[] took, long[] ended, Map<String, Integer> errors) {
        long[] ends = Arrays.stream(ended).filter(it -> it != 0).sorted().toArray();
        long[] times = Arrays.stream(took).filter(it -> it != 0).sorted().toArray();
        int accepted = ends.length;
        if (accepted == 0) {
            return new Result(0, 0, 0, 0, 0, errors);
        }
        int half = accepted / 2;
        return new Result(
                accepted,
                accepted * 1e9 / (ends[accepted - 1] - start),
                (accepted - 1 - half) * 1e9 / Math.max(1, ends[accepted - 1] - ends[half]),
                times[half] / 1e6,
                times[(int) (accepted * 0.99)] / 1e6,
                errors);
    }

    private void work(
            List<byte[]> requests,
            AtomicInteger next,
            Runnable atHalf,
            long[] took,
            long[] ended,
            Map<String, Integer> errors) {
        int i = next.getAndIncrement();
        while (i < requests.size()) {
            try (Socket socket = new Socket(host, port)) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(SOCKET_LIMIT_MILLIS);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean kept = true;
                while (kept && i < requests.size()) {
                    if (i == requests.size() / 2) {
                        atHalf.run();
                    }
                    byte[] request = requests.get(i);
                    long begun = System.nanoTime();
                    socket.getOutputStream().write(request);
                    Answer answer = Answer.read(in);
                    kept = answer.kept();
                    if (answer.status() / 100 == 2) {
                        ended[i] = System.nanoTime();
                        took[i] = ended[i] - begun;
                    } else {
                        errors.merge("HTTP " + answer.status(), 1, Integer::sum);
                    }
                    i = next.getAndIncrement();
                }
            } catch (IOException e) {
                errors.merge(e.getClass().getSimpleName(), 1, Integer::sum);
                i = next.getAndIncrement();
            }
        }
    }

    /** As much of an HTTP answer as is needed to send the next request on the same connection. */
    private record Answer(int status, boolean kept) {

        static Answer read(InputStream in) throws IOException {
            int status = Integer.parseInt(line(in).split(" ", 3)[1]);
            int length = 0;
            boolean kept = true;
            boolean chunked = false;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring("content-length:".length()).trim());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
                kept &= !(lower.startsWith("connection:") && lower.contains("close"));
            }
            if (chunked) {
                for (int size = chunk(in); size > 0; size = chunk(in)) {
                    in.skipNBytes(size + 2L);
                }
                line(in);
            } else {
                in.skipNBytes(length);
            }
            return new Answer(status, kept);
        }

        private static int chunk(InputStream in) throws IOException {
            return Integer.parseInt(line(in).split(";")[0].trim(), 16);
        }

        private static String line(InputStream in) throws IOException {
            byte[] line = new byte[256];
            int length = 0;
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException("The connection was closed");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, length * 2);
                }
                line[length++] = (byte) b;
            }
            return new String(line, 0, length, StandardCharsets.US_ASCII).stripTrailing();
        }
    }
}
