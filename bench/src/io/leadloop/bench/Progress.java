package io.leadloop.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Watches work that the application does by itself, and turns it into a figure. */
final class Progress {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(180);
    private static final Duration STANDSTILL_LIMIT = Duration.ofSeconds(60);

    private record Sample(long at, long done, CpuMeter.Used cpu) {}

    private Progress() {}

    /**
     * Looks four times a second until all is done. Time and CPU count from the first look that sees something done to
     * the one that sees all done, so that the start of the JVM stays out; so do the things done by the first look.
     */
    static Figure watch(String name, long total, App app, CpuMeter cpu, LongSupplier done) {
        List<Sample> samples = new ArrayList<>();
        long lastChange = System.nanoTime();
        long seen = 0;
        while (seen < total) {
            app.mustRun();
            long now = done.getAsLong();
            if (now > 0) {
                samples.add(new Sample(System.nanoTime(), now, cpu.read()));
            }
            if (now != seen) {
                lastChange = System.nanoTime();
            }
            seen = now;
            Duration limit = seen == 0 ? FIRST_LIMIT : STANDSTILL_LIMIT;
            if (System.nanoTime() - lastChange > limit.toNanos()) {
                throw new IllegalStateException("Waited " + limit.toSeconds() + " s in vain for the next of: " + name
                        + " (" + seen + " of " + total + " done)");
            }
            Await.pause(LOOK);
        }
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        Sample half = samples.stream()
                .filter(it -> it.done() >= total / 2)
                .findFirst()
                .orElse(last);
        return new Figure(name, rate(first, last), rate(half, last), cpu(first, last), cpu(half, last), load());
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static CpuMeter.Used cpu(Sample from, Sample to) {
        return to.cpu().since(from.cpu()).each(to.done() - from.done());
    }

    private static double rate(Sample from, Sample to) {
        return (to.done() - from.done()) * 1e9 / (to.at() - from.at());
    }
}
