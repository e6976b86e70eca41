package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.HeldConversion;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.Deals;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final Deals deals;
    private final ErasedRecords erased;
    private final Clock clock;

    ConversionPlanning(
            ConversionPlanner planner,
            RefusalReview review,
            Adjustments adjustments,
            Conversions conversions,
            ConversionChains chains,
            ConversionStates states,
            DistinctTimes times,
            Deals deals,
            ErasedRecords erased,
            Clock clock) {
        this.planner = planner;
        this.review = review;
        this.adjustments = adjustments;
        this.conversions = conversions;
        this.chains = chains;
        this.states = states;
        this.times = times;
        this.deals = deals;
        this.erased = erased;
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
        Set<ExternalId> dealsOfBatch = new HashSet<>();
        for (LeadChange change : changes) {
            if (change.dealFrom() != null) {
                touched.add(change.after().id());
                touched.add(change.dealFrom());
            }
            if (change.isKnown() && pipeline.values().stream().anyMatch(change::mayConcern)) {
                touched.add(change.after().id());
            } else if (change.isKnown() && change.bringsFacts()) {
                reviewed.add(change.after().id());
            }
            if (change.dealRecord() != null) {
                dealsOfBatch.add(change.dealRecord());
            }
        }
        reviewed.removeAll(touched);
        KnownRows rows = known(changes, touched, reviewed, dealsOfBatch);
        withdrawn.forEach(lead -> withdraw(rows.of(lead), result));
        for (LeadChange change : changes) {
            if (change.isReported()) {
                plan(change, rows, result);
            }
        }
        review.look(changes, pipeline, rows, result);
        adjustments.look(changes, pipeline, rows, result);
        return write(result);
    }

    /** The rows of the batch, and those of each deal whose refused or new conversions may be planned by it. */
    private KnownRows known(
            Collection<LeadChange> changes, Set<LeadId> touched, Set<LeadId> reviewed, Set<ExternalId> dealsOfBatch) {
        List<HeldConversion> held = new ArrayList<>(chains.lockOf(touched, dealsOfBatch));
        List<Conversion> reviewable = conversions.reviewable(reviewed);
        Set<ExternalId> further = new HashSet<>();
        Map<LeadId, String> sources = new HashMap<>();
        changes.forEach(it -> sources.put(it.after().id(), it.event().subject().source()));
        Stream.concat(held.stream().map(HeldConversion::row), reviewable.stream())
                .filter(it -> it.isReviewable() && !it.dealId().isEmpty() && sources.containsKey(it.lead()))
                .forEach(it ->
                        further.add(ExternalId.deal(Objects.requireNonNull(sources.get(it.lead())), it.dealId())));
        List<LeadId> withNewClicks = changes.stream()
                .filter(it -> it.isKnown() && it.hasNewClick())
                .map(it -> it.after().id())
                .toList();
        deals.of(withNewClicks)
                .forEach((lead, of) -> of.keySet()
                        .forEach(
                                deal -> further.add(ExternalId.deal(Objects.requireNonNull(sources.get(lead)), deal))));
        further.removeAll(dealsOfBatch);
        held.addAll(chains.lockOf(List.of(), further));
        further.addAll(dealsOfBatch);
        return new KnownRows(held, reviewable, erased.toldWinsAmong(further));
    }

    /** What a reached stage of a lead reports, when nothing of the batch is at hand: an operator moved it in Cockpit. */
    public Planned plan(StageReached reached) {
        PlanningResult result = new PlanningResult();
        KnownRows rows = rowsOf(reached.lead().id(), reached.lead().externalId().source(), reached.dealId());
        ExternalId deal = reached.dealId().isEmpty()
                ? null
                : ExternalId.deal(reached.lead().externalId().source(), reached.dealId());
        planner.plan(reached).stream()
                .map(it -> rows.unlessToldElsewhere(it, deal, null))
                .forEach(result::bear);
        return write(result);
    }

    /** Withdraws what waits of these leads: the person took the consent back, or the lead became part of one who did. */
    public Planned withdraw(Collection<LeadId> leads) {
        PlanningResult result = new PlanningResult();
        withdraw(
                chains.lockOf(leads, List.of()).stream()
                        .map(HeldConversion::row)
                        .toList(),
                result);
        return write(result);
    }

    /** Looks at one refused conversion by what is known now; nothing starts when a reason still stands. */
    public Planned reconsider(Conversion refused) {
        PlanningResult result = new PlanningResult();
        chains.lockOf(List.of(refused.lead()), List.of()).stream()
                .map(HeldConversion::source)
                .findFirst()
                .ifPresent(
                        source -> review.lookAgain(refused, rowsOf(refused.lead(), source, refused.dealId()), result));
        return write(result);
    }

    /**
     * Why a conversion that stopped before its platform took it must not be sent any more: its deal's win is told for another
     * lead, or in another way for this one, or the CRM took its stage back since. Empty where it may be.
     */
    public Optional<Refusal> overtaken(Conversion stopped) {
        if (!conversions.toldOtherwise(List.of(stopped.id())).isEmpty()) {
            return Optional.of(Refusal.DEAL_TOLD_ELSEWHERE);
        }
        List<HeldConversion> held = chains.lockOf(List.of(stopped.lead()), List.of());
        Refusal later = byLaterWord(stopped, held);
        if (later != null) {
            return Optional.of(later);
        }
        return held.stream()
                .map(HeldConversion::source)
                .findFirst()
                .map(source -> rowsOf(stopped.lead(), source, stopped.dealId())
                        .unlessToldElsewhere(
                                stopped,
                                stopped.dealId().isEmpty() ? null : ExternalId.deal(source, stopped.dealId()),
                                null))
                .filter(it -> it.state() == ConversionState.REFUSED)
                .map(it -> Refusal.DEAL_TOLD_ELSEWHERE);
    }

    /**
     * What the CRM's later word of the step says against sending the step itself: the step was taken back, and nothing takes it
     * back once more; or the platform was told of a newer amount, which the old one would undo. What is still to be sent goes
     * out after the step.
     */
    private @Nullable Refusal byLaterWord(Conversion step, Collection<HeldConversion> held) {
        List<Conversion> later = held.stream()
                .map(HeldConversion::row)
                .filter(it -> step.id().equals(it.adjusts()))
                .sorted(Comparator.comparingInt(Conversion::sequence))
                .toList();
        if (later.isEmpty()) {
            return null;
        }
        Conversion last = later.get(later.size() - 1);
        boolean follows = last.state() == ConversionState.PLANNED || last.state() == ConversionState.EXHAUSTED;
        if (last.isTakingBack() && !follows) {
            boolean isTold = last.state() == ConversionState.ACCEPTED;
            return isTold || review.isTakenBack(step) ? Refusal.STAGE_TAKEN_BACK : null;
        }
        return later.stream().anyMatch(it -> it.state() == ConversionState.ACCEPTED)
                ? Refusal.ADJUSTMENT_OVERTAKEN
                : null;
    }

    private KnownRows rowsOf(LeadId lead, String source, String dealId) {
        Set<ExternalId> deal = dealId.isEmpty() ? Set.of() : Set.of(ExternalId.deal(source, dealId));
        return new KnownRows(chains.lockOf(List.of(lead), deal), List.of(), erased.toldWinsAmong(deal));
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
            result.bear(rows.unlessToldElsewhere(planned, change.dealRecord(planned.dealId()), change.dealFrom()));
        }
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
