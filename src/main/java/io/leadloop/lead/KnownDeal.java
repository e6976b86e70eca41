package io.leadloop.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM said last about a deal, by its own clock.
 *
 * @param stage id of the stage at which the deal stands; the lead itself may stand elsewhere
 * @param dealValue its money as told last
 * @param dealValueAt the time of the news that told it; null where none did
 */
public record KnownDeal(
        LeadId lead,
        String id,
        String stage,
        Instant stageAt,
        DealValue dealValue,
        @Nullable Instant dealValueAt) {

    /** What is known after an event that carries the deal. */
    public static KnownDeal after(
            @Nullable KnownDeal before, LeadId lead, LeadEvent event, @Nullable Stage current, Stage next) {
        Instant at = event.occurredAt();
        boolean newValue = event.dealValue().isTold()
                && (before == null || before.dealValueAt == null || !at.isBefore(before.dealValueAt));
        DealValue dealValue = newValue || before == null ? event.dealValue() : before.dealValue;
        Instant dealValueAt = newValue ? at : before == null ? null : before.dealValueAt;
        if (before == null) {
            return new KnownDeal(lead, event.dealId(), next.id(), at, dealValue, dealValueAt);
        }
        boolean moves = at.isAfter(before.stageAt)
                || at.equals(before.stageAt) && (current == null || LeadStanding.goesOn(current, next));
        return moves
                ? new KnownDeal(lead, event.dealId(), next.id(), at, dealValue, dealValueAt)
                : new KnownDeal(lead, event.dealId(), before.stage, before.stageAt, dealValue, dealValueAt);
    }
}
