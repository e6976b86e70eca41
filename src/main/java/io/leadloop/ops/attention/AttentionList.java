package io.leadloop.ops.attention;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditFinding;
import io.leadloop.connection.AuditedAccount;
import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionCauses.Cause;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.crm.RefusedWebhooks;
import io.leadloop.crm.SourceRefusals;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.attention.Attention.Severity;
import io.leadloop.ops.desk.Alert;
import io.leadloop.ops.desk.AlertKind;
import io.leadloop.ops.desk.AlertSettings;
import io.leadloop.ops.desk.Alerts;
import io.leadloop.process.StuckLeads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The one list of what needs somebody, the worst first: the Overview shows its beginning, the page "Needs attention" all of
 * it, the menu counts it.
 */
@Component
public class AttentionList {

    private static final Comparator<Attention> WORST_FIRST =
            Comparator.comparing(Attention::severity).thenComparing(Attention::count, Comparator.reverseOrder());

    /** Alerts about what is read here as it is now; an alert may be a minute old. */
    private static final Set<AlertKind> READ_HERE = EnumSet.of(
            AlertKind.destinationBlocked,
            AlertKind.actionBlocked,
            AlertKind.actionUnfit,
            AlertKind.pauseForgotten,
            AlertKind.stuckLeads,
            AlertKind.webhooksRefused,
            AlertKind.uploadsFailed,
            AlertKind.retriesUsedUp,
            AlertKind.crmRefuses,
            AlertKind.inboxParked,
            AlertKind.inboxUnmapped);

    private final DestinationPauses pauses;
    private final ActionHolds holds;
    private final ConversionCauses causes;
    private final SourceRefusals refusals;
    private final WaitingEvents events;
    private final Alerts alerts;
    private final AlertSettings settings;
    private final RefusedWebhooks refused;
    private final StuckLeads stuck;
    private final Destinations destinations;
    private final AccountAudits audits;
    private final FailingSweeps sweeps;
    private final SilentConsent consent;
    private final UploadsWithoutRetries stalled;
    private final Clock clock;

    AttentionList(
            DestinationPauses pauses,
            ActionHolds holds,
            ConversionCauses causes,
            SourceRefusals refusals,
            WaitingEvents events,
            Alerts alerts,
            AlertSettings settings,
            RefusedWebhooks refused,
            StuckLeads stuck,
            Destinations destinations,
            AccountAudits audits,
            FailingSweeps sweeps,
            SilentConsent consent,
            UploadsWithoutRetries stalled,
            Clock clock) {
        this.pauses = pauses;
        this.holds = holds;
        this.causes = causes;
        this.refusals = refusals;
        this.events = events;
        this.alerts = alerts;
        this.settings = settings;
        this.refused = refused;
        this.stuck = stuck;
        this.destinations = destinations;
        this.audits = audits;
        this.sweeps = sweeps;
        this.consent = consent;
        this.stalled = stalled;
        this.clock = clock;
    }

    public List<Attention> now() {
        List<Attention> all = new ArrayList<>();
        pauses.all().forEach(it -> all.add(pause(it)));
        refused.open().forEach(it -> all.add(refusedWebhooks(it)));
        List<SourceRefusals.Refusal> refusing = refusals.all();
        refusing.forEach(it -> all.add(refusal(it)));
        all.addAll(
                sweeps.now(refusing.stream().map(SourceRefusals.Refusal::source).collect(Collectors.toSet())));
        holds.all().forEach(it -> all.add(hold(it)));
        causes.failing().forEach(it -> all.add(cause(it)));
        all.addAll(stalled.now(this::name));
        all.addAll(events.now());
        all.addAll(consent.now());
        audits.all().forEach(it -> it.needingSomebody().forEach(found -> all.add(audited(it, found))));
        List<Alert> open = alerts.open();
        open.stream().filter(it -> !READ_HERE.contains(it.kind())).forEach(it -> all.add(alert(it)));
        // To count them reads all leads, so only while the last look found some.
        open.stream().filter(it -> it.kind() == AlertKind.stuckLeads).forEach(it -> stuck(it, all));
        all.sort(WORST_FIRST);
        return all;
    }

    private String name(String destination) {
        return destinations.find(destination).map(it -> it.profile().name()).orElse(destination);
    }

    /** How many of these need somebody. */
    public static long needing(List<Attention> all) {
        return all.stream().filter(Attention::needsSomebody).count();
    }

    private void stuck(Alert alert, List<Attention> all) {
        long leads = stuck.count(clock.instant()).values().stream()
                .mapToLong(StuckLeads.Count::open)
                .sum();
        if (leads > 0) {
            all.add(new Attention(
                    "stuck",
                    Severity.NEEDS_YOU,
                    false,
                    leads == 1 ? "Lead:" : "Leads:",
                    leads,
                    leads == 1
                            ? "stands longer at its stage than allowed."
                            : "stand longer at their stage than allowed.",
                    "",
                    alert.raisedAt(),
                    "/ops/leads?show=stuck",
                    leads == 1 ? "Look at it" : "Look at them"));
        }
    }

