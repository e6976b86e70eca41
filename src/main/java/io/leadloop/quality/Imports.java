package io.leadloop.quality;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Numbers from outside as CSV: what ads cost, what platforms say they counted. A file with a mistake changes nothing. */
@Repository
public class Imports {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final JdbcClient jdbc;
    private final Clock clock;

    Imports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param rows how many were stored
     * @param mistakes each with its line; then nothing was stored
     */
    public record Imported(int rows, List<String> mistakes) {}

    /** Columns {@code platform,campaign,day,amount,currency}; the same key again replaces the amount. */
    @Transactional
    public Imported costs(Reader file) throws IOException {
        return each(
                file,
                List.of("platform", "campaign", "day", "amount", "currency"),
                line -> jdbc.sql("""
                        insert into leadloop.ad_cost (platform, campaign, day, amount, currency, imported_at)
                        values (:platform, :campaign, :day::date, :amount, :currency, :now::timestamptz)
                        on conflict (platform, campaign, day, currency) do update set amount = excluded.amount,
                            imported_at = excluded.imported_at
                        """)
                        .param("platform", line.get("platform"))
                        .param("campaign", line.get("campaign"))
                        .param("day", LocalDate.parse(line.get("day")).toString())
                        .param("amount", amount(line.get("amount")))
                        .param("currency", currency(line.get("currency")))
                        .param("now", clock.instant().toString())
                        .update());
    }

    /** Columns {@code destination,action,day,basis,conversions,amount,currency}; basis is CLICK or CONVERSION. */
    @Transactional
    public Imported reports(Reader file) throws IOException {
        return each(
                file,
                List.of("destination", "action", "day", "basis", "conversions", "amount", "currency"),
                line -> jdbc.sql("""
                        insert into leadloop.platform_report (destination, action, day, basis, conversions, amount,
                            currency, imported_at)
                        values (:destination, :action, :day::date, :basis, :conversions, :amount, :currency,
                            :now::timestamptz)
                        on conflict (destination, action, day, basis) do update set conversions = excluded.conversions,
                            amount = excluded.amount, currency = excluded.currency, imported_at = excluded.imported_at
                        """)
                        .param("destination", line.get("destination"))
                        .param("action", line.get("action"))
                        .param("day", LocalDate.parse(line.get("day")).toString())
                        .param("basis", basis(line.get("basis")))
                        .param("conversions", amount(line.get("conversions")))
                        .param("amount", line.get("amount").isEmpty() ? null : amount(line.get("amount")))
                        .param("currency", line.get("amount").isEmpty() ? null : currency(line.get("currency")))
                        .param("now", clock.instant().toString())
                        .update());
    }

    private interface Store {
        int line(CSVRecord line);
    }

    private static Imported each(Reader file, List<String> columns, Store store) throws IOException {
        List<String> mistakes = new ArrayList<>();
        int rows = 0;
        try (CSVParser lines = CSVParser.parse(file, FORMAT)) {
            if (!lines.getHeaderNames().containsAll(columns)) {
                return new Imported(0, List.of("The columns have to be " + String.join(",", columns)));
            }
            for (CSVRecord line : lines) {
                try {
                    rows += store.line(line);
                } catch (IllegalArgumentException | DateTimeException e) {
                    mistakes.add("line " + lines.getCurrentLineNumber() + ": " + e.getMessage());
                }
            }
        }
        if (!mistakes.isEmpty()) {
            org.springframework.transaction.interceptor.TransactionAspectSupport.currentTransactionStatus()
                    .setRollbackOnly();
        }
        return new Imported(mistakes.isEmpty() ? rows : 0, mistakes);
    }

    private static BigDecimal amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            if (amount.signum() >= 0 && amount.precision() - amount.scale() <= 15) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no amount");
    }

    private static String currency(@Nullable String code) {
        try {
            return Currency.getInstance(String.valueOf(code).toUpperCase(Locale.ROOT))
                    .getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + code + "' is not an ISO 4217 code", e);
        }
    }

    private static String basis(String text) {
        if (text.equals("CLICK") || text.equals("CONVERSION")) {
            return text;
        }
        throw new IllegalArgumentException("basis is neither CLICK nor CONVERSION");
    }
}
