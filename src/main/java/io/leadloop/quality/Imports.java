package io.leadloop.quality;

import io.leadloop.csv.CsvTable;
import io.leadloop.destination.Destinations;
import io.leadloop.destination.PlatformReports.Basis;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Imports ad costs and platform reports as CSV. A file with a mistake changes nothing. */
@Repository
public class Imports {

    private final JdbcClient jdbc;
    private final PlatformReportRows reports;
    private final AdCosts costs;
    private final Destinations destinations;
    private final Clock clock;

    Imports(JdbcClient jdbc, PlatformReportRows reports, AdCosts costs, Destinations destinations, Clock clock) {
        this.costs = costs;
        this.jdbc = jdbc;
        this.reports = reports;
        this.destinations = destinations;
        this.clock = clock;
    }

    /**
     * @param rows how many were stored
     * @param mistakes each with its line; then nothing was stored
     */
    public record Imported(int rows, List<String> mistakes) {}

    /**
     * Columns {@code platform,campaign,day,amount,currency} and, where it is known, {@code country}; the same key in a later
     * file replaces the amount. A day's cost of a campaign is told by country or as a whole: a later file that tells it the
     * other way replaces it too, so that nothing counts twice. What the platform told by its API of a day goes once a file tells
     * anything of the same day: what a person imported wins.
     */
    @Transactional
    public Imported costs(Reader file) throws IOException {
        String now = clock.instant().toString();
        costs.lock();
        Imported imported = each(
                file,
                List.of("platform", "campaign", "day", "amount", "currency"),
                List.of("platform", "campaign", "country", "day", "currency"),
                line -> jdbc.sql("""
                        with told_otherwise as (
                            delete from leadloop.ad_cost where platform = :platform and campaign = :campaign
                              and day = :day::date and currency = :currency and (country = '') <> (:country = '')
                              and imported_at < :now::timestamptz)
                        insert into leadloop.ad_cost (platform, campaign, country, day, amount, currency, imported_at)
                        values (:platform, :campaign, :country, :day::date, :amount, :currency, :now::timestamptz)
                        on conflict (platform, campaign, country, day, currency) do update set amount = excluded.amount,
                            imported_at = excluded.imported_at, origin = excluded.origin
                        """)
                        .param("platform", platform(line.get("platform")))
                        .param("campaign", line.get("campaign"))
                        .param("country", CsvLines.country(line.orEmpty("country")))
                        .param("day", day(line))
                        .param("amount", CsvLines.amount(line.get("amount")))
                        .param("currency", CsvLines.currency(line.get("currency")))
                        .param("now", now)
                        .update());
        costs.dropFetchedBesideFiles();
        return imported;
    }

    /** Columns {@code destination,action,day,basis,conversions,amount,currency}; basis is CLICK, CONVERSION or UNKNOWN. */
    @Transactional
    public Imported reports(Reader file) throws IOException {
        return each(
                file,
                List.of("destination", "action", "day", "basis", "conversions", "amount", "currency"),
                List.of("destination", "action", "day", "basis"),
                line -> {
                    boolean isPriced = !line.get("amount").isEmpty();
                    reports.store(
                            platform(line.get("destination")),
                            filled(line, "action"),
                            day(line),
                            basis(line.get("basis")),
                            CsvLines.amount(line.get("conversions")),
                            isPriced ? CsvLines.amount(line.get("amount")) : null,
                            isPriced ? CsvLines.currency(line.get("currency")) : null,
                            clock.instant());
                });
    }

    private Imported each(Reader file, List<String> columns, List<String> key, CsvLines.Store store)
            throws IOException {
        AtomicInteger rows = new AtomicInteger();
        List<String> mistakes = CsvLines.read(file, columns, key, line -> {
            store.line(line);
            rows.incrementAndGet();
        });
        if (!mistakes.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return new Imported(mistakes.isEmpty() ? rows.get() : 0, mistakes);
    }

    /** A day may be one ahead of ours, where an account's clock is. */
    private String day(CsvTable.Row line) {
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        return CsvLines.day(line.get("day"), last).toString();
    }

    private String platform(String id) {
        if (destinations.find(id).isEmpty()) {
            throw new IllegalArgumentException("'" + CsvLines.shortened(id) + "' is none of "
                    + destinations.all().stream()
                            .map(it -> it.profile().id())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return id;
    }

    private static String filled(CsvTable.Row line, String column) {
        if (line.get(column).isEmpty()) {
            throw new IllegalArgumentException(column + " is empty");
        }
        return line.get(column);
    }

    private static String basis(String text) {
        try {
            return Basis.valueOf(text).name();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("basis is none of CLICK, CONVERSION, UNKNOWN");
        }
    }
}
