package io.leadloop.demo;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.sandbox.SandboxEnabled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of the demo year: how far it is, and which rows of other tables are its own. */
@Repository
@SandboxEnabled
class DemoYearRows {

    /** Before the name of each of its campaigns. */
    static final String CAMPAIGNS = "demo: ";

    private final JdbcClient jdbc;

    DemoYearRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            String run,
            DemoYear.State state,
            Instant madeUntil,
            int leads,
            int events,
            int stored,
            boolean hasCosts,
            Instant startedAt) {}

    /** False where there is one already. */
    boolean begin(String run, int leads, String who, Instant now) {
        return jdbc.sql("""
                                insert into leadloop.demo_year (run, state, made_until, leads, started_by, started_at)
                                values (:run, 'LOADING', :now::timestamptz, :leads, :who, :now::timestamptz)
                                on conflict do nothing
                                """)
                        .param("run", run)
                        .param("leads", leads)
                        .param("who", who)
                        .param("now", now.toString())
                        .update()
                > 0;
    }

    Optional<Row> find() {
        return jdbc.sql("select * from leadloop.demo_year")
                .query(DemoYearRows::row)
                .optional();
    }

    /** The same for whoever works on it, until the transaction ends; empty where another node does. */
    Optional<Row> lock() {
        return jdbc.sql("select * from leadloop.demo_year for update skip locked")
                .query(DemoYearRows::row)
                .optional();
    }

    private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Row(
                row.getString("run"),
                DemoYear.State.valueOf(row.getString("state")),
                row.getTimestamp("made_until").toInstant(),
                row.getInt("leads"),
                row.getInt("events"),
                row.getInt("stored"),
                row.getBoolean("has_costs"),
                row.getTimestamp("started_at").toInstant());
    }

    void stored(int events, int stored) {
        jdbc.sql("update leadloop.demo_year set events = :events, stored = :stored")
                .param("events", events)
                .param("stored", stored)
                .update();
    }

    void hasCosts() {
        jdbc.sql("update leadloop.demo_year set has_costs = true").update();
    }

    void ready(Instant now) {
        jdbc.sql("update leadloop.demo_year set state = 'READY', finished_at = :now::timestamptz")
                .param("now", now.toString())
                .update();
    }

    boolean beginRemoval() {
        return jdbc.sql("update leadloop.demo_year set state = 'REMOVING' where state <> 'REMOVING'")
                        .update()
                > 0;
    }

    long leads() {
        return count("select count(*) from leadloop.lead where source = :source");
    }

    /** Events that are not applied yet, and that nobody has to look at. */
    long waitingEvents() {
        return count(
                "select count(*) from leadloop.inbox_message where source = :source and state in ('WAITING', 'LOOKUP')");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param("source", DemoYear.SOURCE).query(Long.class).single();
    }

    /** Conversions that are due and that no platform has answered. */
    long untold(Instant now) {
        return jdbc.sql("""
                        select count(*) from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id
                        where l.source = :source and c.state = 'PLANNED'
                          and (c.not_before is null or c.not_before <= :now::timestamptz)
                        """)
                .param("source", DemoYear.SOURCE)
                .param("now", now.toString())
                .query(Long.class)
                .single();
    }

    /** What a platform could report of a day. */
    record Told(String destination, String action, LocalDate day, String basis, long conversions) {}

    /**
     * Accepted conversions by the day of the step and of the click, of days of which nobody imported a number yet; a platform
     * counts none that came later after its click than its account says of the action, and tells such a day as nought.
     *
     * @param windows days, by account and action
     */
    List<Told> told(LocalDate from, Map<String, Map<String, Integer>> windows) {
        List<Window> own = windows.entrySet().stream()
                .flatMap(account -> account.getValue().entrySet().stream()
                        .map(it -> new Window(account.getKey(), it.getKey(), it.getValue())))
                .toList();
        return jdbc.sql("""
                        with counted as (
                            select c.destination, c.action, c.occurred_at, c.clicked_at,
                                c.clicked_at is null or w.days is null
                                    or c.occurred_at <= c.clicked_at + w.days * interval '1 day' as counts
                            from leadloop.v_conversion c
                            left join unnest(:accounts::text[], :actions::text[], :days::int[]) as w(account, action, days)
                                on (w.account, w.action) = (c.destination, c.action)
                            where c.source = :source and c.type = 'CONVERSION' and c.state = 'ACCEPTED')
                        select * from (
                            select destination, action, (occurred_at at time zone 'UTC')::date as day, 'CONVERSION' as basis,
                                count(*) filter (where counts) as many
                            from counted group by 1, 2, 3
                            union all
                            select destination, action, (clicked_at at time zone 'UTC')::date, 'CLICK',
                                count(*) filter (where counts)
                            from counted where clicked_at is not null group by 1, 2, 3) t
                        where day >= :from::date and not exists (
                            select from leadloop.platform_report p
                            where (p.destination, p.action, p.day, p.basis) = (t.destination, t.action, t.day, t.basis))
                        order by destination, action, day, basis
                        """)
                .param("source", DemoYear.SOURCE)
                .param("from", from.toString())
                .param("accounts", SqlArray.of(own, Window::account))
                .param("actions", SqlArray.of(own, Window::action))
                .param("days", SqlArray.of(own, Window::days))
                .query((row, n) -> new Told(
                        row.getString(1),
                        row.getString(2),
                        row.getDate(3).toLocalDate(),
                        row.getString(4),
                        row.getLong(5)))
                .list();
    }

    private record Window(String account, String action, int days) {}

    /** Remembers which of the imported numbers are its own. */
    void own(List<Told> reports) {
        jdbc.sql("""
                        insert into leadloop.demo_report
                        select destination, action, day, basis, p.imported_at
                        from unnest(:destinations::text[], :actions::text[], :days::date[], :bases::text[])
                            as t(destination, action, day, basis)
                        join leadloop.platform_report p using (destination, action, day, basis)
                        on conflict do nothing
                        """)
                .param("destinations", SqlArray.of(reports, Told::destination))
                .param("actions", SqlArray.of(reports, Told::action))
                .param("days", SqlArray.of(reports, it -> it.day().toString()))
                .param("bases", SqlArray.of(reports, Told::basis))
                .update();
    }

    /** The next of its leads that are to be removed. */
    List<LeadId> some(int most) {
        return jdbc
                .sql("select id from leadloop.lead where source = :source order by id limit :most for update")
                .param("source", DemoYear.SOURCE)
                .param("most", most)
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
    }

    List<ExternalId> deals(List<LeadId> leads) {
        return jdbc
                .sql("select id from leadloop.deal where lead_id = any(:ids::uuid[])")
                .param("ids", SqlArray.of(leads, LeadId::value))
                .query(String.class)
                .list()
                .stream()
                .map(it -> ExternalId.deal(DemoYear.SOURCE, it))
                .toList();
    }

    /** No event of it is applied any more. */
    void removeEvents() {
        jdbc.sql("delete from leadloop.inbox_message where source = :source")
                .param("source", DemoYear.SOURCE)
                .update();
    }

    /** Removes what is no lead: costs, reports, what the sandbox's platforms took, and the demo year itself. */
    void removeRest(String run) {
        jdbc.sql("delete from leadloop.ad_cost where starts_with(campaign, :campaigns)")
                .param("campaigns", CAMPAIGNS)
                .update();
        jdbc.sql("""
                        delete from leadloop.platform_report p using leadloop.demo_report d
                        where (p.destination, p.action, p.day, p.basis, p.imported_at)
                            = (d.destination, d.action, d.day, d.basis, d.imported_at)
                        """).update();
        jdbc.sql("delete from leadloop.demo_report").update();
        // What platforms said of requests that told of nobody else.
        jdbc.sql("""
                        delete from leadloop.platform_request r using leadloop.demo_year d
                        where r.sent_at >= d.started_at
                          and not exists (select from leadloop.conversion_attempt a where a.receipt = r.receipt)
                        """).update();
        jdbc.sql("delete from sandbox.received where strpos(event, :run) > 0")
                .param("run", run)
                .update();
        jdbc.sql("delete from leadloop.action_fact where source = :source")
                .param("source", DemoYear.SOURCE)
                .update();
        // They were estimated with its leads; the next look estimates them anew.
        jdbc.sql("delete from leadloop.expected_value").update();
        jdbc.sql("delete from leadloop.demo_year").update();
    }
}
