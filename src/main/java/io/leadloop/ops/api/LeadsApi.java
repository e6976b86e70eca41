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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads, read only. */
@RestController
@RequestMapping("/api/leads")
class LeadsApi {

    private static final int MAX = 1_000;

    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Conversions conversions;

    LeadsApi(Leads leads, ClickIds clickIds, StageHistory history, Conversions conversions) {
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
            Instant stageAt,
            String dealId,
            String consent,
            @Nullable String country,
            @Nullable String processInstanceId) {

        static LeadLine of(Lead lead) {
            return new LeadLine(
                    lead.id().value(),
                    lead.externalId().source(),
                    lead.externalId().id(),
                    lead.stage(),
                    lead.stageAt(),
                    lead.dealId(),
                    lead.consent().adUserData().name(),
                    lead.country(),
                    lead.processInstanceId());
        }
    }

    record Click(String kind, String value, @Nullable Instant clickedAt) {}

    record Step(String stage, String crmStatus, String dealId, String move, Instant occurredAt) {}

    record LeadFile(LeadLine lead, List<Step> history, List<Click> clickIds, List<Conversion> conversions) {}

    /** The leads that changed last, newest first. */
    @GetMapping
    List<LeadLine> list(
            @RequestParam(name = "stage", required = false) @Nullable String stage,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        return leads.newest(stage, Math.max(1, Math.min(limit, MAX))).stream()
                .map(LeadLine::of)
                .toList();
    }

    /** One lead with its history, clicks and conversions. */
    @GetMapping("/{id}")
    LeadFile get(@PathVariable UUID id) {
        LeadId lead = new LeadId(id);
        Lead found = leads.find(lead).orElseThrow(() -> new NotFound("There is no lead " + id + "."));
        return new LeadFile(
                LeadLine.of(found),
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
