package io.leadloop.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server that is alive on a data folder, found by its {@code postmaster.pid}: the orphan that a killed
 * LeadLoop leaves behind (facts measured: it outlives {@code kill -9} of the JVM), or the server of a node beside us.
 */
record RunningPostmaster(ProcessHandle process, int port) {

    private static final int PORT_LINE = 3;

    static Optional<RunningPostmaster> on(Path dataDirectory) {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            int port = Integer.parseInt(lines.get(PORT_LINE).trim());
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                    .filter(RunningPostmaster::isPostgres)
                    .map(process -> new RunningPostmaster(process, port));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile, e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().map(it -> it.contains("postgres")).orElse(true);
    }

    /** True as soon as the port answers; false when the server ended or stayed silent for the whole time. */
    boolean answersWithin(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        while (process.isAlive() && System.nanoTime() < until) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            } catch (IOException notYet) {
                endsWithin(Duration.ofMillis(200));
            }
        }
        return false;
    }

    /** Asks the server to end once its clients are gone; kills it after the limit (its write-ahead log makes that safe). */
    void stop(Duration limit) {
        process.destroy();
        if (!endsWithin(limit)) {
            process.destroyForcibly();
            endsWithin(limit);
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot wait for PostgreSQL (process " + process.pid() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
