package io.leadloop.ops.desk;

import java.util.List;

/**
 * The list of what is an alert. The names are part of the webhook; the words are the table in {@code docs/operations.md};
 * the rules stand in {@code monitoring/prometheus/leadloop.yml}, one at least for each kind.
 */
public enum AlertKind {
    destinationBlocked(
            "/ops/destinations",
            "a platform refuses us as a whole; or after all retries it is not reached, or something in front of it answers in its"
                    + " place",
            "renew the token, accept the terms, fix the account, or the way to it (name server, firewall); then \"Resume\"",
            "LeadLoopDestinationBlocked"),
    actionBlocked(
            "/ops/destinations",
            "a platform refuses one action, goal or rule (subject `destination / action`) and takes the others",
            "put the action right at the platform or under `conversion-actions`; then \"Resume this action\"",
            "LeadLoopActionBlocked"),
    actionUnfit(
            "/ops/destinations",
            "by the account's own list nothing of an action of the plan is counted, or hardly anything: it does not exist, is"
                    + " switched off, takes no uploads, is tied to no campaign, or the platform cannot use what it accepted;"
                    + " the account is asked once a day",
            "what the finding says, in the account or in the plan",
            "LeadLoopActionUnfit"),
    pauseForgotten(
            "/ops/destinations",
            "a person paused a destination longer ago than `leadloop.alerts.pause-forgotten-after`",
            "\"Resume\", or leave it: it is told once a day",
            "LeadLoopPauseForgotten"),
    uploadsFailed(
            "/ops/failures",
            "a platform rejected conversions and nobody has corrected or dropped them",
            "fix the cause, \"Send again\"",
            "LeadLoopConversionsRejected"),
    retriesUsedUp(
            "/ops/failures",
            "every retry of conversions failed; over when none has stood so for five minutes",
            "fix the cause (is the platform up? \"Test call\"), \"Send all again\"",
            "LeadLoopRetriesUsedUp"),
    verdictsFailed(
            "/ops/destinations",
            "a platform said within the last day that it did not count all that it took (`FAILED`, `PARTIAL_SUCCESS`)",
            "*Ad accounts* says why",
            "LeadLoopPlatformCountsLess"),
    countedLess(
            "/ops/reconciliation",
            "by its own report of the last two months a platform counted less of an action than it accepted (three or more, and over"
                    + " a tenth), and no window, verdict or calendar explains it; looked for once an hour",
            "open the lines on the page, and the account's own diagnosis of uploads",
            "LeadLoopReportCountsLess"),
    stuckLeads(
            "/ops/leads?show=stuck",
            "leads stand longer at a stage than allowed: their number by stage",
            "ask the leads' owners in the CRM, or allow the stage more time",
            "LeadLoopLeadsStuck"),
    clicksExpiring(
            "/ops/forecast",
            "qualified leads are open and their click leaves a platform's window within a week, as many as"
                    + " `leadloop.alerts.clicks-expiring-from`",
            "ask sales to decide on them; the page names them",
            "LeadLoopClicksExpiring"),
    sourceSilent(
            "/ops/sources",
            "a source has sent nothing in hours that brought five or more events in the last weeks, or for"
                    + " `leadloop.crm.silent-after`",
            "look at the CRM's webhook and its log of failed deliveries",
            "LeadLoopSourceSilent"),
    crmRefuses(
            "/ops/sources",
            "a CRM refuses the credentials of its source, or a call that LeadLoop needs; with the CRM's own words, over when"
                    + " it answers again",
            "renew the credentials or give them the right that the words name",
            "LeadLoopCrmRefuses"),
    webhooksRefused(
            "/ops/sources",
            "webhooks of a source are refused (the signature or token does not fit, the body cannot be read) and no good one"
                    + " came since; told once for a source, however many come, over with the first good one",
            "compare the secret that LeadLoop was given with the one in the CRM; else somebody guesses",
            "LeadLoopWebhooksUnverified"),
    lookupsFail(
            "/ops/inbox",
            "look-ups at a CRM failed twice or more and are tried again; its events wait",
            "is the CRM up? The reason stands on the page; it goes on by itself",
            "LeadLoopLookupsFail"),
    inboxParked(
            "/ops/inbox",
            "events could not be applied, as many as `leadloop.alerts.inbox-parked-from`",
            "read the reason, fix the cause, \"Replay all\"",
            "LeadLoopEventsParked"),
    inboxUnmapped(
            "/ops/inbox",
            "events wait because no rule knows their CRM status",
            "choose its stage on `/ops/pipeline` and publish",
            "LeadLoopStatusUnmapped"),
    inboxBehind(
            "/ops/inbox",
            "the oldest event that could be applied has waited longer than `leadloop.alerts.inbox-behind-after`",
            "look at the log and the database's load; add a node, or `leadloop.inbox.threads`",
            "LeadLoopInboxBehind"),
    endsSoon(
            "/ops/destinations",
            "an API version or credentials of an ad account end within `leadloop.expiry.warn-before`; repeated once a week",
            "set a newer `api-version` or path, or renew the credentials",
            "LeadLoopSomethingEnds"),
    ended(
            "/ops/destinations",
            "an API version or credentials of an ad account have ended",
            "the same, now",
            "LeadLoopSomethingEnded"),
    sourceEndsSoon(
            "/ops/sources",
            "an API version or credentials of a source end within `leadloop.expiry.warn-before`; repeated once a week",
            "set a newer `api-version` or path, or renew the credentials",
            "LeadLoopSomethingOfASourceEnds"),
    sourceEnded(
            "/ops/sources",
            "an API version or credentials of a source have ended",
            "the same, now",
            "LeadLoopSomethingOfASourceEnded"),
    figuresBehind(
            "/ops/quality",
            "the oldest change of a lead has waited for the figures longer than 15 minutes",
            "look at the log and the database's load; after a bulk load it passes by itself",
            "LeadLoopFiguresBehind"),
    databaseNearlyFull(
            "/ops/failures",
            "the database takes more than four fifths of `leadloop.alerts.database-limit`, or of the embedded database's disk",
            "make room or raise the limit; shorten the times of retention",
            "LeadLoopDatabaseNearlyFull"),
    jobsOverdue(
            "/camunda/app/cockpit/default/",
            "jobs of the engine (timers) are due since ten minutes and nobody runs them, or have no retries left",
            "look at the log; in Cockpit \"Increment retries\". Of a node's own watches Prometheus alone tells",
            "LeadLoopJobsOverdue",
            "LeadLoopWatchOverdue");

    private final String page;
    private final String when;
    private final String remedy;
    private final List<String> rules;

    AlertKind(String page, String when, String remedy, String... rules) {
        this.page = page;
        this.when = when;
        this.remedy = remedy;
        this.rules = List.of(rules);
    }

    /** Where it is put right, below the address of LeadLoop. */
    public String page() {
        return page;
    }

    /** The condition, in words for the documentation. */
    String when() {
        return when;
    }

    /** What to do, in words for the documentation. */
    String remedy() {
        return remedy;
    }

    /** The rules of Prometheus that tell the same. */
    List<String> rules() {
        return rules;
    }
}
