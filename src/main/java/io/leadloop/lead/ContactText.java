package io.leadloop.lead;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mail and phone without what forms, spreadsheets and exports put into and around them. */
final class ContactText {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\u00a0\u202f\u2007\u3000]");
    private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Z}]+");
    private static final Pattern FULL_WIDTH = Pattern.compile("[\uff01-\uff5e]");
    private static final int FULL_WIDTH_SHIFT = 0xff01 - '!';
    /** {@code Anna Example <anna@example.com>}. */
    private static final Pattern NAMED = Pattern.compile("[^<>]*<([^<>]+)>");

    private static final Pattern SCHEME = Pattern.compile("(?i)^(mailto|tel|p|sms|callto):");
    private static final Pattern BRACKETED_CODE = Pattern.compile("^\\(\\s*\\+\\s*(\\d{1,3})\\s*\\)");
    private static final Pattern DOUBLE_ZERO = Pattern.compile("^\\+?\\s*00");
    private static final Pattern SENTENCE_END = Pattern.compile("[.,;]+$");

    private ContactText() {}

    /** Lower case, composed (NFC), without signs that nobody sees. */
    static String email(String found) {
        String text = INVISIBLE.matcher(plain(found)).replaceAll("").strip();
        Matcher named = NAMED.matcher(text);
        text = named.matches() ? named.group(1).strip() : text;
        text = SCHEME.matcher(text).replaceFirst("");
        return SENTENCE_END.matcher(unquoted(text)).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /** With its country's code as {@code +49...} where one is written in any way. */
    static String phone(String found) {
        String text = plain(found).replaceAll("\\p{Cf}", "");
        text = unquoted(SPACE.matcher(text).replaceAll(" ").strip());
        text = SCHEME.matcher(text).replaceFirst("").strip();
        int parameters = text.indexOf(';');
        text = parameters > 0 ? text.substring(0, parameters) : text;
        text = BRACKETED_CODE.matcher(text).replaceFirst("+$1 ");
        return DOUBLE_ZERO.matcher(text).replaceFirst("+");
    }

    private static String plain(String found) {
        String composed = Normalizer.normalize(found, Normalizer.Form.NFC);
        return FULL_WIDTH
                .matcher(composed)
                .replaceAll(it -> Matcher.quoteReplacement(
                        String.valueOf((char) (it.group().charAt(0) - FULL_WIDTH_SHIFT))));
    }

    private static String unquoted(String text) {
        String bare = text.startsWith("'") ? text.substring(1) : text;
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).strip()
                : bare;
    }
}
