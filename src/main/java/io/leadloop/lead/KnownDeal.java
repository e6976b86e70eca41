package io.leadloop.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM said last about a deal, by its own clock.
 *
 * @param stage id of the stage at which the deal stands; the lead itself may stand elsewhere
 * @param worth its money as told last
 * @param worthAt the time of the news that told it; null where none did
 */
public record KnownDeal(
        LeadId lead,
        String id,
        String stage,
        Instant stageAt,
        DealValue worth,
        @Nullable Instant worthAt) {

    /** What is known after an event that carries the deal. */
    public static KnownDeal after(
            @Nullable KnownDeal before, LeadId lead, LeadEvent event, @Nullable Stage current, Stage next) {
        Instant at = event.occurredAt();
        boolean newWorth =
                event.worth().isTold() && (before == null || before.worthAt == null || !at.isBefore(before.worthAt));
        DealValue worth = newWorth || before == null ? event.worth() : before.worth;
        Instant worthAt = newWorth ? at : before == null ? null : before.worthAt;
        if (before == null) {
            return new KnownDeal(lead, event.dealId(), next.id(), at, worth, worthAt);
        }
        boolean moves = at.isAfter(before.stageAt)
                || at.equals(before.stageAt) && (current == null || LeadStanding.goesOn(current, next));
        return moves
                ? new KnownDeal(lead, event.dealId(), next.id(), at, worth, worthAt)
                : new KnownDeal(lead, event.dealId(), before.stage, before.stageAt, worth, worthAt);
    }
}
