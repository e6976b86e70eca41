package io.leadloop.lead;

/**
 * One stage of the pipeline.
 *
 * @param id stable name, e.g. {@code MQL}; the process variable, the decision tables and all rows carry it
 * @param name what sales says
 * @param rank how deep the stage is; deeper is greater, {@link StageKind#LOST} stages stand outside of the order
 */
public record Stage(String id, String name, StageKind kind, int rank) {

    boolean isDeeperThan(Stage other) {
        return kind != StageKind.LOST && rank > other.rank;
    }
}
