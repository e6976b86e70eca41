package io.leadloop.lead;

import java.util.regex.Pattern;

/** Signs that look like others: each becomes the one of ASCII, those that nobody sees go. */
final class WrittenSigns {

    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\t]+");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    private WrittenSigns() {}

    /** With one blank between words and none around. */
    static String plain(String text) {
        if (text.chars().allMatch(it -> it > ' ' && it < 0x7f)) {
            return text;
        }
        String seen = UNSEEN.matcher(text).replaceAll("");
        return BLANK.matcher(seen)
                .replaceAll(" ")
                .replace('\u2212', '-')
                .replace('\u2019', '\'')
                .strip();
    }
}
