package io.leadloop.quality;

import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.quality.FetchedReports.Fetch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Repository of platform reports, from CSV files and reporting APIs. */
@Repository
class PlatformReportRows {

    private final JdbcClient jdbc;

    PlatformReportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One number; the same destination, action, day and basis again replaces it.
     *
     * @param day ISO 8601
     * @param amount null, with the currency, where the report says nothing of it
     */
    void store(
            String destination,
            String action,
            String day,
            String basis,
            BigDecimal conversions,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Instant now) {
        jdbc.sql("""
                        insert into leadloop.platform_report (destination, action, day, basis, conversions, amount,
                            currency, imported_at)
                        values (:destination, :action, :day::date, :basis, :conversions, :amount, :currency,
                            :now::timestamptz)
                        on conflict (destination, action, day, basis) do update set conversions = excluded.conversions,
                            amount = excluded.amount, currency = excluded.currency, imported_at = excluded.imported_at
                        """)
                .param("destination", destination)
                .param("action", action)
                .param("day", day)
                .param("basis", basis)
                .param("conversions", conversions)
                .param("amount", amount)
                .param("currency", currency)
                .param("now", now.toString())
                .update();
    }

    @Transactional
    void store(String destination, List<Line> lines, Instant now) {
        for (Line it : lines) {
            boolean isPriced = it.currency().length() == 3;
            store(
                    destination,
                    it.action(),
                    it.day().toString(),
                    it.basis().name(),
                    it.conversions(),
                    isPriced ? it.amount() : null,
                    isPriced ? it.currency() : null,
                    now);
        }
    }

    /** Takes out what the last fetch told of actions of which the platform tells nothing any more; files stay. */
    void forget(String destination, List<String> actions) {
        jdbc.sql("""
                        delete from leadloop.platform_report p using leadloop.platform_report_fetch f
                        where p.destination = :destination and f.destination = p.destination
                          and p.action = any(:actions::text[]) and p.imported_at = f.fetched_at
                        """)
                .param("destination", destination)
                .param("actions", actions.toArray(String[]::new))
                .update();
    }

    void keep(Fetch fetch) {
        jdbc.sql("""
                        insert into leadloop.platform_report_fetch (destination, fetched_at, days, lines, costs, zone,
                            problem, note)
                        values (:destination, :at::timestamptz, :days, :lines, :costs, :zone, :problem, :note)
                        on conflict (destination) do update set fetched_at = excluded.fetched_at, days = excluded.days,
                            lines = excluded.lines, costs = excluded.costs,
                            zone = coalesce(excluded.zone, platform_report_fetch.zone), problem = excluded.problem,
                            note = excluded.note
                        """)
                .param("destination", fetch.destination())
                .param("at", fetch.at().toString())
                .param("days", fetch.days())
                .param("lines", fetch.lines())
                .param("costs", fetch.costs())
                .param("zone", fetch.zone())
                .param("problem", fetch.problem())
                .param("note", fetch.note())
                .update();
    }

    List<Fetch> fetches() {
        return jdbc.sql("select * from leadloop.platform_report_fetch order by destination")
                .query((row, n) -> new Fetch(
                        row.getString("destination"),
                        row.getTimestamp("fetched_at").toInstant(),
                        row.getInt("days"),
                        row.getInt("lines"),
                        row.getInt("costs"),
                        row.getString("zone"),
                        row.getString("problem"),
                        row.getString("note")))
                .list();
    }
}
