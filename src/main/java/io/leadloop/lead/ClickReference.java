package io.leadloop.lead;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The opaque reference under which the room capture keeps the click ids of a visit: {@code ll_} and 26 digits to the base 32. A
 * form carries it in one field in place of the ids. Letters count in any case, because some CRMs change it.
 */
public final class ClickReference {

    /** How many digits follow {@code ll_}. */
    public static final int DIGITS = 26;

    private static final Pattern FORM = Pattern.compile("(?i)ll_[0-9a-v]{" + DIGITS + "}");
    private static final Pattern CUT = Pattern.compile("(?i)ll_[0-9a-v]{8," + DIGITS + "}(\\.\\.\\.|\u2026)?");

    private ClickReference() {}

    /** The reference in its own letters; empty where the value is none. */
    public static Optional<String> in(String value) {
        return FORM.matcher(value).matches() ? Optional.of(value.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Whether it is one, or was one before a field cut it. */
    public static boolean isMeant(String value) {
        return CUT.matcher(value).matches();
    }
}
