package io.leadloop.process;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageMove;
import io.leadloop.planning.DealChange;
import io.leadloop.planning.LeadChange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event does to its lead. */
record EventStep(
        LeadEvent event,
        @Nullable Lead before,
        Lead after,
        Stage stage,
        StageMove move,
        @Nullable DealChange deal,
        Set<String> reached) {

    /** Whether the person takes back by this event what they had allowed. */
    boolean withdrawsConsent() {
        return before != null
                && before.consent().adUserData() != Consent.State.DENIED
                && after.consent().adUserData() == Consent.State.DENIED;
    }

    LeadChange leadChange(List<ClickId> clicks, boolean hasNewClick) {
        return new LeadChange(after, clicks, hasNewClick, event, stage, move, deal, reached);
    }

    StageChange stageChange() {
        return new StageChange(
                after.id(), event.dealId(), stage.id(), event.status(), move, event.occurredAt(), event.worth());
    }
}
