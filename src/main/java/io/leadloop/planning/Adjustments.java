package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Keeps what platforms believe true to the CRM: when a deal's amount changes after it was told, when a stage is taken
 * back (the deal is lost, refunded or reopened), when it is reached again. What was not sent yet is changed in place,
 * what was sent gets a row of its own, as far as the stage's policy and the platform allow.
 */
@Component
public class Adjustments {

    static final String TAKEN_BACK = "TAKEN_BACK";

    private final Conversions conversions;
    private final ConversionChains chains;
    private final ConversionPlanner planner;
    private final AdjustmentRows rows;
    private final UploadProcesses uploads;
    private final Clock clock;

    private record Chain(String stage, String dealId, String destination) {}

    Adjustments(
            Conversions conversions,
            ConversionChains chains,
            ConversionPlanner planner,
            AdjustmentRows rows,
            UploadProcesses uploads,
            Clock clock) {
        this.conversions = conversions;
        this.chains = chains;
        this.planner = planner;
        this.rows = rows;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** Looks at what these events make untrue; in the transaction of the events. */
    public void make(Map<LeadId, LeadChange> told, Map<String, Stage> pipeline) {
        List<LeadId> leads = told.entrySet().stream()
                .filter(it -> pipeline.values().stream()
                        .anyMatch(stage -> it.getValue().mayConcern(stage)))
                .map(Map.Entry::getKey)
                .toList();
        List<Conversion> added = new ArrayList<>();
        Map<LeadId, Map<Chain, List<Conversion>>> byLead = new HashMap<>();
        for (Conversion row : chains.lockOf(leads)) {
            byLead.computeIfAbsent(row.lead(), it -> new HashMap<>())
                    .computeIfAbsent(new Chain(row.stage(), row.dealId(), row.destination()), it -> new ArrayList<>())
                    .add(row);
        }
        byLead.forEach((lead, of) -> of.forEach((chain, members) -> {
            Stage stage = pipeline.get(chain.stage());
            LeadChange what = Objects.requireNonNull(told.get(lead));
            if (stage != null && what.isAbout(chain.dealId()) && what.concerns(stage, chain.dealId())) {
                members.sort(Comparator.comparingInt(Conversion::sequence));
                make(what, stage, members).ifPresent(added::add);
            }
        }));
        uploads.start(added);
    }

    private Optional<Conversion> make(LeadChange told, Stage stage, List<Conversion> chain) {
        Conversion step = lastStep(chain);
        Conversion last = chain.get(chain.size() - 1);
        if (isOldNews(told, step, last)) {
            return Optional.empty();
        }
        if (told.takesBack(stage, step.dealId())) {
            return takeBack(told, stage, step, last);
        }
        boolean gone = step.state() == ConversionState.DROPPED && TAKEN_BACK.equals(step.reason())
                || lastTold(chain).type() == ConversionType.RETRACTION;
        StageReached reached = new StageReached(
                told.after(),
                told.clicks(),
                stage,
                step.dealId(),
                gone ? told.event().occurredAt() : step.occurredAt(),
                told.worth());
        Optional<Conversion> planned = planner.plan(reached).stream()
                .filter(it -> it.destination().equals(step.destination()))
                .findFirst();
        if (planned.isEmpty()) {
            return Optional.empty();
        }
        if (gone) {
            return told.moves(step.dealId()) ? Optional.of(rows.again(planned.get(), last)) : Optional.empty();
        }
        return revalue(told, step, chain, planned.get());
    }

    /** An event with a time of its own that lies before what is known; an amount often comes with the stage's time only. */
    private static boolean isOldNews(LeadChange told, Conversion step, Conversion last) {
        Instant at = told.event().occurredAt();
        return at.isBefore(step.occurredAt())
                || at.isAfter(step.occurredAt())
                        && last.type() != ConversionType.CONVERSION
                        && at.isBefore(last.occurredAt());
    }

    private Optional<Conversion> takeBack(LeadChange told, Stage stage, Conversion step, Conversion last) {
        boolean gone = last.type() == ConversionType.RETRACTION
                || last.type() == ConversionType.RESTATEMENT && rows.isZero(last);
        if (gone) {
            return Optional.empty();
        }
        if (isNotThere(step)) {
            uploads.cancel(step.id(), "The CRM took the stage back before it was sent");
            conversions.settle(
                    List.of(step.id()),
                    ConversionState.DROPPED,
                    TAKEN_BACK,
                    "The CRM took the stage back before it was sent.",
                    clock.instant());
            return Optional.empty();
        }
        if (wasNeverTold(step)) {
            return Optional.empty();
        }
        return Optional.of(
                rows.takeBack(step, last, stage.correction(), told.event().occurredAt()));
    }

    private Optional<Conversion> revalue(LeadChange told, Conversion step, List<Conversion> chain, Conversion planned) {
        Conversion last = chain.get(chain.size() - 1);
        // The last row says the value already, be it that the platform knows it or that it could not be told.
        boolean unchanged = planned.value() == null
                || planned.value().equals(lastTold(chain).value())
                || planned.value().equals(last.value());
        if (unchanged) {
            return Optional.empty();
        }
        if (isNotThere(step)) {
            chains.revalue(step.id(), planned, clock.instant());
            return Optional.empty();
        }
        if (wasNeverTold(step)) {
            return Optional.empty();
        }
        if (last.type() == ConversionType.RESTATEMENT && isNotThere(last)) {
            // Nobody heard the value of before; the platform is told the last one only.
            chains.revalue(last.id(), planned, clock.instant());
            return Optional.empty();
        }
        return Optional.of(rows.restate(step, last, planned, told.event().occurredAt()));
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
                .filter(it -> it.type() == ConversionType.CONVERSION || !wasNeverTold(it))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static boolean wasNeverTold(Conversion step) {
        return step.state() != ConversionState.PLANNED && step.state() != ConversionState.ACCEPTED;
    }

    /** Whether the platform surely does not have it: it was never sent, or refused whenever it was. */
    private boolean isNotThere(Conversion row) {
        return row.state() == ConversionState.REJECTED
                || row.state() == ConversionState.PLANNED && (row.attempts() == 0 || chains.nothingWasTaken(row.id()));
    }
}
