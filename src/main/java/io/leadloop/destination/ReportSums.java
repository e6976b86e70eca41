package io.leadloop.destination;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up a report's rows, which may be cut finer than ours, to one line for each action, day and basis. */
public final class ReportSums {

    private final LocalDate from;
    private final LocalDate until;
    private final Map<List<Object>, Line> lines = new LinkedHashMap<>();

    /** Rows of other days than these, both included, are left out. */
    public ReportSums(LocalDate from, LocalDate until) {
        this.from = from;
        this.until = until;
    }

    /**
     * A row that counts nothing adds no line. Throws NumberFormatException for numbers of more than fifteen digits.
     *
     * @param amount null where the row says nothing of it
     * @param currency ISO 4217; empty where the row says nothing of it
     */
    public void add(
            String action,
            LocalDate day,
            Basis basis,
            BigDecimal conversions,
            @Nullable BigDecimal amount,
            String currency) {
        if (day.isBefore(from) || day.isAfter(until) || conversions.signum() == 0) {
            return;
        }
        Line line = new Line(
                action,
                day,
                basis,
                conversions,
                amount == null ? BigDecimal.ZERO : amount,
                amount == null ? "" : currency);
        lines.merge(List.of(action, day, basis), line, ReportSums::together);
    }

    private static Line together(Line one, Line other) {
        return new Line(
                one.action(),
                one.day(),
                one.basis(),
                one.conversions().add(other.conversions()),
                one.amount().add(other.amount()),
                one.currency().isEmpty() ? other.currency() : one.currency());
    }

    public List<Line> lines() {
        return List.copyOf(lines.values());
    }
}
