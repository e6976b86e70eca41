package io.leadloop.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Says on what the figures were measured. */
final class Machine {

    private static final double GIGABYTE = 1 << 30;

    private Machine() {}

    static void print(int leads, Setup setup) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d leads, %d cores, %.0f GB, %s %s, JDK %s, %s, load average at the start %.1f%n",
                LocalDate.now(ZoneOffset.UTC),
                leads,
                Runtime.getRuntime().availableProcessors(),
                memory() / GIGABYTE,
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                setup.jdbc().isPresent() ? "external PostgreSQL" : "embedded PostgreSQL",
                Progress.load());
    }

    private static double memory() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Double.NaN;
    }
}
