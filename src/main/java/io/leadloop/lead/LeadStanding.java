package io.leadloop.lead;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead stands, and the one rule for order and repetition. CRMs deliver late, twice and out of order, so the CRM's time
 * decides and not the arrival; the same events in any order end at the same stage.
 *
 * <p>A lead has lines: what the CRM says of the lead itself, and each of its deals. A line stands at its newest stage, in any
 * direction. The lead stands where its best line stands: an open or won line before a lost one, a deeper stage before a less
 * deep one, newer before older. What was said of the lead itself counts only while no deal has newer news.
 *
 * @param lines by deal id; the lead's own under the empty one
 */
public record LeadStanding(Map<String, Line> lines) {

    /** The lead's own line. */
    public static final String OWN = "";

    private static final Comparator<Line> BEST = Comparator.<Line, Boolean>comparing(
                    it -> it.stage.kind() != StageKind.LOST)
            .thenComparing(it -> it.stage.kind() == StageKind.LOST ? 0 : it.stage.rank())
            .thenComparing(Line::at)
            .thenComparing(Line::dealId);

    /**
     * @param at when the line came to its stage, by the CRM's clock
     */
    public record Line(String dealId, Stage stage, Instant at) {

        private boolean isMovedBy(Stage next, Instant when) {
            return when.isAfter(at) || when.equals(at) && goesOn(stage, next);
        }
    }

    /**
     * What an event does.
     *
     * @param standing where the lead stands after it
     */
    public record Decision(StageMove move, Line standing) {}

    public LeadStanding {
        lines = Map.copyOf(lines);
    }

    /**
     * What is known of a lead.
     *
     * @param deals of the lead, each where the CRM says that it stands
     * @param history of the lead; its changes without a deal are the lead's own line
     * @param pipeline the stages by id; a line at a stage that is not in it any more is left out
     */
    public static LeadStanding of(
            Lead lead, Collection<KnownDeal> deals, List<StageChange> history, Map<String, Stage> pipeline) {
        Map<String, Line> lines = new HashMap<>();
        for (StageChange change : history) {
            if (change.dealId().isEmpty()) {
                put(lines, OWN, pipeline.get(change.stage()), change.occurredAt());
            }
        }
        for (KnownDeal deal : deals) {
            put(lines, deal.id(), pipeline.get(deal.stage()), deal.stageAt());
        }
        // The row is what people moved, or what a removed stage became.
        Stage stands = pipeline.get(lead.stage());
        Line known = lines.get(lead.dealId());
        boolean saysSo = known != null && known.stage.id().equals(lead.stage());
        if (stands != null && !saysSo) {
            lines.put(lead.dealId(), new Line(lead.dealId(), stands, lead.stageAt()));
        }
        return new LeadStanding(lines);
    }

    private static void put(Map<String, Line> lines, String deal, @Nullable Stage stage, Instant at) {
        Line known = lines.get(deal);
        if (stage != null && (known == null || known.isMovedBy(stage, at))) {
            lines.put(deal, new Line(deal, stage, at));
        }
    }

    /** The best line; null where there is none. */
    public @Nullable Line best() {
        Line own = lines.get(OWN);
        boolean overtaken = own != null
                && lines.values().stream().anyMatch(it -> !it.dealId.equals(OWN) && !it.at.isBefore(own.at));
        return lines.values().stream()
                .filter(it -> !overtaken || !it.dealId.equals(OWN))
                .max(BEST)
                .orElse(null);
    }

    /** The lead without a deal of it: it became another lead's. */
    public LeadStanding without(String dealId) {
        Map<String, Line> rest = new HashMap<>(lines);
        rest.remove(dealId);
        return new LeadStanding(rest);
    }

    /**
     * What an event does to a lead.
     *
     * @param lead null for one that is not known
     * @param dealId whose stage the event tells; empty for the lead's own
     * @param seen ids of the stages that the lead (or, for a deal's win, this deal) reached before
     * @param undone whether newer news of the deal took this stage back
     */
    public Decision decide(
            @Nullable Lead lead, Stage next, Instant at, String dealId, Set<String> seen, boolean undone) {
        Line told = new Line(dealId, next, at);
        if (lead == null) {
            return new Decision(StageMove.STARTS, told);
        }
        Line now = new Line(lead.dealId(), stageOf(lead, next), lead.stageAt());
        if (lead.processInstanceId() == null) {
            return at.isAfter(lead.stageAt())
                    ? new Decision(StageMove.STARTS, told)
                    : new Decision(StageMove.STAYS, now);
        }
        Map<String, Line> after = new HashMap<>(lines);
        put(after, dealId, next, at);
        Line best = new LeadStanding(after).best();
        Line standing = best == null ? told : best;
        if (!standing.stage.id().equals(lead.stage())) {
            return new Decision(StageMove.MOVES, standing);
        }
        Line own = after.get(dealId);
        boolean lostSince = own != null && own.stage.kind() == StageKind.LOST;
        // The deal was lost later than this win: nothing to report any more.
        boolean noWin = next.kind() == StageKind.REVENUE && (undone || lostSince);
        boolean counts = next.kind() != StageKind.LOST
                && !noWin
                && !seen.contains(next.id())
                && !(next.id().equals(lead.stage()) && dealId.equals(lead.dealId()));
        return new Decision(counts ? StageMove.PASSED : StageMove.STAYS, keeping(standing, now));
    }

    /** Of a lead that stays at its stage since it came there. */
    public static Decision stays(Lead lead, Stage current) {
        return new Decision(StageMove.STAYS, new Line(lead.dealId(), current, lead.stageAt()));
    }

    /** The same stage keeps its time as long as the same line brought the lead there. */
    private static Line keeping(Line standing, Line now) {
        return standing.dealId.equals(now.dealId) ? now : standing;
    }

    private Stage stageOf(Lead lead, Stage next) {
        Line line = lines.get(lead.dealId());
        return line != null && line.stage.id().equals(lead.stage()) ? line.stage : next;
    }

    /** Two changes in the same second: the deeper one, or the end, came last. */
    static boolean goesOn(Stage current, Stage next) {
        return next.isDeeperThan(current) || next.kind() == StageKind.LOST;
    }
}
