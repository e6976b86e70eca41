package io.leadloop.lead;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event does to a lead's stage: the answer of {@link #decide}. */
public enum StageMove {
    /** The lead was not known, or its life had ended and there is newer news: it starts at this stage. */
    STARTS,
    /** The lead goes to another stage: deeper, straight to the end, back, or open again. */
    MOVES,
    /** Late news: the lead passed this stage earlier; it is recorded and reported with its own time, the lead stays. */
    PASSED,
    /** Nothing new about the stage. */
    STAYS;

    /**
     * The one rule for order and repetition. CRMs deliver late, twice and out of order, so the CRM's time decides, not
     * the arrival.
     *
     * <p>A change newer than the lead's stage moves it, in any direction. An older change never moves it; a stage that
     * was never seen before is then noted as passed. News of another deal than the one at which the lead stands only
     * moves it deeper: a second deal that opens does not undo the first one's win.
     *
     * @param seen ids of the stages that the lead (or, for a deal, this deal) reached before
     * @param undone whether newer news of the deal took this stage back
     */
    public static StageMove decide(
            @Nullable Lead lead,
            Stage current,
            Stage next,
            Instant at,
            String dealId,
            Set<String> seen,
            boolean undone) {
        if (lead == null) {
            return STARTS;
        }
        if (lead.processInstanceId() == null) {
            return at.isAfter(lead.stageAt()) ? STARTS : STAYS;
        }
        boolean otherDeal = !lead.dealId().isEmpty() && !lead.dealId().equals(dealId);
        boolean same = current.id().equals(next.id());
        if (same && !otherDeal) {
            return STAYS;
        }
        boolean newer = at.isAfter(lead.stageAt()) || (at.equals(lead.stageAt()) && goesOn(current, next));
        if (newer && !same && (!otherDeal || next.isDeeperThan(current))) {
            return MOVES;
        }
        // The deal was lost later than this win: nothing to report any more.
        boolean noWin = next.kind() == StageKind.REVENUE && (undone || !otherDeal && current.kind() == StageKind.LOST);
        boolean counts = next.kind() != StageKind.LOST && !noWin && !seen.contains(next.id());
        return counts ? PASSED : STAYS;
    }

    /** Two changes in the same second: the deeper one, or the end, came last. */
    static boolean goesOn(Stage current, Stage next) {
        return next.isDeeperThan(current) || next.kind() == StageKind.LOST;
    }
}
