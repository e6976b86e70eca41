package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionTraces;
import io.leadloop.database.AfterCommit;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Deals;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.EventResult.Result;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadMatching;
import io.leadloop.lead.LeadMatching.Match;
import io.leadloop.lead.LeadMatching.Matched;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Origins;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageMove;
import io.leadloop.pipeline.StageMapping;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.ConversionPlanning;
import io.leadloop.planning.DealChange;
import io.leadloop.planning.LeadChange;
import io.leadloop.planning.Planned;
import io.leadloop.process.LeadProcesses.Going;
import io.micrometer.core.instrument.Counter;
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
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what the CRMs said: the only entrance for events. A whole batch is one transaction and one engine command: the lead
 * rows, the process instances and, with the caller's transaction, the inbox rows commit together or not at all.
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
    private final EventSteps steps;
    private final LostDeals lostDeals;
    private final LeadProcesses processes;
    private final ConversionPlanning planning;
    private final LeadMerging merging;
    private final ConversionTraces traces;
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
            EventSteps steps,
            LostDeals lostDeals,
            LeadProcesses processes,
            ConversionPlanning planning,
            LeadMerging merging,
            ConversionTraces traces,
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
        this.steps = steps;
        this.lostDeals = lostDeals;
        this.processes = processes;
        this.planning = planning;
        this.merging = merging;
        this.traces = traces;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<EventResult> apply(List<LeadEvent> events) {
        return apply(events, mapping::stageFor);
    }

    /** Applies what a person said: the stage is theirs, no rule is asked. */
    EventResult applyAs(LeadEvent said, String stage) {
        return apply(List.of(said), event -> Optional.of(stage)).get(0);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean merge(ExternalId loser, ExternalId winner) {
        return merging.merge(loser, winner);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void trace(Map<UUID, String> traceparents) {
        traces.carry(traceparents);
    }

    private List<EventResult> apply(List<LeadEvent> events, Function<LeadEvent, Optional<String>> stageOf) {
        Instant now = clock.instant();
        Map<String, Stage> pipeline = stages.all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Matched found = matching.match(events, stageOf);
        Map<LeadId, LeadProcesses.State> states =
                processes.states(found.locked().values());
        Matched matched = matching.claim(withoutThoseThatCannotGoOn(found, states));
        List<Match> going = matched.matches().stream().filter(Match::goesOn).toList();
        List<Lead> left = lostDeals.leave(going, matched.locked(), pipeline);
        Map<LeadId, EventStep> taken = steps.of(going, matched.locked(), pipeline);
        Map<LeadId, List<ClickId>> clicks = new HashMap<>();
        taken.forEach((lead, step) -> clicks.put(lead, step.event().clickIds()));
        Set<LeadId> newClicks = clickIds.add(clicks, now);
        Map<LeadId, List<ClickId>> known = clickIds.of(taken.keySet());
        List<LeadChange> changes = taken.values().stream()
                .map(it -> it.leadChange(
                        known.getOrDefault(it.after().id(), List.of()),
                        newClicks.contains(it.after().id())))
                .toList();
        deals.save(taken.values().stream()
                .map(EventStep::deal)
                .filter(Objects::nonNull)
                .map(DealChange::after)
                .toList());
        origins.save(taken.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().event())));
        List<Lead> optedOut = matched.optedOut();
        Planned planned = planning.plan(changes, withdrawn(taken, optedOut), pipeline);
        Map<LeadId, String> begun = processes.move(going(taken, left, planned, states), planned);
        leads.save(changed(taken, begun), now);
        leads.save(optedOut, now);
        leads.save(left, now);
        write(taken, now);
        return matched.matches().stream()
                .map(match -> result(match, taken, planned))
                .toList();
    }

    /** What a person did to a lead's process in Cockpit is answered before anything is written. */
    private Matched withoutThoseThatCannotGoOn(Matched found, Map<LeadId, LeadProcesses.State> states) {
        boolean noneBegins = processes.isModelSuspended();
        List<Match> matches = new ArrayList<>();
        for (Match match : found.matches()) {
            LeadProcesses.State own = states.getOrDefault(match.lead(), LeadProcesses.State.NONE);
            LeadProcesses.State other = states.getOrDefault(match.dealFrom(), LeadProcesses.State.NONE);
            matches.add(match.goesOn() ? readinessOf(match, own, other, noneBegins) : match);
        }
        return found.with(matches);
    }

    private static Match readinessOf(
            Match match, LeadProcesses.State own, LeadProcesses.State other, boolean noneBegins) {
        if (own.readiness() == LeadProcesses.Readiness.BROKEN || other.readiness() == LeadProcesses.Readiness.BROKEN) {
            return match.ends(Result.BROKEN);
        }
        boolean isSuspended = own.readiness() == LeadProcesses.Readiness.SUSPENDED
                || other.readiness() == LeadProcesses.Readiness.SUSPENDED
                || noneBegins && own.readiness() == LeadProcesses.Readiness.NONE;
        return isSuspended ? match.ends(Result.SUSPENDED) : match;
    }

    private static List<LeadId> withdrawn(Map<LeadId, EventStep> taken, List<Lead> optedOut) {
        List<LeadId> withdrawn = new ArrayList<>();
        taken.forEach((lead, step) -> {
            if (step.withdrawsConsent()) {
                withdrawn.add(lead);
            }
        });
        optedOut.forEach(it -> withdrawn.add(it.id()));
        return withdrawn;
    }

    /** The leads that go through their model: those whose stage is news, and those for which something was planned. */
    private static List<Going> going(
            Map<LeadId, EventStep> taken, List<Lead> left, Planned planned, Map<LeadId, LeadProcesses.State> states) {
        List<Going> going = new ArrayList<>();
        taken.forEach((lead, step) -> {
            LeadProcesses.State process = step.move() == StageMove.STARTS
                    ? LeadProcesses.State.NONE
                    : states.getOrDefault(lead, LeadProcesses.State.NONE);
            boolean isReported =
                    !planned.startOf(lead).isEmpty() && process.readiness() == LeadProcesses.Readiness.WAITS;
            if (step.move() != StageMove.STAYS || isReported) {
                going.add(new Going(step.after(), step.goesElsewhere(), process));
            }
        });
        left.forEach(lead -> {
            LeadProcesses.State process = states.getOrDefault(lead.id(), LeadProcesses.State.NONE);
            if (process.readiness() == LeadProcesses.Readiness.WAITS) {
                going.add(new Going(lead, true, process));
            }
        });
        return going;
    }

    private static List<Lead> changed(Map<LeadId, EventStep> taken, Map<LeadId, String> begun) {
        List<Lead> changed = new ArrayList<>();
        taken.forEach((id, step) -> {
            Lead after = begun.containsKey(id) ? step.after().carriedBy(begun.get(id)) : step.after();
            if (!after.equals(step.before())) {
                changed.add(after);
            }
        });
        return changed;
    }

    private void write(Map<LeadId, EventStep> taken, Instant now) {
        history.add(
                taken.values().stream()
                        .filter(it -> it.move() != StageMove.STAYS)
                        .map(EventStep::stageChange)
                        .toList(),
                now);
        taken.values().forEach(it -> countUnreadable(it.event()));
    }

    private void countUnreadable(LeadEvent event) {
        String source = event.subject().source();
        count(source, "email", event.contact().emailFault());
        count(source, "phone", event.contact().phoneFault());
    }

    private void count(String source, String part, HashedContact.@Nullable Fault fault) {
        if (fault != null) {
            Counter unreadable = metrics.counter(
                    "leadloop.lead.contact.unreadable", "source", source, "part", part, "why", fault.name());
            AfterCommit.run(unreadable::increment);
        }
    }

    private EventResult result(Match match, Map<LeadId, EventStep> taken, Planned planned) {
        Result result = match.verdict();
        if (result == null) {
            result = switch (Objects.requireNonNull(taken.get(match.lead())).move()) {
                case STARTS -> Result.STARTED;
                case MOVES -> Result.MOVED;
                case PASSED -> Result.PASSED;
                case STAYS -> Result.UNCHANGED;
            };
        }
        AfterCommit.run(metrics.counter("leadloop.lead.events", "result", result.name())::increment);
        List<UUID> uploads = match.goesOn()
                ? Stream.of(match.lead(), match.dealFrom())
                        .filter(Objects::nonNull)
                        .flatMap(it -> planned.startOf(it).stream())
                        .map(Conversion::id)
                        .toList()
                : List.of();
        return new EventResult(result, match.lead(), uploads);
    }
}
