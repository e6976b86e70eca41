package io.leadloop.quality;

import io.leadloop.database.SqlArray;
import io.leadloop.destination.PlatformReports.Spend;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository of what ads cost as platforms tell it. One rule: of a day of a platform of which a person imported anything,
 * nothing that the platform tells is kept, since the two may name campaigns differently and would count twice.
 */
@Repository
class AdCosts {

    private final JdbcClient jdbc;

    AdCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param rows how many were stored, by day and campaign
     * @param daysOfFiles days of which a file tells, so that the platform's word was left out
     */
    record Stored(int rows, int daysOfFiles) {}

    /** Makes a file and a fetch of the same moment wait for one another; readers do not wait. Within a transaction. */
    void lock() {
        jdbc.sql("lock table leadloop.ad_cost in share row exclusive mode").update();
    }

    void dropFetchedBesideFiles() {
        jdbc.sql("""
                        delete from leadloop.ad_cost fetched where origin = 'API' and exists (
                            select from leadloop.ad_cost file
                            where file.platform = fetched.platform and file.day = fetched.day and file.origin = 'FILE')
                        """).update();
    }

    /** What the platform tells of these days now, in place of what it told of them before. */
    @Transactional
    Stored replace(String platform, LocalDate from, LocalDate until, List<Spend> spend, Instant now) {
        lock();
        jdbc.sql("""
                        delete from leadloop.ad_cost
                        where origin = 'API' and platform = :platform and day between :from::date and :until::date
                        """)
                .param("platform", platform)
                .param("from", from.toString())
                .param("until", until.toString())
                .update();
        List<Spend> asked = spend.stream()
                .filter(it -> !it.day().isBefore(from) && !it.day().isAfter(until))
                .toList();
        int rows = jdbc.sql("""
                        insert into leadloop.ad_cost (platform, campaign, day, amount, currency, imported_at, origin)
                        select :platform, campaign, day, sum(amount), currency, :now::timestamptz, 'API'
                        from unnest(:campaigns::text[], :days::date[], :amounts::numeric[], :currencies::text[])
                            as t(campaign, day, amount, currency)
                        where not exists (
                            select from leadloop.ad_cost f
                            where f.platform = :platform and f.day = t.day and f.origin = 'FILE')
                        group by campaign, day, currency
                        """)
                .param("platform", platform)
                .param("now", now.toString())
                .param("campaigns", SqlArray.of(asked, it -> Objects.requireNonNullElse(it.campaign(), "")))
                .param("days", SqlArray.of(asked, it -> it.day().toString()))
                .param("amounts", SqlArray.of(asked, it -> it.amount().toPlainString()))
                .param("currencies", SqlArray.of(asked, Spend::currency))
                .update();
        return new Stored(rows, asked.isEmpty() ? 0 : daysOfFiles(platform, from, until));
    }

    private int daysOfFiles(String platform, LocalDate from, LocalDate until) {
        return jdbc.sql("""
                        select count(distinct day) from leadloop.ad_cost
                        where origin = 'FILE' and platform = :platform and day between :from::date and :until::date
                        """)
                .param("platform", platform)
                .param("from", from.toString())
                .param("until", until.toString())
                .query(Integer.class)
                .single();
    }
}
