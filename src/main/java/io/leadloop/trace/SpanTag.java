package io.leadloop.trace;

/**
 * Every tag that a span may bear. Values are configured names, ids of ours, numbers and enums: never what a CRM or a platform
 * wrote.
 */
public enum SpanTag {
    /** Name under {@code leadloop.crm.sources}. */
    SOURCE("leadloop.source"),
    /** How many events the webhook brought, how many new ones the sweep, how many rows are written back. */
    EVENTS("leadloop.events"),
    /** What came of it: an enum of the room that ends the span. */
    ANSWER("leadloop.answer"),
    /** Our id. */
    LEAD("leadloop.lead"),
    /** Our id. */
    CONVERSION("leadloop.conversion"),
    /** Name under {@code leadloop.destinations}. */
    DESTINATION("leadloop.destination"),
    /** Id of a stage of the pipeline. */
    STAGE("leadloop.stage"),
    /** Number of the attempt, from 1. */
    ATTEMPT("leadloop.attempt");

    private final String key;

    SpanTag(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
