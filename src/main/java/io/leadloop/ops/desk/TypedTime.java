package io.leadloop.ops.desk;

import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A time as a person or a program writes it. */
public final class TypedTime {

    private static final TimeReader IN_UTC = new TimeReader(ZoneOffset.UTC, null, null);

    private TypedTime() {}

    /** With its zone; null for null or blank; throws BadInput in words. */
    public static @Nullable Instant exact(String name, @Nullable String text) {
        return read(TimeReader.EXACT, name, text);
    }

    /** As a browser writes it, in UTC where it names no zone; null for null or blank; throws BadInput in words. */
    public static @Nullable Instant inUtc(String name, @Nullable String text) {
        return read(IN_UTC, name, text);
    }

    private static @Nullable Instant read(TimeReader reader, String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.read(text);
        } catch (UnreadableValue e) {
            throw new BadInput(name, "'" + name + "' is no time such as 2026-10-03T10:20:30Z: it " + e.words() + ".");
        }
    }
}
