package io.leadloop.ops;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditedAccount;
import io.leadloop.conversion.AccountTraffic;
import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.expiry.Ending;
import io.leadloop.expiry.Endings;
import io.leadloop.expiry.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page of ad accounts shows. */
@Component
class AccountLines {

    private static final Duration LATELY = Duration.ofDays(7);

    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final Endings endings;
    private final ActionHolds actions;
    private final PlatformRequests requests;
    private final AccountAudits audits;
    private final AccountTraffic traffic;
    private final Clock clock;

    AccountLines(
            Destinations destinations,
            DestinationPauses pauses,
            Endings endings,
            ActionHolds actions,
            PlatformRequests requests,
            AccountAudits audits,
            AccountTraffic traffic,
            Clock clock) {
        this.destinations = destinations;
        this.pauses = pauses;
        this.endings = endings;
        this.actions = actions;
        this.requests = requests;
        this.audits = audits;
        this.traffic = traffic;
        this.clock = clock;
    }

    /** A destination and whether it sends: OFF, ON, BLOCKED, RATE_LIMIT, or OPERATOR for paused by a person. */
    record AccountLine(
            Destination destination, @Nullable DestinationPause pause, List<ActionHold> holds, String state) {

        static AccountLine of(Destination destination, @Nullable DestinationPause pause, List<ActionHold> holds) {
            String state = pause == null ? "ON" : pause.cause().name();
            return new AccountLine(destination, pause, holds, destination.isOn() ? state : "OFF");
        }
    }

    /** Those that somebody should look at first. */
    List<AccountLine> now() {
        Map<String, DestinationPause> paused =
                pauses.all().stream().collect(Collectors.toMap(DestinationPause::destination, Function.identity()));
        return destinations.all().stream()
                .map(it -> AccountLine.of(
                        it,
                        paused.get(it.profile().id()),
                        actions.of(it.profile().id())))
                .sorted(Comparator.comparing(
                        it -> it.pause() == null && it.holds().isEmpty()))
                .toList();
    }

    /** What each said of its conversion actions, by destination. */
    Map<String, AuditedAccount> audits() {
        return audits.all().stream().collect(Collectors.toMap(AuditedAccount::account, Function.identity()));
    }

    /** What went to each in the last seven days, by destination. */
    Map<String, AccountTraffic.Traffic> traffic() {
        return traffic.since(clock.instant().minus(LATELY));
    }

    List<Ending> endings() {
        return endings.of(Expiry.Holder.DESTINATION);
    }

    /** What platforms counted in the end of what they took in the last seven days, by destination. */
    Map<String, PlatformRequests.Verdict> verdicts() {
        return requests.since(clock.instant().minus(LATELY)).stream()
                .collect(Collectors.toMap(PlatformRequests.Verdict::destination, Function.identity()));
    }
}
