package io.leadloop.lead;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identifier that an ad platform gave to a click or a lead, byte for byte as it came.
 *
 * @param id our row; null until the click is stored
 * @param clickedAt when the click happened or, at the latest, was first seen; null where nobody told
 */
public record ClickId(
        @Nullable UUID id,
        ClickIdKind kind,
        String value,
        @Nullable Instant clickedAt) {

    /** What forms and tag managers write into a field when there was no click. */
    private static final Set<String> PLACEHOLDERS =
            Set.of("null", "undefined", "(not set)", "none", "n/a", "nan", "[object object]");

    public static ClickId of(ClickIdKind kind, String value, @Nullable Instant clickedAt) {
        return new ClickId(null, kind, value, clickedAt);
    }

    /** True for an empty value or one that a broken form wrote in place of a click id. */
    public static boolean isPlaceholder(@Nullable String value) {
        return value == null
                || value.isBlank()
                || PLACEHOLDERS.contains(value.strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** The value is a person's click: kept out of logs. */
    @Override
    public String toString() {
        return kind.key() + " of " + clickedAt;
    }
}
