package io.leadloop.history;

import io.leadloop.demo.History;
import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Stage;
import io.leadloop.pipeline.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of the leads that reached a stage, from what was made up. */
final class StageTruth {

    /** Nobody made up needs longer from a stage to the win. */
    private static final Duration SLOWEST = Duration.ofDays(100);

    private final List<Lead> reached;
    private final Stage stage;
    private final Instant now;

    StageTruth(History history, Stage stage, Instant now) {
        this.reached = history.leads.stream()
                .filter(it -> it.steps().stream().anyMatch(step -> step.stage() == stage))
                .toList();
        this.stage = stage;
        this.now = now;
    }

    /** Amounts are made up for wins only, so that no lead has a deal size at a stage before. */
    private static Segment segment(Lead it) {
        return new Segment(
                it.source(),
                Segment.UNKNOWN,
                it.click() == null ? "none" : it.click().platform(),
                it.country() == null ? Segment.UNKNOWN : it.country(),
                it.origin() == null || it.origin().campaign() == null
                        ? Segment.UNKNOWN
                        : it.origin().campaign());
    }

    long leads(Segment segment) {
        return reached.stream().filter(it -> segment.holds(segment(it))).count();
    }

    long won(Segment segment) {
        return reached.stream()
                .filter(it -> segment.holds(segment(it)) && it.wonAt() != null)
                .count();
    }

    /** Of the leads that had all the time that a win can need, those that are won, in percent. */
    double closedShare() {
        List<Lead> closed = reached.stream()
                .filter(it -> it.steps().stream()
                        .anyMatch(step -> step.stage() == stage && step.at().isBefore(now.minus(SLOWEST))))
                .toList();
        return 100.0 * closed.stream().filter(it -> it.wonAt() != null).count() / closed.size();
    }
}
