package io.leadloop.ops.quality;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expected values of one stage, as its page shows them.
 *
 * @param all that of all its leads; null where nobody reached the stage yet
 */
record StageValues(@Nullable ExpectedValue all, List<ExpectedValue> segments) {

    static StageValues of(String stage, List<ExpectedValue> values) {
        List<ExpectedValue> mine =
                values.stream().filter(it -> it.stage().equals(stage)).toList();
        return new StageValues(
                mine.stream()
                        .filter(it -> it.segment().equals(Segment.ALL))
                        .findFirst()
                        .orElse(null),
                mine.stream().filter(it -> it.segment().depth() > 0).toList());
    }

    /** In what leads of this stage differ. */
    public List<Dimension> dimensions() {
        return Arrays.stream(Dimension.values()).filter(it -> !by(it).isEmpty()).toList();
    }

    /** Leads that are alike in this respect, whatever they are otherwise. */
    public List<ExpectedValue> by(Dimension dimension) {
        return segments.stream()
                .filter(it -> it.segment().depth() == 1 && !it.segment().isAny(dimension))
                .toList();
    }

    /** What conversions are told by: the narrowest of these that holds the lead. */
    public List<ExpectedValue> told() {
        return segments.stream().filter(it -> it.value() != null).toList();
    }

    public int enoughLeads() {
        return StageEstimate.LEADS;
    }

    public int halves() {
        return StageEstimate.HALVES;
    }

    public int enoughWins() {
        return StageEstimate.WINS;
    }
}
