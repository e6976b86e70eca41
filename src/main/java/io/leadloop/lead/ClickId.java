package io.leadloop.lead;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An identifier that an ad platform gave to a click or a lead. What surrounds it is no part of it and is taken away at the door
 * ({@link ClickIdText}); the identifier itself stays byte for byte.
 *
 * @param id our row; null until the click is stored
 * @param clickedAt when the click happened or, where {@code timeStandsIn}, when it was first seen; null where nobody told. Of
 *     Meta's {@code _fbc} cookie always the time inside it
 * @param timeStandsIn whether {@code clickedAt} only stands in for the click's own time, as the creation of the CRM's record does:
 *     good for an order, never a reason to refuse
 */
public record ClickId(
        @Nullable UUID id,
        ClickIdKind kind,
        String value,
        @Nullable Instant clickedAt,
        boolean timeStandsIn) {

    /** Beside what stands for nothing in the place of any id. */
    private static final Set<String> PLACEHOLDERS = Set.of("(none)", "empty", "unknown");

    /** A template, a macro of an ad platform or a tag manager's variable that nobody filled in. */
    private static final Pattern TEMPLATE =
            Pattern.compile("\\{\\{?[^{}]*}?}|\\$\\{[^}]*}|%+[A-Za-z_.:]+%+|\\[+[A-Za-z_. ]+]+|<[^>]*>|__[A-Za-z_]+__");

    /** The longest short text field of Salesforce, HubSpot and others. */
    private static final int FIELD_LENGTH = 255;

    /** What Google's gbraids begin with and its gclids do not. A wbraid cannot be told from a gclid by its looks. */
    private static final String GBRAID = "0AAAA";

    public ClickId {
        Instant inside = kind == ClickIdKind.FBC ? FbcCookie.timeOf(value) : null;
        if (inside != null) {
            clickedAt = inside;
            timeStandsIn = false;
        }
    }

    /** A click whose time, where there is one, is its own. */
    public ClickId(@Nullable UUID id, ClickIdKind kind, String value, @Nullable Instant clickedAt) {
        this(id, kind, value, clickedAt, false);
    }

    /**
     * The click id in what a form or a CRM holds.
     *
     * @param clickedAt when the click happened; null where nobody told
     */
    public static ClickId of(ClickIdKind kind, String found, @Nullable Instant clickedAt) {
        return found(kind, ClickIdText.clean(kind, found), clickedAt, false);
    }

    /**
     * The same where nobody told when the click happened.
     *
     * @param seenAt when it was first seen, or when its lead was; null where nobody knows
     */
    public static ClickId seen(ClickIdKind kind, String found, @Nullable Instant seenAt) {
        return found(kind, ClickIdText.clean(kind, found), seenAt, seenAt != null);
    }

    /** Fields for Meta's fbclid are often filled from its cookie, which says what it is by its form. */
    private static ClickId found(ClickIdKind kind, String value, @Nullable Instant at, boolean timeStandsIn) {
        ClickIdKind meant = kind == ClickIdKind.FBCLID && FbcCookie.isForm(value) ? ClickIdKind.FBC : kind;
        return new ClickId(null, meant, value, at, timeStandsIn);
    }

    /** When the click happened; null where only a time is known that stands in for it. */
    public @Nullable Instant ownTime() {
        return timeStandsIn ? null : clickedAt;
    }

    /** The union of both lists, each click once with its own time, else the earliest that stands in for it. */
    public static List<ClickId> together(Collection<ClickId> some, Collection<ClickId> others) {
        Map<String, ClickId> clicks = new LinkedHashMap<>();
        Stream.concat(some.stream(), others.stream())
                .forEach(it -> clicks.merge(it.kind() + " " + it.value(), it, ClickId::earlier));
        return List.copyOf(clicks.values());
    }

    private static ClickId earlier(ClickId one, ClickId other) {
        Instant at = one.clickedAt();
        Instant otherAt = other.clickedAt();
        if (at == null || otherAt == null) {
            return at == null ? other : one;
        }
        if (one.timeStandsIn() != other.timeStandsIn()) {
            return one.timeStandsIn() ? other : one;
        }
        return otherAt.isBefore(at) ? other : one;
    }

    /** True for an empty value or one that a broken form wrote in place of a click id. */
    public static boolean isPlaceholder(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return true;
        }
        String word = value.strip();
        return RecordIds.isWordForNothing(word)
                || PLACEHOLDERS.contains(word.toLowerCase(Locale.ROOT))
                || TEMPLATE.matcher(word).matches()
                || ClickIdText.isName(word);
    }

    /** How a form, a field or a redirect spoiled a click id. */
    public enum Damage {
        PLACEHOLDER("a word or a template stands where there was no click"),
        CUT("it was cut off at the end, as by a text field that is too short"),
        BROKEN("it holds blanks or a line break"),
        BRAID("it is a gbraid in the place of a gclid: Google knows it under its own name only"),
        ADDRESS("an address stands in its place that does not hold it"),
        FORM("identifiers of this kind have another form"),
        REFERENCE(
                "it is a reference to captured click ids that is cut, unknown here or expired; the event in the inbox says which");

        private final String words;

        Damage(String words) {
            this.words = words;
        }

        /** What is the matter, as the end of a sentence. */
        public String words() {
            return words;
        }
    }

    /** What is wrong with the value, as far as one can see; null when it may be a click id. */
    public @Nullable Damage damage() {
        if (isPlaceholder(value)) {
            return Damage.PLACEHOLDER;
        }
        if (kind == ClickIdKind.LL_REF || ClickReference.isMeant(value)) {
            return Damage.REFERENCE;
        }
        if (value.length() == FIELD_LENGTH || value.endsWith("...") || value.endsWith("\u2026")) {
            return Damage.CUT;
        }
        if (kind == ClickIdKind.GCLID && value.startsWith(GBRAID)) {
            return Damage.BRAID;
        }
        if (value.chars().anyMatch(it -> Character.isWhitespace(it) || Character.isSpaceChar(it))) {
            return Damage.BROKEN;
        }
        if (value.contains("://")) {
            return Damage.ADDRESS;
        }
        return kind.mayBe(value) ? null : Damage.FORM;
    }

    public boolean isDamaged() {
        return damage() != null;
    }

    /** The value is a person's click: kept out of logs. */
    @Override
    public String toString() {
        return kind.key() + " of " + clickedAt;
    }
}
