package io.leadloop.ops.desk;

import io.leadloop.crm.RefusedWebhooks;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.InboxLookups;
import io.leadloop.ops.desk.Alert.Condition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Conditions about what CRMs send and LeadLoop applies. */
@Component
class IntakeAlerts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final InboxLookups lookups;
    private final RefusedWebhooks refused;
    private final AlertSettings settings;

    IntakeAlerts(InboxLookups lookups, RefusedWebhooks refused, AlertSettings settings) {
        this.lookups = lookups;
        this.refused = refused;
        this.settings = settings;
    }

    void find(OperationsStatus.View view, Consumer<Condition> found) {
        if (view.stuck() > 0) {
            found.accept(new Condition(
                    AlertKind.stuckLeads,
                    "all",
                    view.stuck()
                            + (view.stuck() == 1
                                    ? " lead stands longer at its stage"
                                    : " leads stand longer at their stage")
                            + " than allowed: "
                            + view.stages().stream()
                                    .filter(it -> it.stuck() > 0)
                                    .map(it -> it.stuck() + " at " + it.name())
                                    .collect(Collectors.joining(", "))
                            + ".",
                    view.stuck()));
        }
        view.sources().forEach(it -> source(it, found));
        // Anybody can have webhooks refused: their number is no reason to tell it again.
        refused.open()
                .forEach(it -> found.accept(new Condition(
                        AlertKind.webhooksRefused,
                        it.source() + (it.reason() == WebhookRefused.Reason.UNVERIFIED ? "" : " / " + it.reason()),
                        it.source() + ": " + it.webhooks() + (it.webhooks() == 1 ? " webhook" : " webhooks")
                                + " refused since " + utc(it.since()) + ", " + it.words())));
        lookups.failing()
                .forEach((source, many) -> found.accept(new Condition(
                        AlertKind.lookupsFail,
                        source,
                        many + (many == 1 ? " event" : " events") + " of the source " + source
                                + (many == 1 ? " waits" : " wait") + " because its CRM does not answer their look-up."
                                + " See why on /ops/inbox.",
                        many)));
        inbox(view, found);
    }

    private static void source(OperationsStatus.SourceLine line, Consumer<Condition> found) {
        if (line.silent()) {
            found.accept(new Condition(
                    AlertKind.sourceSilent,
                    line.source(),
                    "The source " + line.source() + " has sent nothing since " + utc(line.silentSince())
                            + ". Look at the CRM's webhook."));
        }
        if (!line.refused().isEmpty()) {
            found.accept(new Condition(
                    AlertKind.crmRefuses,
                    line.source(),
                    "The CRM of the source " + line.source() + " refuses LeadLoop. "
                            + String.join(" ", line.refused())));
        }
    }

    private void inbox(OperationsStatus.View view, Consumer<Condition> found) {
        long parked = view.inbox().getOrDefault("PARKED", 0L);
        if (settings.inboxParkedFrom() > 0 && parked >= settings.inboxParkedFrom()) {
            found.accept(new Condition(
                    AlertKind.inboxParked,
                    "all",
                    parked + (parked == 1 ? " event" : " events") + " could not be applied. See why on /ops/inbox.",
                    parked));
        }
        long unmapped = view.inbox().getOrDefault("UNMAPPED", 0L);
        if (unmapped > 0) {
            found.accept(new Condition(
                    AlertKind.inboxUnmapped,
                    "all",
                    unmapped + (unmapped == 1 ? " event waits" : " events wait")
                            + " because no rule knows the CRM status. Sales ops choose its stage on /ops/pipeline.",
                    unmapped));
        }
        if (view.inboxLagSeconds() > settings.inboxBehindAfter().toSeconds()) {
            found.accept(new Condition(
                    AlertKind.inboxBehind,
                    "all",
                    "The inbox is " + view.inboxLagSeconds() / 60
                            + " minutes behind. Look at the log, the database's load and the number of nodes.",
                    view.inboxLagSeconds()));
        }
    }

    /** As pages write it. */
    static String utc(Instant time) {
        return TIME.format(time);
    }
}
