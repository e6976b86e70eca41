package io.leadloop.conversion;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Rates of exchange as files: the European Central Bank's history ({@code Date,USD,JPY,...}, one euro is worth so much)
 * or one rate a line ({@code day,base,quote,rate}: one unit of base is worth rate units of quote).
 */
public final class FxRatesCsv {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .get();

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int MOST_CHARACTERS = 100;

    /** What our column keeps. */
    private static final int MOST_DECIMALS = 9;

    private static final LocalDate OLDEST = LocalDate.of(1999, 1, 1);

    private FxRatesCsv() {}

    /**
     * @param rates all of them; empty when there is a mistake
     * @param mistakes each with its line
     */
    public record Read(List<FxRates.Rate> rates, List<String> mistakes) {}

    /**
     * Reads a whole file.
     *
     * @param source who publishes the rates; stored with each
     * @param today the last day for which there can be rates
     */
    public static Read read(Reader file, String source, LocalDate today) throws IOException {
        if (source.isBlank() || source.length() > MOST_CHARACTERS) {
            return new Read(List.of(), List.of("Say in 'source' who publishes the rates, in up to 100 characters"));
        }
        List<FxRates.Rate> rates = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        try (CSVParser lines = CSVParser.parse(withoutByteOrderMark(file), FORMAT)) {
            List<String> columns = lines.getHeaderNames();
            boolean oneALine = columns.containsAll(List.of("day", "base", "quote", "rate"));
            if (!oneALine && !columns.contains("Date")) {
                return new Read(
                        List.of(),
                        List.of(
                                "The columns are neither day,base,quote,rate nor Date,USD,JPY,... as the ECB has them"));
            }
            for (CSVRecord line : lines) {
                try {
                    if (!line.isConsistent()) {
                        throw new IllegalArgumentException(
                                "it has more or fewer columns than the header; a decimal" + " comma makes two of one");
                    }
                    (oneALine ? Stream.of(rate(line, source)) : euroRates(line, columns, source))
                            .map(it -> checked(it, today))
                            .forEach(rates::add);
                } catch (IllegalArgumentException | DateTimeException e) {
                    mistakes.add("line " + lines.getCurrentLineNumber() + ": " + e.getMessage());
                }
            }
        } catch (java.io.UncheckedIOException | IllegalArgumentException e) {
            mistakes.add("The file is no CSV: " + e.getMessage());
        }
        return new Read(mistakes.isEmpty() ? rates : List.of(), mistakes);
    }

    /** Excel writes one before the first column's name. */
    private static Reader withoutByteOrderMark(Reader file) throws IOException {
        PushbackReader reader = new PushbackReader(file);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    private static FxRates.Rate checked(FxRates.Rate rate, LocalDate today) {
        if (rate.base().equals(rate.quote())) {
            throw new IllegalArgumentException("a currency has no rate to itself");
        }
        if (rate.day().isAfter(today) || rate.day().isBefore(OLDEST)) {
            throw new IllegalArgumentException("the day " + rate.day() + " lies in the future or before " + OLDEST);
        }
        return rate;
    }

    private static FxRates.Rate rate(CSVRecord line, String source) {
        return new FxRates.Rate(
                currency(line.get("base")),
                currency(line.get("quote")),
                LocalDate.parse(line.get("day")),
                positive(line.get("rate")),
                source);
    }

    private static Stream<FxRates.Rate> euroRates(CSVRecord line, List<String> columns, String source) {
        LocalDate day = LocalDate.parse(line.get("Date"));
        // Countries that joined the euro, and days on which a rate was not published, say N/A.
        return columns.stream()
                .filter(it -> it.length() == 3
                        && !line.get(it).isEmpty()
                        && !line.get(it).equals("N/A"))
                .map(it -> new FxRates.Rate(EURO, currency(it), day, positive(line.get(it)), source));
    }

    private static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() < 0) {
                throw new IllegalArgumentException("no money");
            }
            return currency;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + code + "' is not an ISO 4217 code of money", e);
        }
    }

    private static BigDecimal positive(String number) {
        BigDecimal rate;
        try {
            rate = new BigDecimal(number);
            if (Math.abs(rate.scale()) > MOST_DECIMALS * 2) {
                throw new NumberFormatException(number);
            }
            rate = rate.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + number + "' is not a number", e);
        }
        if (rate.signum() <= 0 || rate.precision() - rate.scale() > 10) {
            throw new IllegalArgumentException("'" + number + "' is not a rate");
        }
        return rate;
    }
}
