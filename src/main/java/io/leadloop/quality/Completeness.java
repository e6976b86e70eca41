package io.leadloop.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a week of clicks will bring is there already, judged by how long older leads needed. Late conversions
 * fill in, so young weeks look worse than they are.
 */
public final class Completeness {

    /** Fewer tell nothing about a week. */
    private static final long ENOUGH = 30;

    private final NavigableMap<Long, Long> upTo = new TreeMap<>();
    private final long all;
    private final Instant now;

    /**
     * @param days how many older leads needed that many days
     */
    Completeness(NavigableMap<Long, Long> days, Instant now) {
        long sum = 0;
        for (var entry : days.entrySet()) {
            sum += entry.getValue();
            upTo.put(entry.getKey(), sum);
        }
        this.all = sum;
        this.now = now;
    }

    /**
     * In percent, for leads that came in the week of this Monday; null while too few older leads came that far.
     */
    public @Nullable Long percentOf(LocalDate monday) {
        if (all < ENOUGH) {
            return null;
        }
        long middle = monday.plusDays(3).atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
        long age = Math.floorDiv(now.getEpochSecond() - middle, 86_400L);
        var known = upTo.floorEntry(age);
        return known == null ? 0 : ActionFigures.percent(known.getValue(), all);
    }
}
