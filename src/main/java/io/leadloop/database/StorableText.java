package io.leadloop.database;

/** Replaces characters that a PostgreSQL text column cannot hold (NUL, unpaired surrogates) by U+FFFD. */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String CUT = "...";

    private StorableText() {}

    /** The text without what cannot be stored, in its whole length. */
    public static String of(String text) {
        int first = firstUnstorable(text);
        if (first < 0) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text);
        for (int i = first; i < storable.length(); i++) {
            if (isPair(text, i)) {
                i++;
            } else if (isUnstorable(text.charAt(i))) {
                storable.setCharAt(i, REPLACEMENT);
            }
        }
        return storable.toString();
    }

    /** The same, of at most so many characters (UTF-16), which end in three dots where something was cut off. */
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return of(text);
        }
        int end = most - CUT.length();
        return of(text.substring(0, isPair(text, end - 1) ? end - 1 : end)) + CUT;
    }

    private static int firstUnstorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isPair(text, i)) {
                i++;
            } else if (isUnstorable(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    /** Of a character that is no part of a pair. */
    private static boolean isUnstorable(char it) {
        return it == 0 || Character.isSurrogate(it);
    }
}
