package io.leadloop.process;

import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Deals;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadFacts;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadMatching;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Origins;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.lead.StageMove;
import io.leadloop.pipeline.StageMapping;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.Adjustments;
import io.leadloop.planning.DealChange;
import io.leadloop.planning.LeadChange;
import io.leadloop.planning.RefusalReview;
import io.leadloop.planning.StageReached;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what the CRMs said: the only entrance for events. A whole batch is one transaction and one engine command: the
 * lead rows, the process instances and, with the caller's transaction, the inbox rows commit together or not at all.
 */
@Component
public class LeadJourney implements LeadEvents {

    private final LeadMatching matching;
    private final StageMapping mapping;
    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Deals deals;
    private final Origins origins;
    private final Stages stages;
    private final LeadProcesses processes;
    private final ConsentWithdrawal withdrawal;
    private final RefusalReview secondChance;
    private final Adjustments corrections;
    private final LeadMerging merging;
    private final MeterRegistry metrics;
    private final Clock clock;

    LeadJourney(
            LeadMatching matching,
            StageMapping mapping,
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Deals deals,
            Origins origins,
            Stages stages,
            LeadProcesses processes,
            ConsentWithdrawal withdrawal,
            RefusalReview secondChance,
            Adjustments corrections,
            LeadMerging merging,
            MeterRegistry metrics,
            Clock clock) {
        this.matching = matching;
        this.mapping = mapping;
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.deals = deals;
        this.origins = origins;
        this.stages = stages;
        this.processes = processes;
        this.withdrawal = withdrawal;
        this.secondChance = secondChance;
        this.corrections = corrections;
        this.merging = merging;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Applies the events; one answer for each, in order. Repeating an event changes nothing. Needs the transaction of
     * the caller, whose inbox rows commit with it; an exception undoes the whole batch.
     */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EventResult> apply(List<LeadEvent> events) {
        return apply(matching.match(events, mapping::stageFor));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean merge(ExternalId loser, ExternalId winner) {
        return merging.merge(loser, winner);
    }

    /** Applies what a person said: the stage is theirs, no rule is asked. */
    EventResult applyAs(LeadEvent said, String stage) {
        return apply(matching.match(List.of(said), event -> Optional.of(stage))).get(0);
    }

    private List<EventResult> apply(LeadMatching.Matched matched) {
        Instant now = clock.instant();
        List<LeadMatching.Match> matches = matched.matches();
        Map<String, Stage> pipeline = stages.all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Map<LeadId, EventStep> steps = steps(matched, pipeline);
        Map<LeadId, List<ClickId>> clicks = new HashMap<>();
        steps.forEach((lead, step) -> clicks.put(lead, step.event().clickIds()));
        Set<LeadId> newClicks = clickIds.add(clicks, now);
        Map<LeadId, List<ClickId>> known = clickIds.of(steps.keySet());
        List<Lead> changed = move(steps, known);
        deals.save(steps.values().stream()
                .map(EventStep::deal)
                .filter(Objects::nonNull)
                .map(DealChange::after)
                .toList());
        List<Lead> optedOut = matched.optedOut();
        withdrawal.cancel(steps.values().stream()
                .filter(EventStep::withdrawsConsent)
                .map(it -> it.after().id())
                .toList());
        withdrawal.cancel(optedOut.stream().map(Lead::id).toList());
        Map<LeadId, LeadChange> news = new HashMap<>();
        steps.forEach((id, step) -> {
            if (step.before() != null) {
                news.put(id, step.leadChange(known.getOrDefault(id, List.of()), newClicks.contains(id)));
            }
        });
        secondChance.give(news, pipeline);
        corrections.make(news, pipeline);
        leads.save(changed, now);
        leads.save(optedOut, now);
        origins.save(events(steps));
        history.add(
                steps.values().stream()
                        .filter(it -> it.move() != StageMove.STAYS)
                        .map(EventStep::stageChange)
                        .toList(),
                now);
        return matches.stream().map(match -> applied(match, steps)).toList();
    }

    private Map<LeadId, EventStep> steps(LeadMatching.Matched matched, Map<String, Stage> pipeline) {
        List<LeadMatching.Match> going =
                matched.matches().stream().filter(it -> it.verdict() == null).toList();
        Set<LeadId> existing = going.stream()
                .filter(it -> !it.isNew())
                .map(it -> Objects.requireNonNull(it.lead()))
                .collect(Collectors.toSet());
        Map<LeadId, List<StageChange>> histories = history.of(existing);
        Map<LeadId, Map<String, KnownDeal>> knownDeals = deals.of(going.stream()
                .filter(it -> !it.event().dealId().isEmpty() && existing.contains(it.lead()))
                .map(it -> Objects.requireNonNull(it.lead()))
                .toList());
        Map<LeadId, EventStep> steps = new HashMap<>();
        for (LeadMatching.Match match : going) {
            LeadId id = Objects.requireNonNull(match.lead());
            Stage next = stage(pipeline, Objects.requireNonNull(match.stage()));
            Lead before = matched.locked().get(id);
            Stage current = before == null ? next : stage(pipeline, before.stage());
            DealChange deal = DealChange.of(
                    id,
                    match.event(),
                    next,
                    knownDeals.getOrDefault(id, Map.of()).get(match.event().dealId()),
                    pipeline);
            StageMove move = StageMove.decide(
                    before,
                    current,
                    next,
                    match.event().occurredAt(),
                    match.event().dealId(),
                    seen(histories.getOrDefault(id, List.of()), next, match.event()),
                    deal != null && deal.undone());
            steps.put(
                    id,
                    new EventStep(
                            match.event(),
                            before,
                            LeadFacts.after(id, before, match.event(), next, move),
                            next,
                            move,
                            deal,
                            reached(histories.getOrDefault(id, List.of()))));
        }
        return steps;
    }

    private static Map<LeadId, LeadEvent> events(Map<LeadId, EventStep> steps) {
        return steps.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().event()));
    }

