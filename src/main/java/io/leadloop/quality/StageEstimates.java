package io.leadloop.quality;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.pipeline.Stages;
import io.leadloop.quality.FollowedLead.End;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Estimates what leads are worth at each stage before the win, from what came of those that reached it. */
@Repository
public class StageEstimates {

    /** Of more leads some stand for all, old ones and new ones, by their id. */
    static final int MOST_LEADS = 100_000;

    private static final Duration KNOWN = Duration.ofDays(730);
    private static final long DAY = 86_400;
    private static final int POINTS = 60;

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final Stages stages;
    private final ReportingCurrency currency;
    private final Clock clock;

    StageEstimates(JdbcClient jdbc, SnapshotReads reads, Stages stages, ReportingCurrency currency, Clock clock) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.stages = stages;
        this.currency = currency;
        this.clock = clock;
    }

    /** The stages from which a win may come, the shallowest first. */
    public List<Stage> stages() {
        return stages.all().stream()
                .filter(it -> it.kind() != StageKind.LOST && it.kind() != StageKind.REVENUE)
                .toList();
    }

    /** Of all stages; of one that nobody reached there is none. */
    public List<StageEstimate> all() {
        return stages().stream()
                .flatMap(it -> StageEstimator.of(it.id(), leads(it.id()), clock.instant(), currency.code()).stream())
                .toList();
    }

    /** @param percent won until the end of that day since the stage */
    public record Won(long day, double percent) {}

    /** How many of a hundred leads of a stage are won by which day since it. */
    public List<Won> curve(String stage) {
        WinIncidence incidence = WinIncidence.of(sorted(leads(stage)), it -> 1);
        long last = incidence.curve().isEmpty()
                ? 0
                : incidence.curve().get(incidence.curve().size() - 1).seconds();
        long days = last / DAY + 1;
        long step = Math.max(1, days / POINTS);
        List<Won> curve = new ArrayList<>();
        double share = 0;
        int at = 0;
        for (long day = 0; day <= days; day += step) {
            while (at < incidence.curve().size() && incidence.curve().get(at).seconds() <= day * DAY) {
                share = incidence.curve().get(at++).share();
            }
            curve.add(new Won(day, Math.round(1000 * share) / 10.0));
        }
        return incidence.curve().isEmpty() ? List.of() : curve;
    }

    /** What leads of a stage would have been told in the last year, beside what they brought. Takes seconds of many leads. */
    public Calibration calibration(String stage) {
        return Calibration.of(stage, leads(stage), clock.instant(), currency.code());
    }

    static List<FollowedLead> sorted(List<FollowedLead> leads) {
        return leads.stream()
                .sorted(Comparator.comparingLong(FollowedLead::seconds))
                .toList();
    }

    /** Those that reached the stage within two years. */
    List<FollowedLead> leads(String stage) {
        String code = currency.code();
        return reads.read(() -> read(stage, code));
    }

    private List<FollowedLead> read(String stage, @Nullable String code) {
        Instant now = clock.instant();
        Map<Segment, Segment> known = new HashMap<>();
        long reached = jdbc.sql(
                        "select count(*) from leadloop.v_step"
                                + " where stage = :stage and occurred_at >= :from::timestamptz and occurred_at <= :now::timestamptz")
                .param("stage", stage)
                .param("from", now.minus(KNOWN).toString())
                .param("now", now.toString())
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        with here as materialized (
                            select lead_id, occurred_at from leadloop.v_step
                            where stage = :stage and occurred_at >= :from::timestamptz and occurred_at <= :now::timestamptz
                              and (:every = 1 or mod(abs(hashtext(lead_id::text)::bigint), :every) = 0)),
                        rates as materialized (
                            select currency, won_day, leadloop.rate_of(currency, :currency::char(3), won_day) as rate
                            from (select distinct currency, won_day from leadloop.v_deal where currency <> :currency) d),
                        brought as (
                            select d.lead_id, sum(case when d.currency = :currency then d.amount
                                else round(d.amount * r.rate, 4) end) as value
                            from leadloop.v_deal d left join rates r on r.currency = d.currency and r.won_day = d.won_day
                            where d.taken_back_at is null group by d.lead_id),
                        sizes as (
                            select lead_id, occurred_at, max(amount) as amount from leadloop.stage_change
                            where stage = :stage and amount is not null and currency = :currency
                            group by lead_id, occurred_at)
                        select l.source, l.country, l.campaign, l.platform, a.amount, b.value,
                            extract(epoch from h.occurred_at)::bigint as reached,
                            case when l.won_at is not null then 'WON' when s.kind in ('LOST', 'REVENUE') then 'LOST'
                                else 'OPEN' end as how,
                            greatest(0, extract(epoch from case when l.won_at is not null then l.won_at
                                when s.kind in ('LOST', 'REVENUE') then l.stage_at
                                else :now::timestamptz end - h.occurred_at))::bigint as seconds
                        from here h join leadloop.v_lead l using (lead_id)
                        left join leadloop.stage s on s.id = l.stage
                        left join brought b on b.lead_id = h.lead_id and l.won_at is not null
                        left join sizes a on a.lead_id = h.lead_id and a.occurred_at = h.occurred_at
                        """)
                .param("stage", stage)
                .param("from", now.minus(KNOWN).toString())
                .param("now", now.toString())
                .param("every", 1 + (reached - 1) / MOST_LEADS)
                .param("currency", code)
                .query((row, n) -> lead(row, known))
                .list();
    }

    private static FollowedLead lead(ResultSet row, Map<Segment, Segment> known) throws SQLException {
        BigDecimal size = row.getBigDecimal("amount");
        Segment segment = new Segment(
                row.getString("source"),
                size == null ? Segment.UNKNOWN : Segment.dealSize(size),
                row.getString("platform"),
                text(row.getString("country")),
                text(row.getString("campaign")));
        BigDecimal value = row.getBigDecimal("value");
        return new FollowedLead(
                row.getLong("reached"),
                row.getLong("seconds"),
                End.valueOf(row.getString("how")),
                value == null ? Double.NaN : value.doubleValue(),
                known.computeIfAbsent(segment, it -> it));
    }

    private static String text(@Nullable String value) {
        return value == null ? Segment.UNKNOWN : value;
    }
}
