package io.leadloop.quality;

import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.Stages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The findings that are open now and not silenced. */
@Repository
public class Findings {

    private static final int MOST_DAYS = 90;

    private final Scorecards scorecards;
    private final Comparisons comparisons;
    private final PeriodComparisons overTime;
    private final UnreadableContacts contacts;
    private final Stages stages;
    private final Destinations accounts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Findings(
            Scorecards scorecards,
            Comparisons comparisons,
            PeriodComparisons overTime,
            UnreadableContacts contacts,
            Stages stages,
            Destinations accounts,
            JdbcClient jdbc,
            Clock clock) {
        this.overTime = overTime;
        this.scorecards = scorecards;
        this.comparisons = comparisons;
        this.contacts = contacts;
        this.stages = stages;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A finding that somebody silenced. */
    public record Silenced(String finding, String reason, String by, Instant at) {}

    /** Looked for in the last days of the period, at most 90: what was wrong earlier is history. */
    public List<Finding> open(Period whole) {
        return open(whole, Slice.ALL);
    }

    /** The same in some leads and accounts only; what is compared with another time or a report is looked for in all. */
    public List<Finding> open(Period whole, Slice slice) {
        Period period =
                whole.days() > MOST_DAYS ? new Period(whole.until().minusDays(MOST_DAYS - 1), whole.until()) : whole;
        Set<String> silenced = new HashSet<>();
        silenced().forEach(it -> silenced.add(it.finding()));
        PlanNames names = PlanNames.of(stages, accounts);
        Mistakes mistakes = new Mistakes(names);
        List<Finding> found = new ArrayList<>(mistakes.of(
                scorecards.all(period, slice),
                slice.source() == null && slice.campaign() == null ? scorecards.leads(period.before()) : List.of(),
                period.days()));
        found.addAll(new ReportMistakes(names)
                .of(
                        comparisons.of(period).stream()
                                .filter(it -> slice.destination() == null
                                        || slice.destination().equals(it.destination()))
                                .toList(),
                        overTime.of(period).stream()
                                .filter(it -> slice.destination() == null
                                        || slice.destination().equals(it.destination()))
                                .toList()));
        found.addAll(contacts.in(period));
        return found.stream().filter(it -> !silenced.contains(it.key())).toList();
    }

    public List<Silenced> silenced() {
        return jdbc.sql("select * from leadloop.silenced_finding order by silenced_at desc")
                .query((row, n) -> new Silenced(
                        row.getString("finding"),
                        row.getString("reason"),
                        row.getString("silenced_by"),
                        row.getTimestamp("silenced_at").toInstant()))
                .list();
    }

    /** Hides a finding; the reason is shown to other users. */
    public void silence(String key, String reason, String by) {
        jdbc.sql("""
                        insert into leadloop.silenced_finding (finding, reason, silenced_by, silenced_at)
                        values (:key, :reason, :by, :now::timestamptz)
                        on conflict (finding) do update set reason = excluded.reason, silenced_by = excluded.silenced_by,
                            silenced_at = excluded.silenced_at
                        """)
                .param("key", key)
                .param("reason", reason)
                .param("by", by)
                .param("now", clock.instant().toString())
                .update();
    }

    public void hearAgain(String key) {
        jdbc.sql("delete from leadloop.silenced_finding where finding = :key")
                .param("key", key)
                .update();
    }
}
