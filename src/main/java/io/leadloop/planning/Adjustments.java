package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.ConversionType;
import io.leadloop.lead.Stage;
import io.leadloop.planning.KnownRows.Chain;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Keeps what platforms believe true to the CRM: when a deal's amount changes after it was told, when a stage is taken back (the
 * deal is lost, refunded or reopened, or became another lead's), when it is reached again. What was not sent yet is changed in
 * place, what was sent gets a row of its own, as far as the stage's policy and the platform allow.
 */
@Component
class Adjustments {

    /** Reason of a row that was taken back before it was sent. */
    static final String TAKEN_BACK = "TAKEN_BACK";

    private final ConversionPlanner planner;
    private final AdjustmentRows rows;

    Adjustments(ConversionPlanner planner, AdjustmentRows rows) {
        this.planner = planner;
        this.rows = rows;
    }

    /** Looks at what these changes make untrue. */
    void look(Collection<LeadChange> changes, Map<String, Stage> pipeline, KnownRows known, PlanningResult result) {
        for (LeadChange change : changes) {
            known.chainsFor(change).forEach((chain, members) -> {
                Stage stage = pipeline.get(chain.stage());
                if (stage == null) {
                    return;
                }
                if (leavesWithItsDeal(change, chain)) {
                    if (!known.isToldFor(chain.lead(), chain.stage(), chain.dealId(), change.dealRecord())) {
                        leave(members, change, known, result);
                    }
                } else if (isOver(change, chain, members, known)) {
                    return;
                } else if (change.isKnown()
                        && change.isAbout(chain.dealId())
                        && change.concerns(stage, chain.dealId())) {
                    adjust(change, stage, members, known, result);
                }
            });
        }
    }

    /** The deal went to another lead by this change, and this is its row at the lead that had it. */
    private boolean leavesWithItsDeal(LeadChange change, Chain chain) {
        return change.dealFrom() != null
                && change.dealFrom().equals(chain.lead())
                && (!chain.dealId().isEmpty() || !planner.tellsEachDeal());
    }

    /** What was undone for a lead that has the deal no more comes back for the one that has it, never there. */
    private static boolean isOver(LeadChange change, Chain chain, List<Conversion> members, KnownRows known) {
        return !chain.lead().equals(change.after().id()) && known.isUndone(members);
    }

    /**
     * A win that was told to any platform stays with the lead and the click that it was told with; one that was told to none
     * is told for the lead that has the deal now. What undoes a win that the platform has stays too: until it is told, the
     * platform believes the win.
     */
    private static void leave(List<Conversion> chain, LeadChange change, KnownRows known, PlanningResult result) {
        if (chain.stream().anyMatch(known::mayBeThere)) {
            return;
        }
        for (Conversion row : chain) {
            if (known.isSurelyNotThere(row)) {
                result.move(Move.of(
                        row.id(),
                        ConversionTransition.TAKE_BACK,
                        "DEAL_MOVED",
                        "The deal became that of lead "
                                + change.after().externalId().id()
                                + " before it was sent; what becomes of it is said there."));
            }
        }
    }

    private void adjust(LeadChange told, Stage stage, List<Conversion> chain, KnownRows known, PlanningResult result) {
        Conversion step = lastStep(chain);
        Conversion last = chain.get(chain.size() - 1);
        if (isOldNews(told, step, last)) {
            return;
        }
        if (told.takesBack(stage, step.dealId())) {
            takeBack(told, stage, step, last, known, result);
            return;
        }
        boolean gone = step.state() == ConversionState.TAKEN_BACK
                || lastTold(chain, known).type() == ConversionType.RETRACTION;
        if (gone) {
            again(told, stage, step, last, known, result);
        } else {
            revalue(told, stage, step, chain, known, result);
        }
    }

