package io.leadloop.lead;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Four stages and three instants for the rules of where a lead stands. */
final class SmallPipeline {

    static final Stage MQL = stage("MQL", StageKind.QUALIFIED, 10);
    static final Stage SQL = stage("SQL", StageKind.QUALIFIED, 20);
    static final Stage WON = stage("WON", StageKind.REVENUE, 30);
    static final Stage LOST = stage("LOST", StageKind.LOST, 90);
    static final Map<String, Stage> PIPELINE = Map.of("MQL", MQL, "SQL", SQL, "WON", WON, "LOST", LOST);
    static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    static final Instant LATER = NOON.plusSeconds(60);
    static final Instant EARLIER = NOON.minusSeconds(60);

    private SmallPipeline() {}

    static Stage stage(String id, StageKind kind, int rank) {
        return new Stage(id, id, kind, rank, Duration.ZERO, AdjustmentPolicy.LEAVE);
    }
}
