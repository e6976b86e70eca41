package io.leadloop.lead;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which currencies a sign or code beside an amount may stand for. */
final class CurrencySigns {

    private static final Map<String, Set<String>> SIGNS = Map.ofEntries(
            Map.entry("\u20ac", Set.of("EUR")),
            Map.entry("eur", Set.of("EUR")),
            Map.entry("euro", Set.of("EUR")),
            Map.entry("us$", Set.of("USD")),
            Map.entry("a$", Set.of("AUD")),
            Map.entry("c$", Set.of("CAD")),
            Map.entry("ca$", Set.of("CAD")),
            Map.entry("nz$", Set.of("NZD")),
            Map.entry("s$", Set.of("SGD")),
            Map.entry("hk$", Set.of("HKD")),
            Map.entry("mx$", Set.of("MXN")),
            Map.entry("r$", Set.of("BRL")),
            Map.entry(
                    "$",
                    Set.of(
                            "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP",
                            "BSD", "BBD", "BZD", "BMD", "BND", "FJD", "GYD", "JMD", "KYD", "LRD", "NAD", "SBD", "SRD",
                            "TTD", "XCD")),
            Map.entry("\u00a3", Set.of("GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SYP")),
            Map.entry("\u00a5", Set.of("JPY", "CNY")),
            Map.entry("\uffe5", Set.of("JPY", "CNY")),
            Map.entry("kr", Set.of("SEK", "NOK", "DKK", "ISK")),
            Map.entry("kr.", Set.of("SEK", "NOK", "DKK", "ISK")),
            Map.entry("fr.", Set.of("CHF")),
            Map.entry("sfr.", Set.of("CHF")),
            Map.entry("z\u0142", Set.of("PLN")),
            Map.entry("k\u010d", Set.of("CZK")),
            Map.entry("ft", Set.of("HUF")),
            Map.entry("lei", Set.of("RON", "MDL")),
            Map.entry("\u20b9", Set.of("INR")),
            Map.entry("\u20ba", Set.of("TRY")),
            Map.entry("\u20bd", Set.of("RUB")),
            Map.entry("\u20a9", Set.of("KRW", "KPW")),
            Map.entry("\u20aa", Set.of("ILS")),
            Map.entry("\u20b4", Set.of("UAH")),
            Map.entry("\u20ab", Set.of("VND")),
            Map.entry("\u20b1", Set.of("PHP")),
            Map.entry("\u0e3f", Set.of("THB")));

    private CurrencySigns() {}

    /** ISO 4217 codes; empty where it is no sign of a currency. */
    static Set<String> meant(String sign) {
        Set<String> known = SIGNS.get(sign.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        try {
            return sign.length() == 3
                    ? Set.of(Currency.getInstance(sign.toUpperCase(Locale.ROOT)).getCurrencyCode())
                    : Set.of();
        } catch (IllegalArgumentException noCode) {
            return Set.of();
        }
    }
}
