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

    /** The longest short text field of Salesforce, HubSpot and others. */
    private static final int FIELD_LENGTH = 255;

    /** What Google's gbraids begin with and its gclids do not. A wbraid cannot be told from a gclid by its looks. */
    private static final String GBRAID = "0AAAA";

    public static ClickId of(ClickIdKind kind, String value, @Nullable Instant clickedAt) {
        return new ClickId(null, kind, value, clickedAt);
    }

    /** True for an empty value or one that a broken form wrote in place of a click id. */
    public static boolean isPlaceholder(@Nullable String value) {
        return value == null
                || value.isBlank()
                || PLACEHOLDERS.contains(value.strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** How a form, a field or a redirect spoiled a click id. */
    public enum Damage {
        /** A word that was written where there was no click: null, undefined, (not set). */
        PLACEHOLDER,
        /** Exactly as long as a text field of a CRM holds: the rest was cut off. */
        CUT,
        /** Blanks inside: two values in one, or a broken line. */
        BROKEN,
        /** A gbraid in the place of a gclid: Google knows it under its own name only. */
        BRAID
    }

    /** What is wrong with the value, as far as one can see; null when it may be a click id. */
    public @Nullable Damage damage() {
        if (isPlaceholder(value)) {
            return Damage.PLACEHOLDER;
        }
        if (value.length() == FIELD_LENGTH) {
            return Damage.CUT;
        }
        if (kind == ClickIdKind.GCLID && value.startsWith(GBRAID)) {
            return Damage.BRAID;
        }
        return value.chars().anyMatch(Character::isWhitespace) ? Damage.BROKEN : null;
    }

    /** The value is a person's click: kept out of logs. */
    @Override
    public String toString() {
        return kind.key() + " of " + clickedAt;
    }
}
