package io.leadloop.support;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A small JVM beside the tests that ends what they leave behind, also when theirs is killed with -9 and runs no hook.
 * It holds one end of a pipe, which the operating system closes with the tests' JVM; then it ends
 *
 * <ul>
 *   <li>every process that descended from the tests' JVM (nodes, browsers and their drivers, initdb), remembered twice a
 *       second because an orphan no longer names its parent;
 *   <li>every PostgreSQL on a data folder of the run: those are daemons, nobody's descendants, found by postmaster.pid.
 * </ul>
 *
 * It works alike for root and others: in the user namespace in which root's PostgreSQL runs (unshare -U) the process is
 * still root's. It sits in a session of its own where there is {@code setsid}, so that a kill of the whole process group
 * spares it, and it ignores the signals of a terminal.
 */
final class Watchdog {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration MERCY = Duration.ofSeconds(5);
    /** A server that was being started when the JVM died writes its postmaster.pid only now. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(2);

    private static final int DEPTH_OF_PID_FILES = 3;
    private static final String DETACHED =
            "trap '' INT HUP TERM; command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

    private final long tests;
    private final Path home;
    private final Map<Long, ProcessHandle> descendants = new ConcurrentHashMap<>();

    private Watchdog(long tests, Path home) {
        this.tests = tests;
        this.home = home;
    }

    /** Starts one for this JVM and that folder. */
    static void beside(Path home) throws IOException {
        File log = home.resolve("watchdog.log").toFile();
        new ProcessBuilder(
                        "sh",
                        "-c",
                        DETACHED,
                        "watchdog",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes(),
                        Watchdog.class.getName(),
                        Long.toString(ProcessHandle.current().pid()),
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private static String classes() {
        return Path.of(Watchdog.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    public static void main(String[] args) throws Exception {
        Watchdog watchdog = new Watchdog(Long.parseLong(args[0]), Path.of(args[1]));
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        looking.scheduleWithFixedDelay(watchdog::looks, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        System.in.transferTo(OutputStream.nullOutputStream());
        looking.shutdownNow();
        watchdog.endsAll();
    }

    private void looks() {
        remember(ProcessHandle.of(tests).stream().flatMap(ProcessHandle::descendants));
    }

    private void remember(Stream<ProcessHandle> processes) {
        long self = ProcessHandle.current().pid();
        processes.filter(it -> it.pid() != self).forEach(it -> {
            if (descendants.put(it.pid(), it) == null) {
                System.out.println("sees " + it.pid());
            }
        });
        descendants.values().removeIf(it -> !it.isAlive());
    }

    private void endsAll() throws InterruptedException {
        ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
        rounds.scheduleWithFixedDelay(this::endsThoseLeft, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        rounds.schedule(rounds::shutdown, STRAGGLERS.toMillis(), TimeUnit.MILLISECONDS);
        rounds.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void endsThoseLeft() {
        List.copyOf(descendants.values()).forEach(it -> remember(it.descendants()));
        List<ProcessHandle> left = Stream.concat(descendants.values().stream(), servers().stream())
                .filter(ProcessHandle::isAlive)
                .toList();
        left.forEach(Watchdog::end);
        left.forEach(Watchdog::endForGood);
    }

    private static void end(ProcessHandle process) {
        System.out.println(
                "ends " + process.pid() + " " + process.info().command().orElse(""));
        process.destroy();
    }

    private static void endForGood(ProcessHandle process) {
        try {
            process.onExit().get(MERCY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception stillThere) {
            process.destroyForcibly();
        }
    }

    private List<ProcessHandle> servers() {
        try (Stream<Path> files = Files.find(home, DEPTH_OF_PID_FILES, (file, is) -> file.endsWith("postmaster.pid"))) {
            return files.map(Watchdog::server).flatMap(Optional::stream).toList();
        } catch (IOException | UncheckedIOException folderChanges) {
            // The next round looks again.
            System.out.println("cannot look for servers: " + folderChanges);
            return List.of();
        }
    }

    private static Optional<ProcessHandle> server(Path pidFile) {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                            .filter(it -> it.info().command().orElse("postgres").contains("postgres"));
        } catch (IOException | NumberFormatException goneOrHalfWritten) {
            return Optional.empty();
        }
    }
}
