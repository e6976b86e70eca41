package io.leadloop.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file with a header, in UTF-8, separated by commas or semicolons; what is wrong is named by its line. */
final class CsvLines {

    private static final int LONGEST_HEADER = 10_000;
    private static final int MOST_MISTAKES = 100;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** No exponent: a short one can stand for a number of a million digits. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private CsvLines() {}

    interface Store {
        /** Stores a line; throws IllegalArgumentException or DateTimeException with words where it cannot be. */
        void line(CSVRecord line);
    }

    /**
     * Gives every line to the store; the mistakes, the first hundred, each with its line.
     *
     * @param columns all have to be there, in any order
     * @param key the columns of which no two lines may have the same values
     */
    static List<String> read(Reader file, List<String> columns, List<String> key, Store store) throws IOException {
        List<String> mistakes = new ArrayList<>();
        Map<List<String>, Long> seen = new HashMap<>();
        BufferedReader text = new BufferedReader(file);
        try (CSVParser lines = CSVParser.parse(text, format(text))) {
            if (!lines.getHeaderNames().containsAll(columns)) {
                return List.of("The columns have to be " + String.join(",", columns) + "; they are "
                        + String.join(",", lines.getHeaderNames()) + ".");
            }
            for (CSVRecord line : lines) {
                long number = lines.getCurrentLineNumber();
                try {
                    whole(line);
                    Long before = seen.putIfAbsent(key.stream().map(line::get).toList(), number);
                    if (before != null) {
                        throw new IllegalArgumentException("the same as line " + before + ", add them up");
                    }
                    store.line(line);
                } catch (IllegalArgumentException | DateTimeException e) {
                    mistakes.add("line " + number + ": " + e.getMessage());
                }
                if (mistakes.size() >= MOST_MISTAKES) {
                    break;
                }
            }
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            mistakes.add("The file is no CSV from here on: " + String.valueOf(unreadable.getMessage())
                    + ". Are quotes closed, and has each column a name?");
        }
        return mistakes;
    }

    private static CSVFormat format(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        char[] begin = new char[LONGEST_HEADER - 1];
        int read = Math.max(0, text.read(begin));
        text.reset();
        if (read > 0 && begin[0] == BYTE_ORDER_MARK) {
            text.skip(1);
        }
        String header = new String(begin, 0, read).lines().findFirst().orElse("");
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(header.contains(";") && !header.contains(",") ? ';' : ',')
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
    }

    private static void whole(CSVRecord line) {
        if (!line.isConsistent()) {
            throw new IllegalArgumentException("it has " + line.size() + " cells, the header has another number");
        }
        for (String cell : line) {
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

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
