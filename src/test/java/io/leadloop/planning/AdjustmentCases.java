package io.leadloop.planning;

import static io.leadloop.planning.Planning.LEAD;
import static io.leadloop.planning.Planning.LOST;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.SQL;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.at;
import static io.leadloop.planning.Planning.event;
import static io.leadloop.planning.Planning.stage;
import static io.leadloop.planning.Planning.told;

import io.leadloop.conversion.Conversion;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.lead.StageMove;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lead with a win that was told or not, for the tests of adjustments. */
abstract class AdjustmentCases {

    static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    static final Instant LOST_AT = NOW.minusSeconds(60);
    static final LeadId OTHER = LeadId.next();

    final Conversion win = told(WON, "d", YESTERDAY).done();

    static AdjustmentSupport can(boolean restates, boolean retracts) {
        return new AdjustmentSupport(restates, retracts, Duration.ZERO, Duration.ofDays(55), "");
    }

    static AdjustmentRows rows(AdjustmentSupport support) {
        return new AdjustmentRows(APlatform.all(APlatform.by("any").adjusts(support)), Planning.CLOCK);
    }

    /** The deal is lost at that time; the lead had it before, or another one. */
    static LeadChange lost(Instant at, @Nullable LeadId dealFrom) {
        KnownDeal deal = new KnownDeal(LEAD, "d", "LOST", at, DealValue.UNTOLD, null);
        return new LeadChange(
                at(LEAD, "LOST", "d", Consent.State.GRANTED, HashedContact.NONE),
                true,
                List.of(),
                false,
                event("d", at, null, DealValue.UNTOLD),
                LOST,
                StageMove.MOVES,
                new DealChange(deal, true, false),
                dealFrom,
                Set.of("SQL", "WON"));
    }

    static PlanningResult after(
            LeadChange change, AdjustmentPolicy policy, AdjustmentSupport can, Conversion... known) {
        PlanningResult result = new PlanningResult();
        Stage won = stage("WON", StageKind.REVENUE, 30, policy);
        new Adjustments(null, rows(can))
                .look(
                        List.of(change),
                        Map.of("WON", won, "LOST", LOST, "SQL", SQL),
                        new KnownRows(Stream.of(known).map(Planning::held).toList(), List.of(), Set.of()),
                        result);
        return result;
    }

    static PlanningResult afterLoss(Conversion... known) {
        return after(lost(LOST_AT, null), AdjustmentPolicy.RETRACT, can(true, true), known);
    }
}
