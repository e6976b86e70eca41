package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageMove;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * From a batch of changes of leads to everything that the platforms are owed for them, in one pass: what a reached stage
 * reports, refusals whose reason is gone, adjustments of what was told, and what must not be told any more because consent was
 * taken back. Writes the conversions in the caller's transaction and says what the engine has to carry.
 */
@Component
public class ConversionPlanning {

    private final ConversionPlanner planner;
    private final RefusalReview review;
    private final Adjustments adjustments;
    private final Conversions conversions;
    private final ConversionChains chains;
    private final ConversionStates states;
    private final DistinctTimes times;
    private final Clock clock;

    ConversionPlanning(
            ConversionPlanner planner,
            RefusalReview review,
            Adjustments adjustments,
            Conversions conversions,
            ConversionChains chains,
            ConversionStates states,
            DistinctTimes times,
            Clock clock) {
        this.planner = planner;
        this.review = review;
        this.adjustments = adjustments;
        this.conversions = conversions;
        this.chains = chains;
        this.states = states;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Plans.
     *
     * @param changes one for each lead of the batch, whose rows the caller holds
     * @param withdrawn leads whose person took the consent back
     * @param pipeline the stages by id
     */
    public Planned plan(Collection<LeadChange> changes, Collection<LeadId> withdrawn, Map<String, Stage> pipeline) {
        PlanningResult result = new PlanningResult();
        Set<LeadId> touched = new HashSet<>(withdrawn);
        Set<LeadId> reviewed = new HashSet<>();
        Set<ExternalId> deals = new HashSet<>();
        for (LeadChange change : changes) {
            if (change.isKnown() && pipeline.values().stream().anyMatch(change::mayConcern)) {
                touched.add(change.after().id());
            } else if (change.isKnown() && change.bringsFacts()) {
                reviewed.add(change.after().id());
            }
            if (!change.event().dealId().isEmpty()) {
                deals.add(ExternalId.deal(
                        change.event().subject().source(), change.event().dealId()));
            }
        }
        reviewed.removeAll(touched);
        KnownRows rows = new KnownRows(chains.lockOf(touched, deals), conversions.reviewable(reviewed));
        withdrawn.forEach(lead -> withdraw(rows.of(lead), result));
        for (LeadChange change : changes) {
            if (change.move() != StageMove.STAYS) {
                plan(change, rows, result);
            }
        }
        review.look(changes, pipeline, rows, result);
        adjustments.look(changes, pipeline, rows, result);
        return write(result);
    }

    /** What a reached stage of a lead reports, when nothing of the batch is at hand: an operator moved it in Cockpit. */
    public Planned plan(StageReached reached) {
        PlanningResult result = new PlanningResult();
        planner.plan(reached).forEach(result::bear);
        return write(result);
    }

    /** Withdraws what waits of these leads: the person took the consent back, or the lead became part of one who did. */
    public Planned withdraw(Collection<LeadId> leads) {
        PlanningResult result = new PlanningResult();
        withdraw(chains.lockOf(leads, List.of()), result);
        return write(result);
    }

    /** Looks at one refused conversion by what is known now; nothing starts when a reason still stands. */
    public Planned reconsider(Conversion refused) {
        PlanningResult result = new PlanningResult();
        review.lookAgain(refused, result);
        return write(result);
    }

    private static void withdraw(Collection<Conversion> rows, PlanningResult result) {
        rows.stream()
                .filter(it -> ConversionTransition.WITHDRAW.mayBeginAt(it.state()))
                .forEach(it -> result.move(Move.of(
                        it.id(),
                        ConversionTransition.WITHDRAW,
                        Refusal.CONSENT_DENIED.name(),
                        Refusal.CONSENT_DENIED.words())));
    }

    private void plan(LeadChange change, KnownRows rows, PlanningResult result) {
        for (Conversion planned : planner.plan(change.stageReached())) {
            result.bear(rows.isToldElsewhere(planned) ? refusedAsToldElsewhere(planned) : planned);
        }
    }

    private static Conversion refusedAsToldElsewhere(Conversion planned) {
        return planned.change()
                .state(ConversionState.REFUSED)
                .reason(Refusal.DEAL_TOLD_ELSEWHERE.name())
                .detail(Refusal.DEAL_TOLD_ELSEWHERE.words())
                .done();
    }

    private Planned write(PlanningResult result) {
        Instant now = clock.instant();
        Map<UUID, ConversionState> targets = result.targets();
        Set<UUID> toldOtherwise =
                conversions.toldOtherwise(result.reconsidered().keySet());
        Set<UUID> moved = states.apply(
                result.moves().stream()
                        .filter(it -> !toldOtherwise.contains(it.conversion()))
                        .toList(),
                now);
        conversions.revalue(
                result.revalued().stream()
                        .filter(it -> !targets.containsKey(it.id()) || moved.contains(it.id()))
                        .toList(),
                now);
        Map<LeadId, List<Conversion>> start = new HashMap<>();
        Map<UUID, ConversionState> end = new HashMap<>();
        for (UUID id : moved) {
            Conversion again = result.reconsidered().get(id);
            ConversionState state = targets.get(id);
            if (again != null) {
                start.computeIfAbsent(again.lead(), it -> new ArrayList<>()).add(again);
            } else if (state != null && !state.isOpen()) {
                end.put(id, state);
            }
        }
        for (Conversion stored : conversions.insert(times.apart(result.born()))) {
            if (stored.state() == ConversionState.PLANNED) {
                start.computeIfAbsent(stored.lead(), it -> new ArrayList<>()).add(stored);
            }
        }
        return new Planned(start, end);
    }
}
