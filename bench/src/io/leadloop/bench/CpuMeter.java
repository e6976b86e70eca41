package io.leadloop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CPU time that the application's JVM and its PostgreSQL have used. PostgreSQL is known on Linux only: all
 * processes of the server to which the bench is connected, those that ended as well, without the bench's own.
 */
final class CpuMeter {

    /** Milliseconds since the start of the processes; NaN where it cannot be known. */
    record Used(double jvm, double postgres) {

        static final Used UNKNOWN = new Used(Double.NaN, Double.NaN);

        Used since(Used earlier) {
            return new Used(jvm - earlier.jvm, postgres - earlier.postgres);
        }

        Used each(long things) {
            return new Used(jvm / things, postgres / things);
        }
    }

    private static final double MILLIS_PER_TICK = 10;
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final ProcessHandle jvm;
    private final long ownBackend;
    private final long postmaster;

    CpuMeter(ProcessHandle jvm, Database database) {
        this.jvm = jvm;
        this.ownBackend = database.backend();
        List<String> backend = stat(PROC.resolve(Long.toString(ownBackend)));
        // A server on another machine may have a process id that belongs to something else here.
        boolean here = !backend.isEmpty() && backend.get(0).contains("postgres");
        this.postmaster = here ? Long.parseLong(backend.get(1 + PARENT)) : -1;
    }

    Used read() {
        double java = jvm.info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(it -> it / 1e6)
                .orElse(Double.NaN);
        return new Used(java, postmaster < 0 ? Double.NaN : postgres());
    }

    private double postgres() {
        List<String> parent = stat(PROC.resolve(Long.toString(postmaster)));
        if (parent.isEmpty()) {
            return Double.NaN;
        }
        long ticks = ticks(parent, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM);
        try (Stream<Path> processes = Files.list(PROC)) {
            ticks += processes
                    .filter(it -> Character.isDigit(it.getFileName().toString().charAt(0)))
                    .filter(it -> !it.getFileName().toString().equals(Long.toString(ownBackend)))
                    .map(CpuMeter::stat)
                    .filter(it -> !it.isEmpty() && it.get(1 + PARENT).equals(Long.toString(postmaster)))
                    .mapToLong(it -> ticks(it, USER, SYSTEM))
                    .sum();
        } catch (IOException e) {
            return Double.NaN;
        }
        return ticks * MILLIS_PER_TICK;
    }

    private static long ticks(List<String> stat, int... fields) {
        long sum = 0;
        for (int field : fields) {
            sum += Long.parseLong(stat.get(1 + field));
        }
        return sum;
    }

    /** The command's name and the fields that follow it in {@code /proc/<pid>/stat}; empty when the process is gone. */
    private static List<String> stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            int end = line.lastIndexOf(')');
            return Stream.concat(
                            Stream.of(line.substring(0, end)),
                            Stream.of(line.substring(end + 2).split(" ")))
                    .toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
