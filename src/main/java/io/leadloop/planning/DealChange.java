package io.leadloop.planning;

import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for the deal that it carries. A lead may have several: one that is lost says nothing of the others,
 * and one that is won again is news although its lead stood at that stage all the time.
 *
 * @param moves whether the deal came to another stage, or was not known
 * @param undone whether newer news of the deal says that it did not stay at the event's stage
 */
public record DealChange(KnownDeal after, boolean moves, boolean undone) {

    /** Null for an event without a deal. */
    public static @Nullable DealChange of(
            LeadId lead, LeadEvent event, Stage next, @Nullable KnownDeal before, Map<String, Stage> pipeline) {
        if (event.dealId().isEmpty()) {
            return null;
        }
        Stage current = before == null ? null : pipeline.get(before.stage());
        KnownDeal after = KnownDeal.after(before, lead, event, current, next);
        boolean moves = before == null || !after.stage().equals(before.stage());
        boolean late = !after.stage().equals(next.id());
        boolean undone = late && current != null && (current.kind() == StageKind.LOST || next.isDeeperThan(current));
        return new DealChange(after, moves, undone);
    }

    boolean standsAt(Stage stage) {
        return after.stage().equals(stage.id());
    }
}
