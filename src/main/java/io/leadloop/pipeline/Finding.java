package io.leadloop.pipeline;

/**
 * Something that lint noticed in a draft.
 *
 * @param where the stage, rule or line, as the page shows it
 * @param reason what is wrong and why it matters
 * @param fix what to do about it
 */
public record Finding(Severity severity, String rule, String where, String reason, String fix) {

    public enum Severity {
        /** Keeps the draft from being published. */
        ERROR,
        /** A mistake that many make; the person decides. */
        WARNING
    }

    static Finding error(String rule, String where, String reason, String fix) {
        return new Finding(Severity.ERROR, rule, where, reason, fix);
    }

    static Finding warning(String rule, String where, String reason, String fix) {
        return new Finding(Severity.WARNING, rule, where, reason, fix);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
