package io.leadloop.crm.generic;

import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a CRM writes times.
 *
 * @param format {@code iso} (any form of ISO 8601 with its zone), {@code epoch-seconds}, {@code epoch-millis}, or a pattern of Java's
 *     DateTimeFormatter such as {@code dd.MM.yyyy HH:mm}
 * @param zone of times that carry none, e.g. {@code Europe/Berlin}; required with a pattern that has no zone
 */
record TimeForm(
        @DefaultValue("iso") String format, @Nullable ZoneId zone) {

    private static final int SECONDS = 0;
    private static final int MILLIS = 3;
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 10, 3, 14, 20, 30, 0, ZoneOffset.UTC);

    /** Why no moment can ever be read this way, by the keys under {@code fields}; empty where it can. */
    List<String> mistakes() {
        if (List.of("iso", "epoch-seconds", "epoch-millis").contains(format)) {
            return List.of();
        }
        try {
            LocalDateTime.from(formatter().parse(formatter().format(SAMPLE)));
            boolean hasZone = formatter().parse(formatter().format(SAMPLE)).query(TemporalQueries.zone()) != null;
            return hasZone || zone != null
                    ? List.of()
                    : List.of("time.zone is missing: times by the pattern " + format + " carry none");
        } catch (IllegalArgumentException e) {
            return List.of("time.format is '" + format + "', which is no pattern: " + e.getMessage());
        } catch (DateTimeException e) {
            return List.of("time.format is '" + format + "', by which no moment can be read: it has to give a day and a"
                    + " time of day, such as dd.MM.yyyy HH:mm");
        }
    }

    /** The moment; throws UnreadableValue where it is not so written, or may be several. */
    Instant read(String text) throws UnreadableValue {
        return switch (format) {
            case "iso" -> new TimeReader(zone, null, null).read(text);
            case "epoch-seconds" -> since1970(text, SECONDS);
            case "epoch-millis" -> since1970(text, MILLIS);
            default -> byPattern(text);
        };
    }

    private static Instant since1970(String text, int power) throws UnreadableValue {
        try {
            return TimeReader.since1970(new BigDecimal(text), power);
        } catch (NumberFormatException e) {
            throw new UnreadableValue("is no number");
        }
    }

    private Instant byPattern(String text) throws UnreadableValue {
        try {
            TemporalAccessor read = formatter().parse(text);
            // An offset in the text decides also between the two hours that a change of clocks makes of one.
            ZoneId written = read.query(TemporalQueries.offset());
            if (written == null) {
                written = read.query(TemporalQueries.zone());
            }
            ZoneId counts = written == null ? zone : written;
            if (counts == null) {
                throw new UnreadableValue("has no time zone");
            }
            return TimeReader.at(LocalDateTime.from(read), counts);
        } catch (DateTimeException e) {
            throw new UnreadableValue("is written otherwise, or there is no such day or hour");
        }
    }

    /** Strict: by it the 31st of November is no day. Names of months are English, whatever this machine speaks. */
    private DateTimeFormatter formatter() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(format)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The form in words for the sender. */
    String inWords() {
        return format + (format.equals("iso") ? " with its zone (or set fields.time.zone)" : "");
    }
}
