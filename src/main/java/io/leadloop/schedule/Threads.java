package io.leadloop.schedule;

/** The thread groups of a node, isolated from each other. */
public enum Threads {
    /** Applies events that are in the inbox; calls nobody outside. */
    INTAKE(4),
    /** CRM look-ups and write-back, platform reports: calls to the outside, which may block. */
    OUTSIDE(4),
    /** Retention and repair; uses our own database only. */
    HOUSEKEEPING(2),
    /** Figures for metrics, alerts and pages; independent of what it counts. */
    FIGURES(2),
    /** Files of events. */
    IMPORTS(2);

    private final int size;

    Threads(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }
}
