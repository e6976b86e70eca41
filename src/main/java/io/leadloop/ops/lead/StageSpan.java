package io.leadloop.ops.lead;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A time in which leads came to the stage at which they stand; days and months of UTC. */
enum StageSpan {
    WEEK("the last 7 days", it -> it.minusDays(6), null),
    DAYS_30("the last 30 days", it -> it.minusDays(29), null),
    DAYS_90("the last 90 days", it -> it.minusDays(89), null),
    THIS_MONTH("this month", it -> it.withDayOfMonth(1), null),
    LAST_MONTH("last month", it -> it.minusMonths(1).withDayOfMonth(1), it -> it.withDayOfMonth(1));

    private final String label;
    private final UnaryOperator<LocalDate> first;
    private final @Nullable UnaryOperator<LocalDate> end;

    StageSpan(String label, UnaryOperator<LocalDate> first, @Nullable UnaryOperator<LocalDate> end) {
        this.label = label;
        this.first = first;
        this.end = end;
    }

    static @Nullable StageSpan of(String word) {
        return Arrays.stream(values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String label() {
        return label;
    }

    Instant start(Instant now) {
        return first.apply(today(now)).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Exclusive. */
    Instant end(Instant now) {
        return end == null
                ? now
                : end.apply(today(now)).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
