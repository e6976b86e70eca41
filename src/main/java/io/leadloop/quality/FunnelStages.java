package io.leadloop.quality;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one funnel over all its leads: how many come to each stage, and how long they need from one to the next. */
@Repository
public class FunnelStages {

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final Funnels funnels;

    FunnelStages(JdbcClient jdbc, SnapshotReads reads, Funnels funnels) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.funnels = funnels;
    }

    /**
     * @param name of the stage, or "Leads" for all that came
     * @param leads that came in the time and reached it, or a deeper one, until now
     * @param ofAll in percent of all that came
     * @param ofBefore in percent of the stage before
     * @param past how many of them were never at it: they went straight to a deeper one
     * @param half the time that half of those that were at it and at the stage before needed at most between both; null where none
     *     was
     */
    public record Step(
            String name,
            long leads,
            long ofAll,
            long ofBefore,
            long past,
            @Nullable Duration half) {}

    public List<Step> of(Period period, Slice slice) {
        List<Stage> stages = funnels.steps(period);
        return reads.read(() -> read(period, slice, stages));
    }

    private List<Step> read(Period period, Slice slice, List<Stage> stages) {
        List<String> times = new ArrayList<>();
        List<String> figures = new ArrayList<>(List.of("count(*)"));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            boolean isWin = stage.kind() == StageKind.REVENUE;
            times.add(
                    isWin
                            ? "l.won_at as at_" + i
                            : "min(t.occurred_at) filter (where t.stage_rank = " + stage.rank() + ") as at_" + i);
            figures.add(
                    isWin
                            ? "count(at_%d)".formatted(i)
                            : "count(*) filter (where deepest_rank >= " + stage.rank() + ")");
            figures.add(
                    isWin
                            ? "0"
                            : "count(*) filter (where deepest_rank >= %d and at_%d is null)"
                                    .formatted(stage.rank(), i));
            String before = i == 0 ? "came_at" : "at_" + (i - 1);
            figures.add(("percentile_cont(0.5) within group (order by greatest(0, extract(epoch from at_%1$d - %2$s)))"
                            + " filter (where at_%1$d is not null and %2$s is not null)")
                    .formatted(i, before));
        }
        return jdbc.sql("""
                        with reached as (
                            select l.lead_id, l.came_at, l.deepest_rank, %s
                            from leadloop.v_lead l
                            left join leadloop.v_step t on t.lead_id = l.lead_id and t.stage_rank >= :first
                            where l.came_at >= :start::timestamptz and l.came_at < :end::timestamptz%s
                            group by l.lead_id, l.came_at, l.deepest_rank, l.won_at)
                        select %s from reached
                        """.formatted(String.join(", ", times), slice.cameBy("l"), String.join(", ", figures)))
                .params(slice.parameters())
                .param("first", stages.isEmpty() ? 0 : stages.get(0).rank())
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> {
                    List<Step> steps = new ArrayList<>();
                    long all = row.getLong(1);
                    long before = all;
                    steps.add(new Step("Leads", all, 100, 100, 0, null));
                    for (int i = 0; i < stages.size(); i++) {
                        long leads = row.getLong(2 + 3 * i);
                        BigDecimal seconds = row.getBigDecimal(4 + 3 * i);
                        steps.add(new Step(
                                stages.get(i).name(),
                                leads,
                                ActionFigures.percent(leads, all),
                                ActionFigures.percent(leads, before),
                                row.getLong(3 + 3 * i),
                                seconds == null ? null : Duration.ofSeconds(seconds.longValue())));
                        before = leads;
                    }
                    return steps;
                })
                .single();
    }
}
