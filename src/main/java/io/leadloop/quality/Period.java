package io.leadloop.quality;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A span of days by the CRM's time of the stage change, in UTC.
 *
 * @param from the first day
 * @param until the last day
 */
public record Period(LocalDate from, LocalDate until) {

    /** The last so many days up to now, today included. */
    public static Period lastDays(int days, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Period(today.minusDays(days - 1L), today);
    }

    public static Period of(LocalDate day) {
        return new Period(day, day);
    }

    public long days() {
        return until.toEpochDay() - from.toEpochDay() + 1;
    }

    /** The span of the same length before this one. */
    public Period before() {
        return new Period(from.minusDays(days()), from.minusDays(1));
    }

    String start() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    String end() {
        return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }
}
