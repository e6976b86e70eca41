package io.leadloop.conversion;

import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.lead.LeadId;
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
 * the one that the platform has or may have, else the winner's own. The other stays with the loser and is not told any more.
 */
@Component
public class ConversionMerge {

    /** Puts a chain that the loser gets beside its own behind the places of that one. */
    private static final int BEHIND = 1_000;

    private final ConversionChains chains;
    private final ConversionStates states;

    private record Step(String dealId, String stage, String destination) {}

    ConversionMerge(ConversionChains chains, ConversionStates states) {
        this.chains = chains;
        this.states = states;
    }

    /** Merges in the caller's transaction; gives back the conversions whose upload ends. */
    public Map<UUID, ConversionState> merge(LeadId winner, LeadId loser, Instant now) {
        Map<Step, List<Conversion>> ofWinner = new HashMap<>();
        Map<Step, List<Conversion>> ofLoser = new HashMap<>();
        for (Conversion row : chains.lockOf(List.of(winner, loser), List.of())) {
            Step step = new Step(row.dealId(), row.stage(), row.destination());
            (row.lead().equals(winner) ? ofWinner : ofLoser)
                    .computeIfAbsent(step, it -> new ArrayList<>())
                    .add(row);
        }
        Set<UUID> toLoser = new HashSet<>();
        Set<UUID> toWinner = new HashSet<>();
        List<Move> over = new ArrayList<>();
        ofLoser.forEach((step, chain) -> {
            List<Conversion> own = ofWinner.getOrDefault(step, List.of());
            boolean isLosers = own.isEmpty() || told(chain) > told(own);
            if (isLosers) {
                chain.forEach(it -> toWinner.add(it.id()));
                own.forEach(it -> toLoser.add(it.id()));
                over.addAll(over(own));
            } else {
                over.addAll(over(chain));
            }
        });
        Set<UUID> ended = states.apply(over, now);
        chains.giveTo(loser, toLoser, BEHIND);
        chains.giveTo(winner, toWinner, 0);
        chains.useClicksOf(winner, loser);
        Map<UUID, ConversionState> ends = new HashMap<>();
        ended.forEach(it -> ends.put(it, ConversionState.MERGED));
        return ends;
    }

    private static List<Move> over(Collection<Conversion> chain) {
        return chain.stream()
                .filter(it -> ConversionTransition.MERGE.mayBeginAt(it.state()))
                .map(it -> Move.of(
                        it.id(),
                        ConversionTransition.MERGE,
                        "MERGED",
                        "The CRM made two leads one; the same step is told for the one that stays."))
                .toList();
    }

    /** How sure it is that the platform has the chain: 2 it has it, 1 it may, 0 it has not. */
    private static int told(Collection<Conversion> chain) {
        if (chain.stream().anyMatch(it -> it.state() == ConversionState.ACCEPTED)) {
            return 2;
        }
        return chain.stream().anyMatch(Conversion::mayBeAtPlatform) ? 1 : 0;
    }
}
