package io.leadloop.ops.pipeline;

import io.leadloop.connection.AccountAudits;
import io.leadloop.conversion.AccountTraffic;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.FxRates;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.UnmappedStatus;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Leads;
import io.leadloop.lead.StageHistory;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.Finding;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the {@link LintContext}: platforms, leads, statuses. Counts of the last months are a minute old, and older where it takes
 * long to count them: a twentieth of the time may be spent on that.
 */
@Component
class LintContextReader {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int SHARE_OF_COUNTING = 20;
    private static final Duration VOLUME = Duration.ofDays(30);
    private static final Duration HISTORY = Duration.ofDays(90);

    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final InboxMessages inbox;
    private final Leads leads;
    private final StageHistory history;
    private final AccountTraffic traffic;
    private final ClickIds clicks;
    private final ExpectedValues expected;
    private final AccountAudits audits;
    private final FxRates rates;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    private record Counted(
            Instant at,
            Duration fresh,
            Map<String, Map<String, Long>> taken,
            Map<String, Duration> usualTime,
            List<StageHistory.SeenStatus> statuses,
            boolean leadsOfForms) {}

    LintContextReader(
            Destinations destinations,
            DestinationPauses pauses,
            InboxMessages inbox,
            Leads leads,
            StageHistory history,
            AccountTraffic traffic,
            ClickIds clicks,
            ExpectedValues expected,
            AccountAudits audits,
            FxRates rates,
            Clock clock) {
        this.destinations = destinations;
        this.pauses = pauses;
        this.inbox = inbox;
        this.leads = leads;
        this.history = history;
        this.traffic = traffic;
        this.clicks = clicks;
        this.expected = expected;
        this.audits = audits;
        this.rates = rates;
        this.clock = clock;
    }

    LintContext surroundings() {
        Counted now = counted();
        Set<String> paused =
                pauses.all().stream().map(DestinationPause::destination).collect(Collectors.toSet());
        Map<String, Long> unmapped = new HashMap<>();
        unmapped().forEach(it -> unmapped.put(it.status(), it.events()));
        return new LintContext(
                destinations.all().stream()
                        .map(it -> facts(it, paused))
                        .collect(Collectors.toMap(LintContext.Destination::id, it -> it)),
                now.taken(),
                now.usualTime(),
                leads.countByStage(),
                unmapped,
                expected.byStage(),
                now.leadsOfForms(),
                this::ofAccounts);
    }

    /** Never an error: what an account said yesterday stops nobody from publishing. */
    private List<Finding> ofAccounts(Pipeline plan) {
        return audits.findings(plan).stream()
                .map(it -> new Finding(
                        Finding.Severity.WARNING,
                        "account-"
                                + it.finding()
                                        .kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        nameOf(it.account())
                                + (it.finding().action().isEmpty()
                                        ? ""
                                        : ", action " + it.finding().action()),
                        it.finding().what(),
                        it.finding().fix()))
                .toList();
    }

    private LintContext.Destination facts(Destination destination, Set<String> paused) {
        String id = destination.profile().id();
        return new LintContext.Destination(
                id,
                destination.profile().name(),
                destination.profile().type(),
                destination.isOn(),
                paused.contains(id),
                destination.profile().windows().maxClickAge(),
                destination::knowsAction,
                it -> takesValuesIn(id, it));
    }

    private boolean takesValuesIn(String account, Currency currency) {
        Currency own = destinations.settingsOf(account).accountCurrency();
        return own == null
                || own.equals(currency)
                || rates.find(currency, own, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .isPresent();
    }

    private String nameOf(String account) {
        return destinations.find(account).map(it -> it.profile().name()).orElse(account);
    }

    List<Destination> destinations() {
        return destinations.all();
    }

    List<UnmappedStatus> unmapped() {
        return inbox.unmapped();
    }

    List<StageHistory.SeenStatus> statuses() {
        return counted().statuses();
    }

    private Counted counted() {
        Counted known = counted;
        Instant now = clock.instant();
        if (known != null && Duration.between(known.at(), now).abs().compareTo(known.fresh()) < 0) {
            return known;
        }
        long begun = System.nanoTime();
        Map<String, Map<String, Long>> taken = traffic.takenByStage(now.minus(VOLUME));
        Map<String, Duration> usualTime = history.usualTimeSince(now.minus(HISTORY));
        List<StageHistory.SeenStatus> statuses = history.statusesSince(Instant.EPOCH);
        boolean leadsOfForms = clicks.hasSince(ClickIdKind.META_LEAD_ID, now.minus(HISTORY));
        Duration took = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(SHARE_OF_COUNTING);
        Counted fresh =
                new Counted(now, took.compareTo(FRESH) > 0 ? took : FRESH, taken, usualTime, statuses, leadsOfForms);
        counted = fresh;
        return fresh;
    }
}
