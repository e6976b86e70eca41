package io.leadloop.planning;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.lead.StageMove;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event did to a lead: all that planning is told.
 *
 * @param isKnown false for a lead that began by this event
 * @param clicks all clicks of the lead, the newest first
 * @param hasNewClick whether the event brought a click, or a click's time, that was not known
 * @param stage the stage of the event, which the lead reached or passed
 * @param deal what the event means for its deal; null for news of the lead itself
 * @param dealFrom the lead that had the deal until this event; null where it did not move
 * @param reached ids of the stages that the lead had reached before
 */
public record LeadChange(
        Lead after,
        boolean isKnown,
        List<ClickId> clicks,
        boolean hasNewClick,
        LeadEvent event,
        Stage stage,
        StageMove move,
        @Nullable DealChange deal,
        @Nullable LeadId dealFrom,
        Set<String> reached) {

    /** The event's deal in its CRM; null where it names none. */
    @Nullable
    ExternalId dealRecord() {
        return dealRecord(event.dealId());
    }

    /** That deal in the event's CRM; null for no deal. */
    @Nullable
    ExternalId dealRecord(String dealId) {
        return dealId.isEmpty() ? null : ExternalId.deal(event.subject().source(), dealId);
    }

    StageReached stageReached() {
        return new StageReached(after, clicks, stage, event.dealId(), event.occurredAt(), dealValue());
    }

    /** Whether the event brought news that platforms may have to be told: not for a win that newer news of its deal undid. */
    boolean isReported() {
        boolean isUndone = stage.kind() == StageKind.REVENUE && deal != null && deal.undone();
        return move != StageMove.STAYS && !isUndone;
    }

    /** Whether something that was refused for want of a fact may have its fact now. */
    boolean bringsFacts() {
        return event.consent() != null || hasNewClick || event.dealValue().isTold();
    }

    /** Whether the event brought the lead, or for a conversion of a deal this deal, to its stage. */
    boolean moves(String dealId) {
        return deal == null || dealId.isEmpty() ? move == StageMove.MOVES : deal.moves();
    }

    /** Whether the deal stands at that stage again for this lead: it came there, or came back to the lead. */
    boolean standsAgain(String dealId) {
        return moves(dealId) || dealFrom != null && dealId.equals(event.dealId());
    }

    boolean takesBack(Stage told, String dealId) {
        return moves(dealId) && stage.takesBack(told);
    }

    /** Whether what was told of that stage, for the lead or for a deal of it, may be untrue now. */
    boolean concerns(Stage told, String dealId) {
        boolean same = told.id().equals(stage.id()) && (deal == null || deal.standsAt(stage));
        boolean newAmount = same && event.dealValue().isTold() && move != StageMove.STARTS;
        return told.adjustment() != AdjustmentPolicy.LEAVE
                && reached.contains(told.id())
                && (newAmount || same && (moves(dealId) || dealFrom != null) || takesBack(told, dealId));
    }

    boolean mayConcern(Stage told) {
        return concerns(told, "") || concerns(told, event.dealId());
    }

    /** News of a deal is about its own conversions, and about those of the lead while the lead stands by that deal. */
    boolean isAbout(String dealId) {
        return event.dealId().isEmpty()
                || dealId.equals(event.dealId())
                || dealId.isEmpty()
                        && (move == StageMove.MOVES || after.dealId().equals(event.dealId()));
    }

    /** The deal's money as told last. */
    DealValue dealValue() {
        return deal == null ? event.dealValue() : deal.after().dealValue();
    }
}
