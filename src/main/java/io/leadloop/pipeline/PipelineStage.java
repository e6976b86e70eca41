package io.leadloop.pipeline;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stage as sales ops edit it; its place in the pipeline's list is its depth.
 *
 * @param id stable name in capitals, e.g. {@code DEMO_ATTENDED}; see {@link #ID}
 * @param allowedDays days after which a lead that still stands here counts as stuck; null for never
 * @param holdHours how long conversions wait after the stage was reached
 */
public record PipelineStage(
        String id,
        String name,
        StageKind kind,
        @Nullable Integer allowedDays,
        int holdHours,
        AdjustmentPolicy adjustment) {

    /** What an id looks like. It stands in expressions of the model and in rows, so nothing else is let through. */
    public static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

    private static final int RANK_STEP = 10;

    /** The stage as a {@link Stage}, with its rank by its place. */
    public Stage at(int place) {
        return new Stage(id, name, kind, place * RANK_STEP, Duration.ofHours(holdHours), adjustment);
    }
}
