package io.leadloop.lead;

import java.time.Duration;

/**
 * One stage of the pipeline.
 *
 * @param id stable name, e.g. {@code MQL}; the process variable, the decision tables and all rows carry it
 * @param name what sales says
 * @param rank how deep the stage is; deeper is greater, {@link StageKind#LOST} stages stand outside of the order
 * @param hold how long its conversions wait after it was reached, so that a mistake can be undone before it is told
 */
public record Stage(String id, String name, StageKind kind, int rank, Duration hold, AdjustmentPolicy adjustment) {

    /** Whether this stage comes later in the pipeline; a lost one never does. */
    public boolean isDeeperThan(Stage other) {
        return kind != StageKind.LOST && rank > other.rank;
    }

    /**
     * Whether what was told of that stage is untrue of who stands at this one. A lead that is lost was qualified all the same;
     * only money is no longer true.
     */
    public boolean takesBack(Stage told) {
        return kind == StageKind.LOST ? told.kind == StageKind.REVENUE : told.isDeeperThan(this);
    }
}
