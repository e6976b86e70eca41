package io.leadloop.trace;

import io.micrometer.tracing.Span;

/** Every span that exists. Names are stable: people's dashboards hold on to them. */
public enum SpanName {
    /** A verified webhook, from its last byte until its events are stored. */
    WEBHOOK("webhook", Span.Kind.SERVER),
    /** One try to complete an event by the CRM's API, from its lease until the CRM's answer is stored. */
    LOOKUP("lookup", Span.Kind.CLIENT),
    /** One type of records of one CRM, from the first page asked for until the last change is stored. */
    SWEEP("sweep", Span.Kind.CLIENT),
    /** One batch of states of conversions, until the CRM's answers are stored. */
    WRITE_BACK("write-back", Span.Kind.CLIENT),
    /** One event, from its claim in the inbox until the commit of its lead. */
    APPLY("apply", Span.Kind.CONSUMER),
    /** One attempt to tell a platform one conversion, from the opening of the ledger until its answer is written. */
    UPLOAD("upload", Span.Kind.CLIENT);

    private final String text;
    private final Span.Kind kind;

    SpanName(String text, Span.Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    String text() {
        return text;
    }

    Span.Kind kind() {
        return kind;
    }
}
