package io.leadloop.process;

/** The names in {@code bpmn/lead-lifecycle.bpmn} that code speaks of; a test holds both together. */
public final class LeadLifecycle {

    public static final String KEY = "lead-lifecycle";

    /** Variable: id of the stage at which the lead stands. */
    public static final String STAGE = "stage";

    /** Variable, never stored: the conversions whose uploads the task "Plan and report conversions" starts. */
    static final String PLANNED = "planned";

    /** Value of {@link #STAGE} that ends the process; no stage of the pipeline. */
    static final String CLOSED = "CLOSED";

    private LeadLifecycle() {}
}
