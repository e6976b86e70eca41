package io.leadloop.process;

import io.leadloop.lead.DealMoves;
import io.leadloop.lead.Deals;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadMatching.Match;
import io.leadloop.lead.LeadStanding;
import io.leadloop.lead.LeadStanding.Line;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Takes deals away from the leads that had them when the CRM names another person for them. The lead that stays behind stands
 * where its other deals and the CRM's own word leave it; nothing is planned for that.
 */
@Component
class LostDeals {

    private final DealMoves moves;
    private final StageHistory history;
    private final Deals deals;
    private final Clock clock;

    LostDeals(DealMoves moves, StageHistory history, Deals deals, Clock clock) {
        this.moves = moves;
        this.history = history;
        this.deals = deals;
        this.clock = clock;
    }

    /** Gives the deals of these events to their leads now; gives back the leads that lost one and stand elsewhere by that. */
    List<Lead> leave(List<Match> going, Map<LeadId, Lead> locked, Map<String, Stage> pipeline) {
        List<Lead> left = new ArrayList<>();
        for (Match match : going) {
            LeadId from = match.dealFrom();
            Lead before = from == null ? null : locked.get(from);
            if (from == null || before == null) {
                continue;
            }
            String deal = dealOf(match);
            moves.move(
                    ExternalId.deal(match.event().subject().source(), deal),
                    from,
                    Objects.requireNonNull(match.lead()),
                    clock.instant());
            if (before.dealId().equals(deal)) {
                left.add(standingWithout(before, deal, pipeline));
            }
        }
        return left;
    }

    private static String dealOf(Match match) {
        return match.event().dealId().isEmpty()
                ? match.event().aliases().stream()
                        .filter(it -> it.type() == ExternalId.RecordType.DEAL)
                        .findFirst()
                        .orElse(match.event().subject())
                        .id()
                : match.event().dealId();
    }

    private Lead standingWithout(Lead lead, String deal, Map<String, Stage> pipeline) {
        List<StageChange> past = history.of(List.of(lead.id())).getOrDefault(lead.id(), List.of());
        Map<String, KnownDeal> known = deals.of(List.of(lead.id())).getOrDefault(lead.id(), Map.of());
        Line best = LeadStanding.of(lead, known.values(), past, pipeline)
                .without(deal)
                .best();
        return lead.at(best == null ? beginning(lead, pipeline) : best);
    }

    /** Nothing else was ever said of the lead: it stands where leads begin. */
    private static Line beginning(Lead lead, Map<String, Stage> pipeline) {
        Stage first = pipeline.values().stream()
                .min(Comparator.comparingInt(Stage::rank))
                .orElseThrow();
        Instant captured = lead.capturedAt();
        return new Line(LeadStanding.OWN, first, captured == null ? lead.stageAt() : captured);
    }
}