    /** An event with a time of its own that lies before what is known; an amount often comes with the stage's time only. */
    private static boolean isOldNews(LeadChange told, Conversion step, Conversion last) {
        Instant at = told.event().occurredAt();
        return at.isBefore(step.occurredAt())
                || at.isAfter(step.occurredAt())
                        && last.type() != ConversionType.CONVERSION
                        && at.isBefore(last.occurredAt());
    }

    private void takeBack(
            LeadChange told, Stage stage, Conversion step, Conversion last, KnownRows known, PlanningResult result) {
        if (last.isTakingBack()) {
            return;
        }
        if (known.isSurelyNotThere(step)) {
            result.move(Move.of(
                    step.id(),
                    ConversionTransition.TAKE_BACK,
                    TAKEN_BACK,
                    "The CRM took the stage back before it was sent."));
        } else if (known.mayBeThere(step)) {
            Conversion row =
                    rows.takeBack(step, last, stage.adjustment(), told.event().occurredAt());
            if (row.state() == ConversionState.REFUSED && ConversionTransition.TAKE_BACK.mayBeginAt(step.state())) {
                result.move(Move.of(
                        step.id(),
                        ConversionTransition.TAKE_BACK,
                        TAKEN_BACK,
                        "The CRM took the stage back. An attempt was never answered, so the platform may have it, and it"
                                + " takes no adjustment; it is not sent again."));
            } else {
                result.bear(row);
            }
        }
    }

    private void again(
            LeadChange told, Stage stage, Conversion step, Conversion last, KnownRows known, PlanningResult result) {
        if (!told.standsAgain(step.dealId()) || !step.lead().equals(told.after().id())) {
            return;
        }
        planner.plan(reached(told, stage, step, told.event().occurredAt())).stream()
                .filter(it -> it.destination().equals(step.destination()))
                .findFirst()
                .map(it -> known.unlessToldElsewhere(it, told.dealRecord(it.dealId()), told.dealFrom()))
                .ifPresent(it -> result.bear(rows.again(it, last)));
    }

    private void revalue(
            LeadChange told,
            Stage stage,
            Conversion step,
            List<Conversion> chain,
            KnownRows known,
            PlanningResult result) {
        Conversion last = chain.get(chain.size() - 1);
        Valuation.Value value = planner.value(reached(told, stage, step, step.occurredAt()), step.destination())
                .orElse(null);
        // The last row says the value already, be it that the platform knows it or that it could not be told.
        if (value == null
                || value.value() == null
                || value.value().equals(lastTold(chain, known).value())
                || value.value().equals(last.value())) {
            return;
        }
        if (known.isSurelyNotThere(step)) {
            result.revalue(valued(step, value));
        } else if (known.mayBeThere(step)) {
            boolean isStillToBeTold = last.type() == ConversionType.RESTATEMENT
                    && last.state() != ConversionState.DROPPED
                    && known.isSurelyNotThere(last);
            if (isStillToBeTold) {
                // Nobody heard the value of before; the platform is told the last one only.
                result.revalue(valued(last, value));
            } else {
                result.bear(rows.restate(step, last, value, told.event().occurredAt()));
            }
        }
    }

    private static Conversion valued(Conversion row, Valuation.Value value) {
        return row.change()
                .value(value.value())
                .valueRule(value.rule())
                .currencyConversion(value.currencyConversion())
                .done();
    }

    private static StageReached reached(LeadChange told, Stage stage, Conversion step, Instant at) {
        return new StageReached(told.after(), told.clicks(), stage, step.dealId(), at, told.dealValue());
    }

    private static Conversion lastStep(List<Conversion> chain) {
        return chain.stream()
                .filter(it -> it.type() == ConversionType.CONVERSION)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The newest row that the platform was told or will be. */
    private static Conversion lastTold(List<Conversion> chain, KnownRows known) {
        return chain.stream()
                .filter(it -> it.type() == ConversionType.CONVERSION
                        || it.state() == ConversionState.PLANNED
                        || known.mayBeThere(it))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
