package io.leadloop.process;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadStanding;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageMove;
import io.leadloop.planning.DealChange;
import io.leadloop.planning.LeadChange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to its lead.
 *
 * @param before null for a lead that begins by it
 * @param stage the stage of the event; the lead may stand elsewhere, see {@code decision}
 * @param dealFrom the lead that had the event's deal until now; null where it did not move
 * @param reached ids of the stages that the lead had reached before
 */
record EventStep(
        LeadEvent event,
        @Nullable Lead before,
        Lead after,
        Stage stage,
        LeadStanding.Decision decision,
        @Nullable DealChange deal,
        @Nullable LeadId dealFrom,
        Set<String> reached) {

    StageMove move() {
        return decision.move();
    }

    boolean goesElsewhere() {
        return move() == StageMove.MOVES || move() == StageMove.STARTS;
    }

    /** Whether the person takes back by this event what they had allowed. */
    boolean withdrawsConsent() {
        return before != null
                && before.consent().adUserData() != Consent.State.DENIED
                && after.consent().adUserData() == Consent.State.DENIED;
    }

    LeadChange leadChange(List<ClickId> clicks, boolean hasNewClick) {
        return new LeadChange(
                after, before != null, clicks, hasNewClick, event, stage, move(), deal, dealFrom, reached);
    }

    StageChange stageChange() {
        return new StageChange(
                after.id(), event.dealId(), stage.id(), event.status(), move(), event.occurredAt(), event.dealValue());
    }
}
