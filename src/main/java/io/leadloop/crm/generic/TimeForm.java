package io.leadloop.crm.generic;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a CRM writes times.
 *
 * @param format {@code iso} (with its zone), {@code epoch-seconds}, {@code epoch-millis}, or a pattern of Java's
 *     DateTimeFormatter such as {@code dd.MM.yyyy HH:mm}
 * @param zone of times that carry none, e.g. {@code Europe/Berlin}; required with a pattern that has no zone
 */
record TimeForm(
        @DefaultValue("iso") String format, @Nullable ZoneId zone) {

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 10, 3, 14, 20, 30, 0, ZoneOffset.UTC);

    /** Why no moment can ever be read this way, by the keys under {@code fields}; empty where it can. */
    List<String> mistakes() {
        if (List.of("iso", "epoch-seconds", "epoch-millis").contains(format)) {
            return List.of();
        }
        try {
            DateTimeFormatter pattern = DateTimeFormatter.ofPattern(format);
            boolean hasZone = byPattern(pattern.format(SAMPLE)) instanceof ZonedDateTime;
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

    /** The moment; throws DateTimeException, ArithmeticException or NumberFormatException where it is not so written. */
    Instant read(String text) {
        return switch (format) {
            case "epoch-seconds" -> Instant.ofEpochSecond(new BigDecimal(text).longValueExact());
            case "epoch-millis" -> Instant.ofEpochMilli(new BigDecimal(text).longValueExact());
            case "iso" -> iso(text);
            default -> {
                TemporalAccessor read = byPattern(text);
                yield read instanceof ZonedDateTime zoned ? zoned.toInstant() : here((LocalDateTime) read);
            }
        };
    }

    private Instant iso(String text) {
        boolean hasZone = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$") && text.length() > 16;
        return hasZone || zone == null
                ? OffsetDateTime.parse(text).toInstant()
                : here(LocalDateTime.parse(text.replace(' ', 'T')));
    }

    private TemporalAccessor byPattern(String text) {
        return DateTimeFormatter.ofPattern(format).parseBest(text, ZonedDateTime::from, LocalDateTime::from);
    }

    private Instant here(LocalDateTime time) {
        if (zone == null) {
            throw new DateTimeException("The time has no zone");
        }
        return time.atZone(zone).toInstant();
    }

    /** The form in words for the sender. */
    String inWords() {
        return format + (format.equals("iso") ? " with its zone (or set fields.time.zone)" : "");
    }
}
