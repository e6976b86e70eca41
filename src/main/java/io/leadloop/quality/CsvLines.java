package io.leadloop.quality;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvTable;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers from outside in a CSV file with a header; what is wrong is named by its line. */
final class CsvLines {

    private static final int MOST_MISTAKES = 100;
    /** No exponent: a short one can stand for a number of a million digits. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private CsvLines() {}

    interface Store {
        /** Stores a line; throws IllegalArgumentException or DateTimeException with words where it cannot be. */
        void line(CsvTable.Row line);
    }

    /**
     * Gives every line to the store; the mistakes, the first hundred, each with its line.
     *
     * @param columns all have to be there, in any order; others may
     * @param key the columns of which no two lines may have the same values; one that is not there is empty
     */
    static List<String> read(Reader file, List<String> columns, List<String> key, Store store) throws IOException {
        List<String> mistakes = new ArrayList<>();
        Map<List<String>, Long> seen = new HashMap<>();
        try (CsvTable table = new CsvTable(file)) {
            if (!table.columns().containsAll(columns) || table.columns().contains("")) {
                return List.of("The columns have to be " + String.join(",", columns) + ", each with a name; they are "
                        + String.join(",", table.columns()) + ".");
            }
            for (CsvTable.Row line = table.next(); line != null; line = table.next()) {
                try {
                    whole(line);
                    Long before =
                            seen.putIfAbsent(key.stream().map(line::orEmpty).toList(), line.line());
                    if (before != null) {
                        throw new IllegalArgumentException("the same as line " + before + ", add them up");
                    }
                    store.line(line);
                } catch (IllegalArgumentException | DateTimeException e) {
                    mistakes.add("line " + line.line() + ": " + e.getMessage());
                }
                if (mistakes.size() >= MOST_MISTAKES) {
                    break;
                }
            }
        } catch (BadCsv unreadable) {
            mistakes.add("The file is no CSV from here on: " + unreadable.getMessage());
        }
        return mistakes;
    }

    private static void whole(CsvTable.Row line) {
        if (line.fault() != null) {
            throw new IllegalArgumentException(line.fault());
        }
        for (String cell : line.cells()) {
            if (cell.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a cell holds a line break or another control character");
            }
        }
    }

    /** Not before 2000, and not after the last day. */
    static LocalDate day(String text, LocalDate last) {
        LocalDate day = LocalDate.parse(text);
        if (day.isBefore(FIRST_DAY) || day.isAfter(last)) {
            throw new IllegalArgumentException("the day " + day + " is not between " + FIRST_DAY + " and " + last);
        }
        return day;
    }

    static BigDecimal amount(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + shortened(text)
                    + "' is not a number such as 1250.50: digits, and a point before the decimals");
        }
        return new BigDecimal(text);
    }

    static String currency(String code) {
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            // XXX and its like are codes of no money.
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency.getCurrencyCode();
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + shortened(code) + "' is not an ISO 4217 code", e);
        }
        throw new IllegalArgumentException("'" + code + "' is no currency that anything is paid in");
    }

    /** ISO 3166-1 alpha-2, in capitals; empty for none. */
    static String country(String code) {
        String country = code.toUpperCase(Locale.ROOT);
        if (country.isEmpty() || COUNTRIES.contains(country)) {
            return country;
        }
        throw new IllegalArgumentException("'" + shortened(code) + "' is not an ISO 3166-1 code such as DE");
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
