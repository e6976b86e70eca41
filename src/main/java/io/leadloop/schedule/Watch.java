package io.leadloop.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every periodic piece of work of a node, with its period. What a person has to see waiting in Cockpit is a BPMN timer (when
 * a conversion may be sent, the stuck-lead watch, the sweep of the CRMs); what only keeps rows and figures true is a watch.
 */
public enum Watch {
    FORGET_INBOX(
            Threads.HOUSEKEEPING, "10m", "1h", "removes events that were applied long ago, and what nobody cared for"),
    RELEASE_MATCHED(
            Threads.HOUSEKEEPING,
            "2s",
            "2s",
            "lets events go on whose lead has come to be known, or whose time has come"),
    FORGET_IMPORTS(Threads.HOUSEKEEPING, "5m", "1h", "removes files and results of imports that were kept long enough"),
    FORGET_CAPTURES(Threads.HOUSEKEEPING, "7m", "1h", "deletes captured click ids that were kept long enough"),
    RETENTION(Threads.HOUSEKEEPING, "20m", "12h", "removes what was sent and answered long ago, and finished leads"),
    CLOSE_LEADS(Threads.HOUSEKEEPING, "5m", "1h", "ends the processes of leads that were won or lost long ago"),
    MIGRATE_LEADS(Threads.HOUSEKEEPING, "10s", "5s", "moves running leads to the newest lead-lifecycle"),
    MIGRATE_UPLOADS(Threads.HOUSEKEEPING, "12s", "5s", "moves running uploads to the newest conversion-upload"),
    CARRY_UPLOADS(
            Threads.HOUSEKEEPING,
            "20s",
            "30s",
            "finds conversions that wait without a process, and processes whose row does not wait"),
    FRESH_STATISTICS(
            Threads.HOUSEKEEPING,
            "3s",
            "3s",
            "renews the statistics of tables that a burst has made many times larger"),
    CONNECTIONS(Threads.HOUSEKEEPING, "1s", "2s", "takes over connections that were changed on any node"),
    BULK_JOBS(Threads.HOUSEKEEPING, "1s", "1s", "works on what people asked for in bulk"),
    SOURCE_SILENCE(Threads.FIGURES, "1m", "5m", "looks whether each CRM still talks to us"),
    NODE_CLOCK(Threads.FIGURES, "0s", "10s", "compares this node's clock with the database's"),
    INBOX_FIGURES(Threads.FIGURES, "15s", "15s", "counts what waits in the inbox"),
    OPERATIONS_FIGURES(Threads.FIGURES, "30s", "30s", "counts what needs somebody, and how far the inbox is behind"),
    LEAD_FIGURES(Threads.FIGURES, "5s", "2s", "works out the figures of leads that changed"),
    FORECAST(Threads.FIGURES, "2m", "1h", "counts the open leads whose click expires within a week"),
    COUNTED_LESS(Threads.FIGURES, "3m", "1h", "looks for actions of which a platform counted less than it accepted"),
    EXPECTED_VALUES(
            Threads.FIGURES,
            "2m",
            "10m",
            "estimates anew, four times a day once there is enough to tell, what leads at each stage are expected to bring"),
    ALERTS(Threads.OUTSIDE, "30s", "30s", "looks for what needs an alert, and sends it"),
    CRM_WRITE_BACK(Threads.OUTSIDE, "1m", "1m", "tells CRMs what became of their leads' conversions"),
    AUDIT_ACCOUNTS(
            Threads.OUTSIDE,
            "20s",
            "5m",
            "asks ad accounts once a day for their conversion actions, and compares them with the plan"),
    LATER_VERDICTS(Threads.OUTSIDE, "1m", "1m", "asks platforms that judge later what they counted"),
    PLATFORM_VERSIONS(Threads.OUTSIDE, "0 0 6 * * *", "warns of API versions and credentials that end soon"),
    FETCH_REPORTS(Threads.OUTSIDE, "0 30 6 * * *", "asks platforms for their reports of the day before");

    private final Threads threads;
    private final @Nullable Duration firstAfter;
    private final @Nullable Duration period;
    private final @Nullable String cron;
    private final String does;

    Watch(Threads threads, String firstAfter, String period, String does) {
        this.threads = threads;
        this.firstAfter = Duration.parse("PT" + firstAfter);
        this.period = Duration.parse("PT" + period);
        this.cron = null;
        this.does = does;
    }

    Watch(Threads threads, String cron, String does) {
        this.threads = threads;
        this.firstAfter = null;
        this.period = null;
        this.cron = cron;
        this.does = does;
    }

    public Threads threads() {
        return threads;
    }

    /** How long after the start it runs for the first time; null for one that runs at times of the day. */
    @Nullable
    Duration firstAfter() {
        return firstAfter;
    }

    /** The pause between two runs; null for one that runs at times of the day. */
    public @Nullable Duration period() {
        return period;
    }

    /** Seconds, minutes, hours, days of month, months, days of week, in UTC; null for one that runs after pauses. */
    public @Nullable String cron() {
        return cron;
    }

    /** What it does, as the end of the sentence "this watch ...". */
    public String does() {
        return does;
    }
}
