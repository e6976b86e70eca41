package io.leadloop.connection;

import io.leadloop.lead.StageKind;
import org.jspecify.annotations.Nullable;

/**
 * Something in an ad account that does not fit the plan.
 *
 * @param action the plan's action; empty for what concerns the whole account
 * @param what what is wrong and what it costs, in sentences
 * @param fix what to do about it
 * @param stage of the kind of which an action is missing; null for any other finding
 * @param isPrimary whether the plan believes the action to be primary
 */
public record AuditFinding(
        Kind kind,
        String action,
        String what,
        String fix,
        @Nullable StageKind stage,
        boolean isPrimary) {

    /** How bad it is, the worst first. */
    public enum Severity {
        /** Nothing is counted, or hardly anything. */
        ERROR,
        /** Less is counted than was told, or counted wrongly. */
        WARNING
    }

    /** What the audit looks for. The words are the table in {@code docs/connections.md}. */
    public enum Kind {
        ACTION_MISSING(
                Severity.ERROR, "an action of the plan does not exist in the account", "choose another, or make it"),
        ACTION_DISABLED(Severity.ERROR, "it is removed, hidden, paused or switched off", "switch it on"),
        WRONG_TYPE(
                Severity.ERROR,
                "its type takes no uploads (Google: not `UPLOAD_CLICKS`, LinkedIn: not `CONVERSIONS_API`)",
                "make one of the right type"),
        NO_CAMPAIGN(Severity.ERROR, "no campaign counts it (LinkedIn)", "tie campaigns to the rule"),
        UPLOADS_NEED_ATTENTION(
                Severity.ERROR,
                "the platform says that it cannot use many of the rows that it accepted (Google: `NEEDS_ATTENTION`;"
                        + " Microsoft: more rows of the week were lost than used)",
                "look there why"),
        AUTO_TAGGING_OFF(Severity.ERROR, "auto-tagging is off: no click id reaches the website", "switch it on"),
        PIXEL_OFF(
                Severity.WARNING,
                "the pixel that conversions are told to is paused, switched off or removed (its states beside ACTIVE: UNCONFIRMED)",
                "switch it on, or choose another"),
        PIXEL_MISSING(
                Severity.WARNING,
                "the account's list does not have the pixel that conversions are told to (one that another account shares"
                        + " with it may not be in the list: UNCONFIRMED)",
                "check the pixel's id and the ad account's"),
        PIXEL_SILENT(
                Severity.WARNING,
                "the pixel that conversions are told to never fired (Reddit)",
                "check its id, if conversions were told already"),
        TERMS_NOT_ACCEPTED(
                Severity.WARNING,
                "the terms for customer data are not accepted (Google)",
                "accept them in the account"),
        ENHANCED_CONVERSIONS_OFF(
                Severity.WARNING, "enhanced conversions for leads are off (Google)", "switch them on in the account"),
        PRIMARY_IN_PLAN_ONLY(
                Severity.WARNING,
                "primary in the plan, secondary in the account: bidding does not learn from it",
                "make both alike"),
        PRIMARY_IN_ACCOUNT_ONLY(
                Severity.WARNING,
                "secondary in the plan, primary in the account: bidding learns from it",
                "make both alike"),
        OTHER_PRIMARY(
                Severity.WARNING,
                "an action that the plan does not tell is primary too, of the category of one that it tells as primary: an old"
                        + " tag or import (Google); bidding learns from the same deal twice",
                "make it secondary in the account, or ours there and in the plan"),
        CATEGORY(
                Severity.WARNING,
                "the category does not fit the stage (qualified: qualified lead; won: converted lead or purchase)",
                "change the category"),
        COUNTS_ONCE(
                Severity.WARNING,
                "it counts one conversion a click, and the stage is told for each deal",
                "count every conversion"),
        WINDOW_SHORTER(
                Severity.WARNING,
                "its click window is shorter than `max-click-age`: what comes later is not counted",
                "lengthen the window or shorten `max-click-age`"),
        VALUE_OVERRIDDEN(
                Severity.WARNING,
                "it counts a value of its own (or none) whatever is told, and the plan tells values",
                "use the value of each conversion"),
        SAME_ACTION_TWICE(
                Severity.WARNING,
                "two actions of the plan are one in the account: it counts a click twice",
                "part them");

        private final Severity severity;
        private final String when;
        private final String remedy;

        Kind(Severity severity, String when, String remedy) {
            this.severity = severity;
            this.when = when;
            this.remedy = remedy;
        }

        public Severity severity() {
            return severity;
        }

        /** What is wrong, in words for the documentation. */
        String when() {
            return when;
        }

        /** What to do, in words for the documentation. */
        String remedy() {
            return remedy;
        }
    }

    public Severity severity() {
        return kind.severity();
    }

    /** Whether LeadLoop's rows come to nothing, or hardly anything, until a person acts. */
    public boolean needsSomebody() {
        return severity() == Severity.ERROR;
    }
}
