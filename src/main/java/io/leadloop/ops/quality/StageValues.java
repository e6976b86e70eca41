package io.leadloop.ops.quality;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expected values of one stage, as its page shows them.
 *
 * @param all that of all its leads; null where nobody reached the stage yet
 */
record StageValues(@Nullable ExpectedValue all, List<ExpectedValue> segments) {

    /** Below this many percent a segment's value is nearly that of all leads. */
    private static final int DIFFERS = 10;

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

    /** How much the leads of the segment that differs most count for its own value, in percent; 0 where none differs. */
    int difference(Dimension dimension) {
        return by(dimension).stream().mapToInt(it -> it.estimate().own()).max().orElse(0);
    }

    /** Whether all segments of this respect are worth about the same. */
    public boolean isAlike(Dimension dimension) {
        return difference(dimension) < DIFFERS;
    }

    /** The respect in which leads differ most; the first of several. */
    Optional<Dimension> mostDifferent() {
        return dimensions().stream().reduce((one, two) -> difference(two) > difference(one) ? two : one);
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
