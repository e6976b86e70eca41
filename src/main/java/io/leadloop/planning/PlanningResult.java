package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Collects what planning decides about a batch, before anything is written. */
final class PlanningResult {

    private final List<Conversion> born = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();
    private final Map<UUID, Conversion> revalued = new LinkedHashMap<>();
    private final Map<UUID, Conversion> reconsidered = new HashMap<>();

    /** A conversion that may be new; one that is there already stays as it is. */
    void bear(Conversion conversion) {
        born.add(conversion);
    }

    /** A conversion that the platform does not have changes its state. */
    void move(Move move) {
        moves.add(move);
    }

    /** A conversion that the platform does not have gets another value, click or time, under its id and key. */
    void revalue(Conversion conversion) {
        revalued.put(conversion.id(), conversion);
    }

    /** A refused conversion is planned after all. */
    void reconsider(Conversion planned) {
        reconsidered.put(planned.id(), planned);
        moves.add(new Move(planned.id(), ConversionTransition.RECONSIDER, null, null, planned.notBefore()));
        revalue(planned);
    }

    List<Conversion> born() {
        return born;
    }

    List<Move> moves() {
        return moves;
    }

    List<Conversion> revalued() {
        return List.copyOf(revalued.values());
    }

    Map<UUID, Conversion> reconsidered() {
        return reconsidered;
    }

    /** Which state a move of that conversion leads to. */
    Map<UUID, ConversionState> targets() {
        Map<UUID, ConversionState> targets = new HashMap<>();
        moves.forEach(it -> targets.put(it.conversion(), it.transition().to()));
        return targets;
    }
}
