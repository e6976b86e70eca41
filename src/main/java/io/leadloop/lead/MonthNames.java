package io.leadloop.lead;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The months by their names, whole or shortened, in the languages in which platforms and spreadsheets write them. */
final class MonthNames {

    private static final List<String> LANGUAGES = List.of("en", "de", "de-AT", "fr", "es", "nl", "pt", "it");
    private static final Map<String, Integer> MONTHS = months();

    private MonthNames() {}

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        for (String language : LANGUAGES) {
            for (Month month : Month.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    months.put(plain(month.getDisplayName(style, Locale.forLanguageTag(language))), month.getValue());
                }
            }
        }
        // Not every release of the JDK shortens September and the Austrian January alike.
        months.put("sep", 9);
        months.put("sept", 9);
        months.put("j\u00e4n", 1);
        return months;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(".", "");
    }

    /** From 1; null where no language has such a month. */
    static @Nullable Integer number(String name) {
        return MONTHS.get(plain(name));
    }
}
