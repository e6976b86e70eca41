package io.leadloop.quality;

import io.leadloop.lead.Money;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.pipeline.PlanInput;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.Visit;
import java.math.BigDecimal;
import java.sql.Array;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Says of steps without a conversion that the plan's own rules left the lead out (country, source, campaign, deal size), or that
 * the plan did not report the stage there yet, so that they do not look lost. The plan that was live when the step was recorded
 * decides, with the lead's country of now.
 */
@Repository
class PlanExclusions {

    private final JdbcClient jdbc;
    private final PipelineVersions versions;

    PlanExclusions(JdbcClient jdbc, PipelineVersions versions) {
        this.jdbc = jdbc;
        this.versions = versions;
    }

    private record Step(UUID lead, String dealId, String destination, PlanInput input, Instant recordedAt) {}

    /** Why nothing is owed, with the rules in words where it is one. */
    private record LeftOut(DeliveryStatus status, @Nullable String rules) {}

    /** Turns NO_ROW into UNPLANNED or EXCLUDED, the latter with the rules as its reason, for the steps of these leads. */
    void mark(Array leads) {
        List<Step> steps = steps(leads);
        if (steps.isEmpty()) {
            return;
        }
        List<PipelineVersion> newestFirst = versions.published();
        Map<UUID, Optional<List<ReportLine>>> lines = new HashMap<>();
        for (Step step : steps) {
            PipelineVersion version = liveAt(newestFirst, step.recordedAt());
            if (version != null) {
                lines.computeIfAbsent(version.id(), it -> lines(version))
                        .flatMap(it -> leftOut(it, step))
                        .ifPresent(it -> mark(step, it));
            }
        }
    }

    private List<Step> steps(Array leads) {
        return jdbc.sql("""
                        select s.lead_id, s.deal_id, s.destination, s.stage, s.source, coalesce(l.country, '') as country,
                            coalesce(o.utm_source, '') as utm_source, coalesce(o.utm_medium, '') as utm_medium,
                            coalesce(o.utm_campaign, '') as campaign,
                            h.amount, h.currency, t.recorded_at
                        from leadloop.standing_fact s
                        join leadloop.step_fact t using (lead_id, stage, deal_id)
                        join leadloop.lead l on l.id = s.lead_id
                        left join leadloop.lead_origin o on o.lead_id = s.lead_id
                        left join lateral (
                            select c.amount, c.currency from leadloop.stage_change c
                            where c.lead_id = s.lead_id and c.stage = s.stage and (s.deal_id = '' or c.deal_id = s.deal_id)
                            order by c.occurred_at, c.id limit 1) h on true
                        where s.lead_id = any(:ids) and s.delivery_status = 'NO_ROW'
                        """)
                .param("ids", leads)
                .query((row, n) -> new Step(
                        row.getObject("lead_id", UUID.class),
                        row.getString("deal_id"),
                        row.getString("destination"),
                        new PlanInput(
                                row.getString("stage"),
                                row.getString("source"),
                                row.getString("country"),
                                new Visit(
                                        row.getString("utm_source"),
                                        row.getString("utm_medium"),
                                        row.getString("campaign")),
                                money(row.getBigDecimal("amount"), row.getString("currency"))),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    private static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : Money.of(amount, currency);
    }

    /** The shipped version was live before anybody looked at it. */
    private static @Nullable PipelineVersion liveAt(List<PipelineVersion> newestFirst, Instant at) {
        PipelineVersion oldest = null;
        for (PipelineVersion it : newestFirst) {
            oldest = it;
            if (it.publishedAt() != null && !it.publishedAt().isAfter(at)) {
                return it;
            }
        }
        return oldest;
    }

    private static Optional<List<ReportLine>> lines(PipelineVersion version) {
        try {
            return Optional.of(version.pipeline().reports());
        } catch (NotAPipeline unreadable) {
            // It says more than can be read here: its steps stay without a word of ours.
            return Optional.empty();
        }
    }

    /** Empty where a line fits: then a row is missing. */
    private static Optional<LeftOut> leftOut(List<ReportLine> lines, Step step) {
        List<ReportLine> concerned = lines.stream()
                .filter(it -> it.stage().equals(step.input().stage())
                        && it.destination().equals(step.destination()))
                .toList();
        if (concerned.isEmpty()) {
            return Optional.of(new LeftOut(DeliveryStatus.UNPLANNED, null));
        }
        if (concerned.stream().anyMatch(it -> it.leads().fits(step.input()))) {
            return Optional.empty();
        }
        String rules = concerned.stream()
                .map(it -> it.leads().inWords())
                .distinct()
                .collect(Collectors.joining("; or ", "only ", ""));
        return Optional.of(new LeftOut(DeliveryStatus.EXCLUDED, rules));
    }

    private void mark(Step step, LeftOut leftOut) {
        jdbc.sql("""
                        update leadloop.standing_fact set delivery_status = :status, reason = :rules
                        where lead_id = :lead and stage = :stage and deal_id = :deal and destination = :destination
                        """)
                .param("status", leftOut.status().name())
                .param("rules", leftOut.rules())
                .param("lead", step.lead())
                .param("stage", step.input().stage())
                .param("deal", step.dealId())
                .param("destination", step.destination())
                .update();
    }
}
