package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
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

    private final ConversionChains chains;
    private final ConversionPlanner planner;
    private final AdjustmentRows rows;

    Adjustments(ConversionChains chains, ConversionPlanner planner, AdjustmentRows rows) {
        this.chains = chains;
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
                    leave(members, change, result);
                } else if (change.isKnown()
                        && change.isAbout(chain.dealId())
                        && change.concerns(stage, chain.dealId())) {
                    adjust(change, stage, members, result);
                }
            });
        }
    }

    /** The deal went to another lead by this change, and this is its row at the lead that had it. */
    private static boolean leavesWithItsDeal(LeadChange change, Chain chain) {
        return change.dealFrom() != null && change.dealFrom().equals(chain.lead());
    }

    /** What was told stays with the click that it was told with; what was not is told for the lead that has the deal now. */
    private void leave(List<Conversion> chain, LeadChange change, PlanningResult result) {
        for (Conversion row : chain) {
            if (isSurelyNotThere(row)) {
                result.move(Move.of(
                        row.id(),
                        ConversionTransition.TAKE_BACK,
                        "DEAL_MOVED",
                        "The deal became that of lead "
                                + change.after().externalId().id() + " before it was sent; it is told there."));
            }
        }
    }

    private void adjust(LeadChange told, Stage stage, List<Conversion> chain, PlanningResult result) {
        Conversion step = lastStep(chain);
        Conversion last = chain.get(chain.size() - 1);
        if (isOldNews(told, step, last)) {
            return;
        }
        if (told.takesBack(stage, step.dealId())) {
            takeBack(told, stage, step, last, result);
            return;
        }
        boolean gone =
                step.state() == ConversionState.TAKEN_BACK || lastTold(chain).type() == ConversionType.RETRACTION;
        if (gone) {
            again(told, stage, step, last, result);
        } else {
            revalue(told, stage, step, chain, result);
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

    private void takeBack(LeadChange told, Stage stage, Conversion step, Conversion last, PlanningResult result) {
        boolean gone = last.type() == ConversionType.RETRACTION
                || last.type() == ConversionType.RESTATEMENT && rows.isZero(last);
        if (gone) {
            return;
        }
        if (isSurelyNotThere(step)) {
            result.move(Move.of(
                    step.id(),
                    ConversionTransition.TAKE_BACK,
                    TAKEN_BACK,
                    "The CRM took the stage back before it was sent."));
        } else if (step.mayBeAtPlatform()) {
            result.bear(
                    rows.takeBack(step, last, stage.adjustment(), told.event().occurredAt()));
        }
    }

    private void again(LeadChange told, Stage stage, Conversion step, Conversion last, PlanningResult result) {
        if (!told.moves(step.dealId())) {
            return;
        }
        planner.plan(reached(told, stage, step, told.event().occurredAt())).stream()
                .filter(it -> it.destination().equals(step.destination()))
                .findFirst()
                .ifPresent(it -> result.bear(rows.again(it, last)));
    }

    private void revalue(LeadChange told, Stage stage, Conversion step, List<Conversion> chain, PlanningResult result) {
        Conversion last = chain.get(chain.size() - 1);
        Valuation.Value value = planner.value(reached(told, stage, step, step.occurredAt()), step.destination())
                .orElse(null);
        // The last row says the value already, be it that the platform knows it or that it could not be told.
        if (value == null
                || value.value() == null
                || value.value().equals(lastTold(chain).value())
                || value.value().equals(last.value())) {
            return;
        }
        if (isSurelyNotThere(step)) {
            result.revalue(valued(step, value));
        } else if (step.mayBeAtPlatform()) {
            if (last.type() == ConversionType.RESTATEMENT && isSurelyNotThere(last)) {
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
    private static Conversion lastTold(List<Conversion> chain) {
        return chain.stream()
                .filter(it -> it.type() == ConversionType.CONVERSION
                        || it.state() == ConversionState.PLANNED
                        || it.mayBeAtPlatform())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The platform cannot have it and it could still be sent: never tried, refused whenever it was, or blocked as a whole. */
    private boolean isSurelyNotThere(Conversion row) {
        return switch (row.state()) {
            case REJECTED -> true;
            case PLANNED, EXHAUSTED, CANCELLED -> row.attempts() == 0 || chains.nothingWasTaken(row.id());
            default -> false;
        };
    }
}
