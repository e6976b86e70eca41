package io.leadloop.lead;

import java.util.regex.Pattern;

/** Signs that look like others: each becomes the one of ASCII, those that nobody sees go. */
final class WrittenSigns {

    private static final Pattern BLANK = Pattern.compile("[\\p{Z}\\t]");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    private WrittenSigns() {}

    static String plain(String text) {
        String seen = UNSEEN.matcher(text).replaceAll("");
        return BLANK.matcher(seen)
                .replaceAll(" ")
                .replace('\u2212', '-')
                .replace('\u2019', '\'')
                .strip();
    }
}
