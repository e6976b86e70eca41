package io.leadloop.ops.desk;

import io.leadloop.ops.desk.AuditLog.Query;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the audit log, as a form or the address of a REST call writes it: blank asks for nothing.
 *
 * @param from the first day, such as 2026-11-20 (UTC)
 * @param until the last day, included
 */
public record AuditQuestion(
        @Nullable String lead,
        @Nullable String person,
        @Nullable String verb,
        @Nullable String subject,
        @Nullable String id,
        @Nullable String from,
        @Nullable String until) {

    /** The most lines that a file holds. */
    public static final int MOST_IN_A_FILE = 100_000;

    /** Throws BadInput, in words, for what cannot be asked. */
    public Query query() {
        return new Query(
                read("lead", lead, UUID::fromString),
                read("person", person, it -> it),
                read("verb", verb, it -> Verb.valueOf(it.toUpperCase(Locale.ROOT))),
                read("subject", subject, it -> Subject.valueOf(it.toUpperCase(Locale.ROOT))),
                read("id", id, it -> it),
                read("from", from, AuditQuestion::day),
                read("until", until, AuditQuestion::day));
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < 2000 || day.getYear() > 2100) {
            throw new IllegalArgumentException(text);
        }
        return day;
    }

    private static <T> @Nullable T read(String name, @Nullable String text, Function<String, T> reader) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new BadInput(name, "The value of '" + name + "' cannot be read.");
        }
    }
}
