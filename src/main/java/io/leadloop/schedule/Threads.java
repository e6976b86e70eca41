package io.leadloop.schedule;

/** Groups of threads that do not wait for each other. */
public enum Threads {
    /** Applies events that are in the inbox; calls nobody outside. */
    INTAKE(4),
    /** Asks CRMs for what their events leave out, tells CRMs, asks platforms what they counted: may hang outside. */
    OUTSIDE(4),
    /** Looks for what was forgotten or is too old; touches our own database only. */
    HOUSEKEEPING(2),
    /** Counts what alarms and pages show; depends on nothing that it counts. */
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
