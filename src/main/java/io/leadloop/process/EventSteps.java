package io.leadloop.process;

import io.leadloop.lead.Deals;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadMatching.Match;
import io.leadloop.lead.LeadStanding;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.planning.DealChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides what each event of a batch does to its lead, by the lead's history and its deals. Writes nothing. */
@Component
class EventSteps {

    private final StageHistory history;
    private final Deals deals;

    EventSteps(StageHistory history, Deals deals) {
        this.history = history;
        this.deals = deals;
    }

    /**
     * The steps by lead.
     *
     * @param going the events that go on, at most one for each lead
     * @param locked their leads as far as they are known
     * @param pipeline the stages by id
     */
    Map<LeadId, EventStep> of(List<Match> going, Map<LeadId, Lead> locked, Map<String, Stage> pipeline) {
        Set<LeadId> existing = new HashSet<>();
        for (Match match : going) {
            if (!match.isNew()) {
                existing.add(Objects.requireNonNull(match.lead()));
            }
        }
        Map<LeadId, List<StageChange>> histories = history.of(existing);
        Map<LeadId, Map<String, KnownDeal>> known = deals.of(going.stream()
                .filter(it -> existing.contains(it.lead()))
                .filter(it -> mayHaveDeals(it, locked, histories))
                .map(it -> Objects.requireNonNull(it.lead()))
                .toList());
        Map<LeadId, EventStep> steps = new HashMap<>();
        for (Match match : going) {
            LeadId id = Objects.requireNonNull(match.lead());
            steps.put(
                    id,
                    step(
                            match,
                            locked.get(id),
                            histories.getOrDefault(id, List.of()),
                            known.getOrDefault(id, Map.of()),
                            pipeline));
        }
        return steps;
    }

    private static boolean mayHaveDeals(
            Match match, Map<LeadId, Lead> locked, Map<LeadId, List<StageChange>> histories) {
        Lead lead = locked.get(match.lead());
        return !match.event().dealId().isEmpty()
                || lead != null && !lead.dealId().isEmpty()
                || histories.getOrDefault(match.lead(), List.of()).stream()
                        .anyMatch(it -> !it.dealId().isEmpty());
    }

    private static EventStep step(
            Match match,
            @Nullable Lead before,
            List<StageChange> past,
            Map<String, KnownDeal> dealsOf,
            Map<String, Stage> pipeline) {
        LeadId id = Objects.requireNonNull(match.lead());
        if (match.event().isFactsOnly()) {
            return facts(match, Objects.requireNonNull(before), past, pipeline);
        }
        Stage next = stage(pipeline, Objects.requireNonNull(match.stage()));
        String dealId = match.event().dealId();
        DealChange deal = DealChange.of(id, match.event(), next, dealsOf.get(dealId), pipeline);
        LeadStanding known =
                before == null ? new LeadStanding(Map.of()) : LeadStanding.of(before, dealsOf.values(), past, pipeline);
        LeadStanding.Decision decision = known.decide(
                before,
                next,
                match.event().occurredAt(),
                dealId,
                seen(past, next, dealId),
                deal != null && deal.undone());
        return new EventStep(
                match.event(),
                before,
                before == null
                        ? Lead.beginning(id, match.event(), decision.standing())
                        : before.after(match.event()).at(decision.standing()),
                next,
                decision,
                deal,
                match.dealFrom(),
                past.stream().map(StageChange::stage).collect(Collectors.toSet()));
    }

    /** The lead stays where it is. */
    private static EventStep facts(Match match, Lead before, List<StageChange> past, Map<String, Stage> pipeline) {
        Stage current = stage(pipeline, before.stage());
        return new EventStep(
                match.event(),
                before,
                before.after(match.event()),
                current,
                LeadStanding.stays(before, current),
                null,
                null,
                past.stream().map(StageChange::stage).collect(Collectors.toSet()));
    }

    private static Stage stage(Map<String, Stage> pipeline, String id) {
        Stage stage = pipeline.get(id);
        if (stage == null) {
            throw new IllegalStateException("The decision table stage-mapping names the stage '" + id
                    + "', which the pipeline does not have. Correct the table, then replay the event.");
        }
        return stage;
    }

    /** A win is seen for each deal, everything else once for each lead. */
    private static Set<String> seen(List<StageChange> history, Stage next, String dealId) {
        return history.stream()
                .filter(it -> next.kind() != StageKind.REVENUE || it.dealId().equals(dealId))
                .map(StageChange::stage)
                .collect(Collectors.toSet());
    }
}
