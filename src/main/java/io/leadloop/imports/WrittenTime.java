package io.leadloop.imports;

import io.leadloop.imports.BadCell.Question;
import io.leadloop.imports.ImportOptions.DateOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as CRMs, spreadsheets and ad platforms write them. What is ambiguous is not guessed: a time without a zone, a
 * date without a time, 03/10/2026 and an hour that a change of clocks leaves out or doubles need a person's word.
 */
final class WrittenTime {

    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2199;
    private static final Pattern FORM =
            Pattern.compile("(\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}|\\d{1,2}[./]\\d{1,2}[./]\\d{4})"
                    + "(?:(?:T|,?\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s*([AaPp])\\.?[Mm]\\.?(?![A-Za-z]))?)?"
                    + "\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[A-Za-z]+/[A-Za-z_/]+)?");

    private final @Nullable ZoneId zone;
    private final @Nullable LocalTime timeOfDay;
    private final @Nullable DateOrder dateOrder;

    WrittenTime(ImportOptions answers) {
        this.zone = answers.zone() == null ? null : ZoneId.of(answers.zone());
        this.timeOfDay = answers.timeOfDay() == null ? null : LocalTime.parse(answers.timeOfDay());
        this.dateOrder = answers.dateOrder();
    }

    Instant read(String field, String text) throws BadCell {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadCell(field + " is not a time such as 2026-10-03T10:20:30+02:00");
        }
        try {
            LocalDate date = date(field, form.group(1));
            if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
                throw new BadCell(field + " lies outside of the years " + EARLIEST_YEAR + " to " + LATEST_YEAR);
            }
            return at(field, LocalDateTime.of(date, time(field, form)), zone(field, form.group(7)));
        } catch (DateTimeException e) {
            throw new BadCell(field + " is no real time: there is no such day, hour or zone");
        }
    }

    private static Instant at(String field, LocalDateTime time, ZoneId zone) throws BadCell {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (offsets.size() != 1) {
            throw new BadCell(field + " lies in the hour of a change of clocks, which "
                    + (offsets.isEmpty() ? "was left out" : "came twice") + "; write it with its offset");
        }
        return time.toInstant(offsets.get(0));
    }

    private LocalDate date(String field, String text) throws BadCell {
        String[] parts = text.split("[-./]");
        if (parts[0].length() == 4) {
            return of(parts[0], parts[1], parts[2]);
        }
        if (text.indexOf('.') > 0) {
            return of(parts[2], parts[1], parts[0]);
        }
        if (dateOrder == null) {
            throw new BadCell(
                    field + " has slashes: say whether the day or the month comes first (dateOrder)",
                    Question.DATE_ORDER);
        }
        return dateOrder == DateOrder.DAY_FIRST ? of(parts[2], parts[1], parts[0]) : of(parts[2], parts[0], parts[1]);
    }

    private static LocalDate of(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private LocalTime time(String field, Matcher form) throws BadCell {
        if (form.group(2) == null) {
            if (timeOfDay == null) {
                throw new BadCell(
                        field + " is a day without a time: say which time of day counts (timeOfDay)",
                        Question.TIME_OF_DAY);
            }
            return timeOfDay;
        }
        int hour = Integer.parseInt(form.group(2));
        String half = form.group(6);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new BadCell(field + " is no real time: there is no such day, hour or zone");
            }
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        String seconds = form.group(4);
        String fraction = form.group(5);
        return LocalTime.of(
                hour,
                Integer.parseInt(form.group(3)),
                seconds == null ? 0 : Integer.parseInt(seconds),
                fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    }

    private ZoneId zone(String field, @Nullable String written) throws BadCell {
        if (written == null) {
            if (zone == null) {
                throw new BadCell(field + " has no time zone: say which one counts (zone)", Question.ZONE);
            }
            return zone;
        }
        if (written.matches("[+-]\\d{4}")) {
            return ZoneOffset.of(written.substring(0, 3) + ":" + written.substring(3));
        }
        return ZoneId.of(written);
    }
}
