package io.leadloop.ops.desk;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditFinding;
import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.desk.Alert.Condition;
import io.leadloop.quality.CountedLessWatch;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Conditions about what is told to the platforms: one for each cause, however many conversions it concerns. */
@Component
class PlatformAlerts {

    private static final Duration VERDICT_IS_NEWS_FOR = Duration.ofDays(1);

    private final PlatformRequests requests;
    private final AlertSettings settings;
    private final Destinations destinations;
    private final AccountAudits audits;
    private final CountedLessWatch counted;

    PlatformAlerts(
            PlatformRequests requests,
            AlertSettings settings,
            Destinations destinations,
            AccountAudits audits,
            CountedLessWatch counted) {
        this.counted = counted;
        this.destinations = destinations;
        this.audits = audits;
        this.requests = requests;
        this.settings = settings;
    }

    void find(OperationsStatus.View view, Consumer<Condition> found) {
        view.paused().forEach(it -> paused(it, view, found));
        view.held().stream()
                .map(OperationsStatus.HoldLine::hold)
                .forEach(it -> found.accept(new Condition(
                        AlertKind.actionBlocked,
                        it.destination() + " / " + it.action(),
                        name(it.destination()) + " refuses the action " + it.action() + ", what is told as it waits. "
                                + it.message())));
        byDestination(view, ConversionState.REJECTED)
                .forEach((destination, causes) -> found.accept(new Condition(
                        AlertKind.uploadsFailed,
                        destination,
                        name(destination) + " refused " + words(causes) + ". Correct or drop them on /ops/failures.",
                        sum(causes))));
        byDestination(view, ConversionState.EXHAUSTED)
                .forEach((destination, causes) -> found.accept(new Condition(
                        AlertKind.retriesUsedUp,
                        destination,
                        name(destination) + " took none of all retries: " + words(causes)
                                + ". Fix the cause, then send them again on /ops/failures.",
                        sum(causes))));
        audits.all()
                .forEach(account ->
                        account.needingSomebody().forEach(it -> found.accept(unfit(account.account(), it))));
        counted.last()
                .forEach(it -> found.accept(new Condition(
                        AlertKind.countedLess,
                        it.destination() + " / " + it.action(),
                        it.words(name(it.destination())) + " Reconciliation has them.",
                        it.missing().longValue())));
        requests.notCountedSince(view.at().minus(VERDICT_IS_NEWS_FOR))
                .forEach((destination, many) -> found.accept(new Condition(
                        AlertKind.verdictsFailed,
                        destination,
                        name(destination) + " did not count all of " + many
                                + (many == 1 ? " request" : " requests")
                                + " that it took, it said within the last day. Ad accounts says why.",
                        many)));
    }

    private Condition unfit(String account, AuditFinding it) {
        return new Condition(
                AlertKind.actionUnfit,
                it.action().isEmpty() ? account : account + " / " + it.action(),
                name(account) + ": " + it.what() + " " + it.fix());
    }

    /** What people call it. */
    private String name(String account) {
        return destinations.find(account).map(it -> it.profile().name()).orElse(account);
    }

    private void paused(OperationsStatus.PauseLine line, OperationsStatus.View view, Consumer<Condition> found) {
        DestinationPause pause = line.pause();
        if (pause.cause() == DestinationPause.Cause.BLOCKED) {
            found.accept(new Condition(
                    AlertKind.destinationBlocked,
                    pause.destination(),
                    name(pause.destination()) + " takes nothing, " + waiting(line) + ". " + pause.message(),
                    line.waiting()));
        }
        if (settings.isForgotten(pause, view.at())) {
            found.accept(new Condition(
                    AlertKind.pauseForgotten,
                    pause.destination(),
                    name(pause.destination()) + " is paused by a person since " + IntakeAlerts.utc(pause.since()) + ", "
                            + waiting(line) + ". " + pause.message() + " Resume it on /ops/destinations.",
                    line.waiting()));
        }
    }

    private static String waiting(OperationsStatus.PauseLine line) {
        return line.waiting() + (line.waiting() == 1 ? " conversion waits" : " conversions wait");
    }

    private static TreeMap<String, List<ConversionCauses.Cause>> byDestination(
            OperationsStatus.View view, ConversionState state) {
        return view.failing().stream()
                .filter(it -> it.state() == state)
                .collect(Collectors.groupingBy(ConversionCauses.Cause::destination, TreeMap::new, Collectors.toList()));
    }

    private static String words(List<ConversionCauses.Cause> causes) {
        return causes.stream()
                .map(it -> it.conversions() + " for " + it.reason())
                .collect(Collectors.joining(", "));
    }

    private static long sum(List<ConversionCauses.Cause> causes) {
        return causes.stream().mapToLong(ConversionCauses.Cause::conversions).sum();
    }
}
