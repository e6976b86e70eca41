package io.leadloop.ops.desk;

import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.expiry.Endings;
import io.leadloop.ops.desk.Alert.Condition;
import io.leadloop.ops.desk.Alert.Kind;
import io.leadloop.quality.ForecastWatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Turns the situation into alerts: one for each cause, however many leads and conversions it concerns. */
@Component
class AlertWatch {

    private final OperationsStatus situation;
    private final Alerts alerts;
    private final ForecastWatch forecasts;
    private final Endings endings;
    private final AlertSettings settings;
    private final Clock clock;

    AlertWatch(
            OperationsStatus situation,
            Alerts alerts,
            ForecastWatch forecasts,
            Endings endings,
            AlertSettings settings,
            Clock clock) {
        this.endings = endings;
        this.situation = situation;
        this.alerts = alerts;
        this.forecasts = forecasts;
        this.settings = settings;
        this.clock = clock;
    }

    void look() {
        alerts.hold(conditions(situation.now()), clock.instant());
    }

    private List<Condition> conditions(OperationsStatus.View view) {
        List<Condition> found = new ArrayList<>();
        view.paused().stream()
                .filter(it -> it.pause().cause() == DestinationPause.Cause.BLOCKED)
                .forEach(it -> found.add(new Condition(
                        Kind.destinationBlocked,
                        it.pause().destination(),
                        it.pause().destination() + " refuses us as a whole, " + it.waiting() + " conversions wait. "
                                + it.pause().message())));
        view.held()
                .forEach(it -> found.add(new Condition(
                        Kind.destinationBlocked,
                        it.destination() + " / " + it.action(),
                        it.destination() + " refuses the action " + it.action() + ", what is told as it waits. "
                                + it.message())));
        byDestination(view, ConversionState.REJECTED)
                .forEach((destination, causes) -> found.add(new Condition(
                        Kind.uploadsFailed,
                        destination,
                        destination + " refused " + causes + ". Correct or drop them on /ops/failures.")));
        byDestination(view, ConversionState.EXHAUSTED)
                .forEach((destination, causes) -> found.add(new Condition(
                        Kind.retriesUsedUp,
                        destination,
                        destination + " took none of all retries: " + causes
                                + ". Fix the cause, then send them again on" + " /ops/failures.")));
        if (view.stuck() > 0) {
            found.add(new Condition(
                    Kind.stuckLeads,
                    "all",
                    view.stuck() + " leads stand longer at their stage than allowed: "
                            + view.stages().stream()
                                    .filter(it -> it.stuck() > 0)
                                    .map(it -> it.stuck() + " at " + it.name())
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        view.sources().stream()
                .filter(OperationsStatus.SourceLine::silent)
                .forEach(it -> found.add(new Condition(
                        Kind.sourceSilent,
                        it.source(),
                        "The source " + it.source() + " has sent nothing since " + it.silentSince()
                                + ". Look at the CRM's webhook.")));
        view.sources().stream()
                .filter(it -> !it.refused().isEmpty())
                .forEach(it -> found.add(new Condition(
                        Kind.crmRefuses,
                        it.source(),
                        "The CRM of the source " + it.source() + " refuses LeadLoop. "
                                + String.join(" ", it.refused()))));
        long parked = view.inbox().getOrDefault("PARKED", 0L);
        if (settings.inboxParkedFrom() > 0 && parked >= settings.inboxParkedFrom()) {
            found.add(new Condition(
                    Kind.inboxParked, "all", parked + " events could not be applied. See why on /ops/inbox."));
        }
        if (settings.clicksExpiringFrom() > 0) {
            forecasts.expiring().stream()
                    .filter(it -> it.qualified() && it.leads() >= settings.clicksExpiringFrom())
                    .forEach(it -> found.add(
                            new Condition(Kind.clicksExpiring, it.destination() + " " + it.stage(), it.words())));
        }
        endings.soon()
                .forEach(it -> found.add(new Condition(
                        it.isOver() ? Kind.ended : Kind.endsSoon,
                        it.expiry().name() + " " + it.expiry().what() + " "
                                + it.expiry().key(),
                        it.expiry().name() + ": " + it.words())));
        return found;
    }

    /** How many conversions of each destination stand in this state for which reasons, in words. */
    private static Map<String, String> byDestination(OperationsStatus.View view, ConversionState state) {
        return view.failing().stream()
                .filter(it -> it.state() == state)
                .collect(Collectors.groupingBy(
                        ConversionCauses.Cause::destination,
                        TreeMap::new,
                        Collectors.mapping(it -> it.conversions() + " for " + it.reason(), Collectors.joining(", "))));
    }
}
