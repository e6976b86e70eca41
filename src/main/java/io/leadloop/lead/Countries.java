package io.leadloop.lead;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/**
 * Countries as people and CRMs write them: ISO 3166-1 codes of two or three letters, and names in English, German, French,
 * Spanish and Dutch as the JDK has them (CLDR).
 */
public final class Countries {

    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, new Locale("es"), new Locale("nl"));
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    private static final Map<String, String> BY_NAME = names();

    private Countries() {}

    /** The code of two letters, in capitals; empty for what is no country. */
    public static Optional<String> code(String written) {
        String word = folded(written);
        String code = word.toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? Optional.of(code) : Optional.ofNullable(BY_NAME.get(word));
    }

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (String code : CODES) {
            Locale country = new Locale("", code);
            LANGUAGES.forEach(it -> names.putIfAbsent(folded(country.getDisplayCountry(it)), code));
            try {
                names.putIfAbsent(folded(country.getISO3Country()), code);
            } catch (MissingResourceException none) {
                // A few have no code of three letters.
            }
        }
        // What people write and no list has.
        Map.of("uk", "GB", "england", "GB", "scotland", "GB", "wales", "GB", "usa", "US", "holland", "NL")
                .forEach(names::put);
        names.putIfAbsent("unitedstatesofamerica", "US");
        names.putIfAbsent("thenetherlands", "NL");
        names.putIfAbsent("czechrepublic", "CZ");
        return Map.copyOf(names);
    }

    /** Without letter case, accents, blanks and signs. */
    private static String folded(String name) {
        return Normalizer.normalize(name.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("[^\\p{L}]", "");
    }
}
