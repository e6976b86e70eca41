package io.leadloop.http;

import java.util.regex.Pattern;

/**
 * Words of an outside system as they may be shown: one line of at most 300 characters, without markup, and without what
 * may point to a person (mails, phone numbers, hashes, click ids and other long ids).
 */
public final class MaskedWords {

    private static final int LONGEST = 300;
    /** Enough of a page to find its words in. */
    private static final int LOOKED_AT = 8_000;

    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style)\\b[^<]{0,4000}+</\\1>|<!--.{0,4000}?-->|<[^>]{0,1000}>");
    private static final Pattern MAIL = Pattern.compile("[\\w.+%'-]{1,64}@[\\w.-]{1,255}");
    /** Long words with a digit; the names of errors have none. */
    private static final Pattern ID = Pattern.compile("(?=[\\w+/=.~%-]{0,100}\\d)[\\w+/=.~%-]{20,}");

    private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ()-]{6,}\\d|\\b\\d{9,}\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private MaskedWords() {}

    /** Empty where nothing is said. */
    public static String of(String words) {
        return of(words, LONGEST);
    }

    static String of(String words, int longest) {
        String seen = words.substring(0, Math.min(words.length(), LOOKED_AT));
        seen = UNSEEN.matcher(seen).replaceAll(" ");
        seen = MAIL.matcher(seen).replaceAll("(mail)");
        seen = ID.matcher(seen).replaceAll("(id)");
        seen = PHONE.matcher(seen).replaceAll("(number)");
        seen = SPACE.matcher(seen).replaceAll(" ").strip();
        return seen.length() <= longest ? seen : seen.substring(0, longest) + "...";
    }
}
