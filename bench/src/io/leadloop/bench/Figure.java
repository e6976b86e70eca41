package io.leadloop.bench;

import java.util.Locale;

/**
 * One row of the table.
 *
 * @param perSecond over the whole phase, with a JVM that starts cold
 * @param secondHalf over the second half of the work, when the JVM is warm; NaN where there is no such half
 * @param cpu milliseconds of CPU for each, over the whole phase
 * @param warmCpu the same over the second half
 * @param load the machine's load average of the last minute when the phase ended
 */
record Figure(String name, double perSecond, double secondHalf, CpuMeter.Used cpu, CpuMeter.Used warmCpu, double load) {

    static String table(Iterable<Figure> figures, double ceiling) {
        StringBuilder table = new StringBuilder();
        table.append(row("", "per s", "2nd half", "of ceiling", "JVM ms", "PG ms", "2nd: JVM ms", "PG ms", "load"));
        for (Figure it : figures) {
            table.append(row(
                    it.name,
                    number("%,.0f", it.perSecond),
                    number("%,.0f", it.secondHalf),
                    number("%.0f %%", 100 * it.perSecond / ceiling),
                    number("%.2f", it.cpu.jvm()),
                    number("%.2f", it.cpu.postgres()),
                    number("%.2f", it.warmCpu.jvm()),
                    number("%.2f", it.warmCpu.postgres()),
                    number("%.1f", it.load)));
        }
        return table.toString();
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-26s %9s %9s %11s %7s %6s %12s %6s %6s%n", (Object[]) cells);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "n/a" : String.format(Locale.ROOT, format, value);
    }
}
