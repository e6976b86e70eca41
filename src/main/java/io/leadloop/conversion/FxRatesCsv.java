package io.leadloop.conversion;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvTable;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Exchange rates as files: the European Central Bank's history ({@code Date,USD,JPY,...}, one euro is worth so much)
 * or one rate a line ({@code day,base,quote,rate}: one unit of base is worth rate units of quote).
 */
public final class FxRatesCsv {

    private static final Currency EURO = Currency.getInstance("EUR");
    private static final int MOST_CHARACTERS = 100;

    /** What our column keeps. */
    private static final int MOST_DECIMALS = 18;

    private static final BigDecimal SMALLEST = new BigDecimal("0.000000001");

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
        try (CsvTable table = new CsvTable(file)) {
            List<String> columns = table.columns();
            boolean oneALine = columns.containsAll(List.of("day", "base", "quote", "rate"));
            if (!oneALine && !columns.contains("Date")) {
                return new Read(
                        List.of(),
                        List.of(
                                "The columns are neither day,base,quote,rate nor Date,USD,JPY,... as the ECB has them"));
            }
            for (CsvTable.Row line = table.next(); line != null; line = table.next()) {
                try {
                    if (line.fault() != null) {
                        throw new IllegalArgumentException(line.fault());
                    }
                    (oneALine ? Stream.of(rate(line, source)) : euroRates(line, columns, source))
                            .map(it -> checked(it, today))
                            .forEach(rates::add);
                } catch (IllegalArgumentException | DateTimeException e) {
                    mistakes.add("line " + line.line() + ": " + e.getMessage());
                }
            }
        } catch (BadCsv e) {
            mistakes.add("The file is no CSV: " + e.getMessage());
        }
        return new Read(mistakes.isEmpty() ? rates : List.of(), mistakes);
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

    private static FxRates.Rate rate(CsvTable.Row line, String source) {
        return new FxRates.Rate(
                currency(line.get("base")),
                currency(line.get("quote")),
                LocalDate.parse(line.get("day")),
                positive(line.get("rate")),
                source);
    }

    private static Stream<FxRates.Rate> euroRates(CsvTable.Row line, List<String> columns, String source) {
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
            if (Math.abs(rate.scale()) > MOST_DECIMALS) {
                throw new NumberFormatException(number);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + number + "' is not a number", e);
        }
        if (rate.compareTo(SMALLEST) < 0 || rate.precision() - rate.scale() > 10) {
            throw new IllegalArgumentException("'" + number + "' is not a rate");
        }
        return rate;
    }
}