    private static Stage stage(Map<String, Stage> pipeline, String id) {
        Stage stage = pipeline.get(id);
        if (stage == null) {
            throw new IllegalStateException("The decision table stage-mapping names the stage '" + id
                    + "', which the pipeline does not have. Correct the table, then replay the event.");
        }
        return stage;
    }

    private static Set<String> reached(List<StageChange> history) {
        return history.stream().map(StageChange::stage).collect(Collectors.toSet());
    }

    private static Set<String> seen(List<StageChange> history, Stage next, LeadEvent event) {
        return history.stream()
                .filter(it -> next.kind() != StageKind.REVENUE || it.dealId().equals(event.dealId()))
                .map(StageChange::stage)
                .collect(Collectors.toSet());
    }

    /** Moves the processes and gives back the leads whose rows have to be written. */
    private List<Lead> move(Map<LeadId, EventStep> steps, Map<LeadId, List<ClickId>> clicks) {
        Map<LeadId, StageReached> reached = new HashMap<>();
        steps.forEach((id, step) -> {
            if (step.move() != StageMove.STAYS) {
                reached.put(
                        id,
                        new StageReached(
                                step.after(),
                                clicks.getOrDefault(id, List.of()),
                                step.stage(),
                                step.event().dealId(),
                                step.event().occurredAt(),
                                step.event().worth()));
            }
        });
        Map<LeadId, StageMove> moves = new HashMap<>();
        reached.keySet()
                .forEach(id ->
                        moves.put(id, Objects.requireNonNull(steps.get(id)).move()));
        Map<LeadId, String> instances = processes.move(reached, moves);
        List<Lead> changed = new ArrayList<>();
        steps.forEach((id, step) -> {
            Lead after = LeadFacts.running(step.after(), instances.get(id));
            if (!after.equals(step.before())) {
                changed.add(after);
            }
        });
        return changed;
    }

    private EventResult applied(LeadMatching.Match match, Map<LeadId, EventStep> steps) {
        EventResult.Result result = match.verdict();
        if (result == null) {
            result = switch (Objects.requireNonNull(steps.get(match.lead())).move()) {
                case STARTS -> EventResult.Result.STARTED;
                case MOVES -> EventResult.Result.MOVED;
                case PASSED -> EventResult.Result.PASSED;
                case STAYS -> EventResult.Result.UNCHANGED;
            };
        }
        metrics.counter("leadloop.lead.events", "result", result.name()).increment();
        return new EventResult(result, match.lead());
    }
}
