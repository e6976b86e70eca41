package io.leadloop.conversion;

import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What merging two leads does to their conversions. Of the same step at the same destination one chain stays with the winner:
 * the one that the platform has, may have or will be told, else the winner's own. The other stays with the loser and is not told any more.
 */
@Component
public class ConversionMerge {

    /** Puts a chain that the loser gets beside its own behind the places of that one. */
    private static final int BEHIND = 1_000;

    private final ConversionChains chains;
    private final ConversionStates states;

    private record Step(String dealId, String stage, String destination) {

        /** The same stage at the same destination, told by the lead instead of a deal or the other way round. */
        boolean isOtherWayToTell(Step other) {
            return dealId.isEmpty() != other.dealId.isEmpty()
                    && stage.equals(other.stage)
                    && destination.equals(other.destination);
        }
    }

    ConversionMerge(ConversionChains chains, ConversionStates states) {
        this.chains = chains;
        this.states = states;
    }

    /** Merges in the caller's transaction; gives back the conversions whose upload ends. */
    public Map<UUID, ConversionState> merge(LeadId winner, LeadId loser, Instant now) {
        Map<Step, List<HeldConversion>> ofWinner = new HashMap<>();
        Map<Step, List<HeldConversion>> ofLoser = new HashMap<>();
        for (HeldConversion held : chains.lockOf(List.of(winner, loser), List.of())) {
            Conversion row = held.row();
            Step step = new Step(row.dealId(), row.stage(), row.destination());
            (row.lead().equals(winner) ? ofWinner : ofLoser)
                    .computeIfAbsent(step, it -> new ArrayList<>())
                    .add(held);
        }
        Set<UUID> toLoser = new HashSet<>();
        Set<UUID> toWinner = new HashSet<>();
        List<Move> over = new ArrayList<>();
        Map<Step, List<HeldConversion>> stays = new HashMap<>(ofWinner);
        ofLoser.forEach((step, chain) -> {
            List<HeldConversion> own = ofWinner.getOrDefault(step, List.of());
            boolean isLosers = own.isEmpty() || told(chain) > told(own);
            if (isLosers) {
                stays.put(step, chain);
                chain.forEach(it -> toWinner.add(it.row().id()));
                own.forEach(it -> toLoser.add(it.row().id()));
                over.addAll(over(own));
            } else {
                over.addAll(over(chain));
            }
        });
        over.addAll(doubled(stays));
        Set<UUID> ended = states.apply(over, now);
        chains.giveTo(loser, toLoser, BEHIND);
        chains.giveTo(winner, toWinner, 0);
        chains.useClicksOf(winner, loser);
        Map<UUID, ConversionState> ends = new HashMap<>();
        ended.forEach(it -> ends.put(it, ConversionState.MERGED));
        return ends;
    }

    /** A win is told by the lead or by its deals, never by both: what the platform has stays, else the deal's. */
    private static List<Move> doubled(Map<Step, List<HeldConversion>> stays) {
        List<Move> over = new ArrayList<>();
        stays.forEach((step, chain) -> {
            boolean isDoubled = chain.get(0).row().kind() == StageKind.REVENUE
                    && stays.entrySet().stream()
                            .filter(it -> it.getKey().isOtherWayToTell(step))
                            .anyMatch(it -> told(it.getValue()) > told(chain)
                                    || told(it.getValue()) == told(chain)
                                            && step.dealId().isEmpty());
            if (isDoubled) {
                over.addAll(over(chain));
            }
        });
        return over;
    }

    private static List<Move> over(Collection<HeldConversion> chain) {
        return chain.stream()
                .map(HeldConversion::row)
                .filter(it -> ConversionTransition.MERGE.mayBeginAt(it.state()))
                .map(it -> Move.of(
                        it.id(),
                        ConversionTransition.MERGE,
                        "MERGED",
                        "The CRM made two leads one; the same step is told for the one that stays."))
                .toList();
    }

    /** How near the platform the chain is: 3 it has it, 2 it may have it, 1 it will be told, 0 it will not. */
    private static int told(Collection<HeldConversion> chain) {
        if (chain.stream().anyMatch(it -> it.row().state() == ConversionState.ACCEPTED)) {
            return 3;
        }
        if (chain.stream().anyMatch(HeldConversion::mayBeThere)) {
            return 2;
        }
        return chain.stream().anyMatch(it -> it.row().state().isOpen()) ? 1 : 0;
    }
}
