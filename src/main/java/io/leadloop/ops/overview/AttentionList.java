package io.leadloop.ops.overview;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionCauses.Cause;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.crm.SourceRefusals;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.desk.Alert;
import io.leadloop.ops.desk.AlertKind;
import io.leadloop.ops.desk.Alerts;
import io.leadloop.ops.overview.Attention.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Gathers what needs somebody, the worst first. */
@Component
class AttentionList {

    private static final Comparator<Attention> WORST_FIRST =
            Comparator.comparing(Attention::severity).thenComparing(Attention::count, Comparator.reverseOrder());

    /** Alerts about what is read here as it is now; an alert may be a minute old. */
    private static final Set<AlertKind> READ_HERE = EnumSet.of(
            AlertKind.destinationBlocked,
            AlertKind.actionBlocked,
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
    private final Destinations destinations;

    AttentionList(
            DestinationPauses pauses,
            ActionHolds holds,
            ConversionCauses causes,
            SourceRefusals refusals,
            WaitingEvents events,
            Alerts alerts,
            Destinations destinations) {
        this.pauses = pauses;
        this.holds = holds;
        this.causes = causes;
        this.refusals = refusals;
        this.events = events;
        this.alerts = alerts;
        this.destinations = destinations;
    }

    List<Attention> now() {
        List<DestinationPause> paused = pauses.all();
        List<ActionHold> held = holds.all();
        List<Attention> all = new ArrayList<>();
        paused.forEach(it -> all.add(pause(it)));
        refusals.all().forEach(it -> all.add(refusal(it)));
        held.forEach(it -> all.add(hold(it)));
        causes.failing().stream()
                .filter(it -> it.state() != ConversionState.PLANNED
                        || paused.stream()
                                        .noneMatch(pause -> pause.destination().equals(it.destination()))
                                && held.stream()
                                        .noneMatch(hold -> hold.destination().equals(it.destination())))
                .forEach(it -> all.add(cause(it)));
        all.addAll(events.now());
        alerts.open().stream().filter(it -> !READ_HERE.contains(it.kind())).forEach(it -> all.add(alert(it)));
        all.sort(WORST_FIRST);
        return all;
    }

    private String name(String destination) {
        return destinations.find(destination).map(it -> it.profile().name()).orElse(destination);
    }

    private Attention pause(DestinationPause it) {
        return new Attention(
                "pause-" + it.destination(),
                it.cause() == DestinationPause.Cause.BLOCKED ? Severity.STOPPED : Severity.WAITS,
                name(it.destination()),
                0,
                "takes nothing now, its conversions wait.",
                it.message(),
                it.since(),
                "/ops/destinations",
                "Look at it");
    }

    private static Attention refusal(SourceRefusals.Refusal it) {
        return new Attention(
                "refusal-" + it.source() + "-" + it.call().replace(' ', '-'),
                Severity.STOPPED,
                "The CRM of " + it.source(),
                0,
                "refuses LeadLoop.",
                it.words(),
                it.since(),
                "/ops/sources",
                "Look at it");
    }

    private Attention hold(ActionHold it) {
        return new Attention(
                "hold-" + it.destination() + "-" + it.action(),
                Severity.STOPPED,
                name(it.destination()),
                0,
                "refuses the action " + it.action() + "; what is told as it waits, the rest goes on.",
                it.message(),
                it.since(),
                "/ops/destinations",
                "Look at it");
    }

    private Attention cause(Cause it) {
        return new Attention(
                "cause-" + it.destination() + "-" + it.state() + "-" + it.reason(),
                it.state() == ConversionState.PLANNED ? Severity.WAITS : Severity.NEEDS_YOU,
                name(it.destination()) + ":",
                it.conversions(),
                words(it),
                Objects.requireNonNullElse(it.detail(), it.reason()),
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
                it.kind() == AlertKind.pauseForgotten ? Severity.WAITS : Severity.NEEDS_YOU,
                "",
                0,
                it.message(),
                "",
                it.raisedAt(),
                it.kind().page(),
                "Look at it");
    }
}
