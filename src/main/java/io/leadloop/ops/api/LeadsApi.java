package io.leadloop.ops.api;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossiers;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.StuckAcknowledgement;
import io.leadloop.process.StuckLead;
import io.leadloop.process.StuckLeads;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads, read only. */
@RestController
@RequestMapping({"/api/leads", "/camunda/api/leadloop/leads"})
class LeadsApi {

    private static final int MAX = 1_000;

    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Conversions conversions;
    private final StuckLeads stuck;
    private final LeadDossiers dossiers;
    private final Stages stages;
    private final Clock clock;

    LeadsApi(
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Conversions conversions,
            StuckLeads stuck,
            LeadDossiers dossiers,
            Stages stages,
            Clock clock) {
        this.stuck = stuck;
        this.dossiers = dossiers;
        this.stages = stages;
        this.clock = clock;
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.conversions = conversions;
    }

    record LeadLine(
            UUID id,
            String source,
            String externalId,
            String stage,
            String stageName,
            Instant stageAt,
            String dealId,
            String consent,
            @Nullable String country,
            @Nullable String processInstanceId,
            @Nullable Stuck stuck) {

        static LeadLine of(Lead lead, @Nullable Stuck stuck, Map<String, String> stageNames) {
            return new LeadLine(
                    lead.id().value(),
                    lead.externalId().source(),
                    lead.externalId().id(),
                    lead.stage(),
                    stageNames.getOrDefault(lead.stage(), lead.stage()),
                    lead.stageAt(),
                    lead.dealId(),
                    lead.consent().adUserData().name(),
                    lead.country(),
                    lead.processInstanceId(),
                    stuck);
        }
    }

    /**
     * How long the lead stands at its stage and may.
     *
     * @param acknowledgement who looked at it and until when that holds; null where nobody did
     */
    record Stuck(
            long days,
            int allowedDays,
            Instant since,
            @Nullable StuckAcknowledgement acknowledgement) {

        static Stuck of(StuckLead lead, Instant now) {
            return new Stuck(lead.days(now), lead.allowedDays(), lead.since(), lead.acknowledgement());
        }
    }

    record Click(String kind, String value, @Nullable Instant clickedAt) {}

    record Step(String stage, String crmStatus, String dealId, String move, Instant occurredAt) {}

    record LeadFile(LeadLine lead, List<Step> history, List<Click> clickIds, List<Conversion> conversions) {}

    /** The leads that changed last, newest first; or those that stand too long, the longest over their time first. */
    @GetMapping
    List<LeadLine> list(
            @RequestParam(name = "stage", required = false) @Nullable String stage,
            @RequestParam(name = "stuck", defaultValue = "false") boolean stuckOnly,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        int most = Math.max(1, Math.min(limit, MAX));
        Map<String, String> names = stages.names();
        if (!stuckOnly) {
            return leads.newest(stage, most).stream()
                    .map(it -> LeadLine.of(it, null, names))
                    .toList();
        }
        List<StuckLead> found = stuck.now(stage, clock.instant(), most);
        Map<LeadId, Lead> known = leads.find(found.stream().map(StuckLead::lead).toList());
        return found.stream()
                .filter(it -> known.containsKey(it.lead()))
                .map(it ->
                        LeadLine.of(Objects.requireNonNull(known.get(it.lead())), Stuck.of(it, clock.instant()), names))
                .toList();
    }

    /** A lead with all that an operator needs. */
    @GetMapping("/{id}/dossier")
    LeadDossier dossier(@PathVariable UUID id) {
        return dossiers.of(new LeadId(id)).orElseThrow(() -> new NotFound("There is no lead " + id + "."));
    }

    /** One lead with its history, clicks and conversions. */
    @GetMapping("/{id}")
    LeadFile get(@PathVariable UUID id) {
        LeadId lead = new LeadId(id);
        Lead found = leads.find(lead).orElseThrow(() -> new NotFound("There is no lead " + id + "."));
        return new LeadFile(
                LeadLine.of(found, null, stages.names()),
                history.of(List.of(lead)).getOrDefault(lead, List.of()).stream()
                        .map(LeadsApi::step)
                        .toList(),
                clickIds.of(List.of(lead)).getOrDefault(lead, List.of()).stream()
                        .map(LeadsApi::click)
                        .toList(),
                conversions.search(lead, null, null, MAX));
    }

    private static Step step(StageChange change) {
        return new Step(
                change.stage(),
                change.crmStatus(),
                change.dealId(),
                change.move().name(),
                change.occurredAt());
    }

    private static Click click(ClickId click) {
        return new Click(click.kind().key(), click.value(), click.clickedAt());
    }
}