    private static Attention refusedWebhooks(RefusedWebhooks.Refused it) {
        return new Attention(
                "refused-" + it.source() + "-" + it.reason(),
                Severity.STOPPED,
                false,
                it.source() + ":",
                it.webhooks(),
                it.webhooks() == 1
                        ? "webhook refused, and no good one came since."
                        : "webhooks refused, and no good one came since.",
                Character.toUpperCase(it.words().charAt(0)) + it.words().substring(1),
                it.since(),
                "/ops/sources#" + it.source(),
                "Look at it");
    }

    private Attention pause(DestinationPause it) {
        boolean isForgotten = settings.isForgotten(it, clock.instant());
        return new Attention(
                "pause-" + it.destination(),
                it.cause() == DestinationPause.Cause.BLOCKED
                        ? Severity.STOPPED
                        : isForgotten ? Severity.NEEDS_YOU : Severity.WAITS,
                true,
                name(it.destination()),
                0,
                isForgotten
                        ? "was paused by a person and forgotten, its conversions wait: resume it."
                        : "takes nothing now, its conversions wait.",
                sentence(it.message()),
                it.since(),
                "/ops/destinations#a-" + it.destination(),
                "Look at it");
    }

    /** What follows it is a sentence of its own. */
    private static String sentence(String message) {
        return message.isEmpty() || message.endsWith(".") ? message : message + ".";
    }

    private static Attention refusal(SourceRefusals.Refusal it) {
        return new Attention(
                "refusal-" + it.source() + "-" + it.call().replace(' ', '-'),
                Severity.STOPPED,
                false,
                "The CRM of " + it.source(),
                0,
                "refuses LeadLoop.",
                sentence(it.words()),
                it.since(),
                "/ops/sources#" + it.source(),
                "Look at it");
    }

    private Attention hold(ActionHold it) {
        return new Attention(
                "hold-" + it.destination() + "-" + it.action(),
                Severity.STOPPED,
                true,
                name(it.destination()),
                0,
                "refuses the action " + it.action() + "; what is told as it waits, the rest goes on.",
                sentence(it.message()),
                it.since(),
                "/ops/destinations#a-" + it.destination(),
                "Look at it");
    }

    private Attention audited(AuditedAccount it, AuditFinding found) {
        return new Attention(
                "audit-" + it.account() + "-" + found.action(),
                Severity.NEEDS_YOU,
                false,
                name(it.account()) + ":",
                0,
                found.what(),
                found.fix(),
                null,
                "/ops/connections/account/" + it.account() + "/audit",
                "Look at it");
    }

    private Attention cause(Cause it) {
        return new Attention(
                "cause-" + it.destination() + "-" + it.state() + "-" + it.reason(),
                it.state() == ConversionState.PLANNED ? Severity.WAITS : Severity.NEEDS_YOU,
                true,
                name(it.destination()) + ":",
                it.conversions(),
                words(it),
                sentence(Objects.requireNonNullElse(it.detail(), it.reason())),
                it.oldest(),
                UriComponentsBuilder.fromPath("/ops/failures/rows")
                        .queryParam("destination", "{destination}")
                        .queryParam("state", it.state())
                        .queryParam("reason", "{reason}")
                        .encode()
                        .buildAndExpand(it.destination(), it.reason())
                        .toUriString(),
                it.conversions() == 1 ? "Look at it" : "Look at them");
    }

    private static String words(Cause it) {
        boolean isOne = it.conversions() == 1;
        return switch (it.state()) {
            case EXHAUSTED ->
                isOne
                        ? "conversion whose retries are used up: fix the cause, then send it again."
                        : "conversions whose retries are used up: fix the cause, then send them again.";
            case CANCELLED ->
                isOne
                        ? "upload was ended in Cockpit: send it again or drop it."
                        : "uploads were ended in Cockpit: send them again or drop them.";
            case PLANNED ->
                isOne
                        ? "conversion failed and is tried again by itself."
                        : "conversions failed and are tried again by themselves.";
            default ->
                isOne
                        ? "refused conversion: correct it, send it again or drop it."
                        : "refused conversions: correct them, send them again or drop them.";
        };
    }

    private static Attention alert(Alert it) {
        return new Attention(
                "alert-" + it.kind() + "-" + it.subject().replace(' ', '-'),
                Severity.NEEDS_YOU,
                false,
                "",
                0,
                it.message(),
                "",
                it.raisedAt(),
                // What there is to know of it, this line says.
                it.kind() == AlertKind.databaseNearlyFull ? "" : it.kind().page(),
                "Look at it");
    }
}
