package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.pipeline.Pipeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** One real lead walked through a draft, step by step, as it would go out; nothing is sent or written. */
@Component
public class SampleWalk {

    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final ConversionPlanner planner;
    private final Destinations destinations;

    /**
     * One thing that the CRM said.
     *
     * @param stage what the draft makes of it; empty where no rule knows the status
     */
    public record Step(Instant occurredAt, String status, String stage, List<Told> told) {}

    /**
     * What one platform would be told.
     *
     * @param request as it would go out, with everything masked that points to a person; empty where it is refused
     */
    public record Told(Conversion conversion, String request) {}

    /** Whom to ask about which step: a destination and an action there. */
    public record Question(String destination, String action) {}

    SampleWalk(
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            ConversionPlanner planner,
            Destinations destinations) {
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.planner = planner;
        this.destinations = destinations;
    }

    /** The lead's steps in the order of the CRM's clock, each judged at its own time; none for a lead that is not there. */
    public List<Step> of(LeadId id, Pipeline live, Pipeline draft) {
        Lead lead = leads.find(id).orElse(null);
        List<Step> steps = new ArrayList<>();
        if (lead == null) {
            return steps;
        }
        List<ClickId> clicks = clickIds.of(List.of(id)).getOrDefault(id, List.of());
        for (StageChange change : history.of(List.of(id)).getOrDefault(id, List.of())) {
            String stageId = DryRun.stageOf(change, lead, live, draft);
            List<Told> told = draft.ranked().stream()
                    .filter(it -> it.id().equals(stageId))
                    .flatMap(it -> planned(lead, clicks, it, change, draft).stream())
                    .map(it -> told(it, lead, clicks))
                    .toList();
            steps.add(new Step(change.occurredAt(), change.crmStatus(), stageId, told));
        }
        return steps;
    }

    private List<Conversion> planned(Lead lead, List<ClickId> clicks, Stage stage, StageChange change, Pipeline draft) {
        StageReached at =
                new StageReached(lead, clicks, stage, change.dealId(), change.occurredAt(), change.dealValue());
        return planner.plan(at, draft, change.occurredAt());
    }

    private Told told(Conversion conversion, Lead lead, List<ClickId> clicks) {
        return new Told(
                conversion,
                conversion.reason() != null
                        ? ""
                        : destinations
                                .find(conversion.destination())
                                .map(it -> it.masked(upload(conversion, lead, clicks)))
                                .orElse(""));
    }

    /**
     * Asks a platform by its own test flag whether it would take such a step of the walk; nothing counts there.
     *
     * @return what it said, in words; empty when the walk has no such step that would be sent
     */
    public Optional<String> ask(LeadId id, Pipeline live, Pipeline draft, Question question) {
        Lead lead = leads.find(id).orElse(null);
        Destination destination = destinations.find(question.destination()).orElse(null);
        if (lead == null || destination == null) {
            return Optional.empty();
        }
        List<ClickId> clicks = clickIds.of(List.of(id)).getOrDefault(id, List.of());
        return of(id, live, draft).stream()
                .flatMap(it -> it.told().stream())
                .map(Told::conversion)
                .filter(it -> it.reason() == null
                        && it.destination().equals(question.destination())
                        && it.action().equals(question.action()))
                .findFirst()
                .map(it ->
                        destination.rehearse(List.of(upload(it, lead, clicks))).get(0))
                .map(it -> it.outcome() + " " + it.code() + ": " + it.message());
    }

    private static Upload upload(Conversion conversion, Lead lead, List<ClickId> clicks) {
        ClickId chosen = clicks.stream()
                .filter(it -> it.id() != null && it.id().equals(conversion.clickId()))
                .findFirst()
                .orElse(null);
        return new Upload(conversion, lead, chosen, clicks, null);
    }
}
