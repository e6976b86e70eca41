package io.leadloop.ops.desk;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.StageHistory;
import io.leadloop.ops.desk.LeadDossier.Click;
import io.leadloop.ops.desk.LeadDossier.ConversionFile;
import io.leadloop.ops.desk.LeadDossier.Life;
import io.leadloop.ops.desk.LeadDossier.Step;
import io.leadloop.ops.desk.LeadDossier.Verb;
import io.leadloop.planning.ClickLife;
import io.leadloop.process.StuckLeads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts dossiers together. */
@Component
public class LeadDossiers {

    private static final int MOST = 200;

    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Conversions conversions;
    private final ConversionLedger ledger;
    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final StuckLeads stuck;
    private final LeadDesk desk;
    private final AuditLog audit;
    private final Clock clock;

    LeadDossiers(
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Conversions conversions,
            ConversionLedger ledger,
            Destinations destinations,
            DestinationPauses pauses,
            StuckLeads stuck,
            LeadDesk desk,
            AuditLog audit,
            Clock clock) {
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.conversions = conversions;
        this.ledger = ledger;
        this.destinations = destinations;
        this.pauses = pauses;
        this.stuck = stuck;
        this.desk = desk;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty when there is no such lead. */
    public Optional<LeadDossier> of(LeadId id) {
        return leads.find(id).map(this::of);
    }

    private LeadDossier of(Lead lead) {
        Instant now = clock.instant();
        List<LeadId> one = List.of(lead.id());
        String why = stuck.of(lead.id(), now).stream()
                .findFirst()
                .map(it -> it.stage() + " for " + it.days(now) + " days, allowed " + it.allowedDays()
                        + ". Ask the lead's owner in the CRM; a new stage there ends this.")
                .orElse(null);
        Map<String, DestinationPause> paused =
                pauses.all().stream().collect(Collectors.toMap(DestinationPause::destination, Function.identity()));
        return LeadDossier.of(
                lead,
                Duration.between(lead.stageAt(), now).toDays(),
                why,
                desk.choices(lead),
                history.of(one).getOrDefault(lead.id(), List.of()).stream()
                        .map(it -> new Step(
                                it.occurredAt(),
                                it.stage(),
                                it.crmStatus(),
                                it.dealId(),
                                it.move().name()))
                        .toList(),
                clicks(clickIds.of(one).getOrDefault(lead.id(), List.of()), now),
                conversions.search(lead.id(), null, null, MOST).stream()
                        .map(it -> file(it, paused.get(it.destination()), now))
                        .toList(),
                audit.newest(lead.id().value(), MOST));
    }

    private List<Click> clicks(List<ClickId> clicks, Instant now) {
        return clicks.stream()
                .map(click -> new Click(
                        click.kind().key(),
                        click.value(),
                        click.clickedAt(),
                        click.clickedAt() == null
                                ? null
                                : Duration.between(click.clickedAt(), now).toDays(),
                        ClickLife.of(List.of(click), destinations.all()).stream()
                                .map(it -> new Life(it.platform(), it.ends(), it.daysLeft(now)))
                                .toList()))
                .toList();
    }

    private ConversionFile file(Conversion it, @Nullable DestinationPause pause, Instant now) {
        Optional<Destination> destination = destinations.find(it.destination());
        return new ConversionFile(
                it,
                destination.map(d -> d.profile().name()).orElse(it.destination()),
                words(it, pause, now),
                verbs(it),
                destination
                        .map(d -> d.profile().matching().clickIds().stream()
                                .map(ClickIdKind::key)
                                .toList())
                        .orElse(List.of()),
                ledger.attempts(it.id()));
    }

    private static List<Verb> verbs(Conversion it) {
        return switch (it.state()) {
            case REJECTED ->
                it.type() == ConversionType.CONVERSION
                        ? List.of(Verb.RETRY, Verb.CORRECT, Verb.DROP)
                        : List.of(Verb.RETRY, Verb.DROP);
            case PLANNED -> List.of(Verb.RETRY, Verb.DROP);
            case REFUSED -> List.of(Verb.LOOK_AGAIN);
            case EXHAUSTED, CANCELLED -> List.of(Verb.RETRY, Verb.DROP);
            case DROPPED -> List.of(Verb.RETRY);
            case ACCEPTED, EXPIRED, WITHDRAWN, TAKEN_BACK, MERGED -> List.of();
        };
    }

    private static String words(Conversion it, @Nullable DestinationPause pause, Instant now) {
        return switch (it.state()) {
            case ACCEPTED -> "The platform has it. Nothing to do.";
            case REJECTED ->
                "The platform refused it. Correct it or fix the cause there, then send it again; or drop it.";
            case REFUSED -> "It was not sent. When the reason is gone, look again.";
            case EXHAUSTED ->
                "Every retry failed (" + it.attempts() + " attempts). It is tried once a day while the platform still"
                        + " takes it; fix the cause and send it again, or drop it.";
            case EXPIRED -> "It may not be sent any more. Nothing can be done.";
            case WITHDRAWN -> "The person took the consent back; it is not sent. Nothing to do.";
            case TAKEN_BACK -> "The CRM took the stage back before it was sent. Nothing to do.";
            case MERGED -> "Its lead became part of another, for which the same step is told. Nothing to do.";
            case CANCELLED -> "Somebody ended its upload in Cockpit. Send it again, or drop it.";
            case DROPPED -> "Somebody gave it up. Send again takes it back.";
            case PLANNED -> planned(it, pause, now);
        };
    }

    private static String planned(Conversion it, @Nullable DestinationPause pause, Instant now) {
        if (pause != null) {
            return "It waits because the destination takes nothing now: " + pause.message()
                    + " It goes out when the destination is resumed.";
        }
        Instant notBefore = it.notBefore();
        if (notBefore != null && notBefore.isAfter(now)) {
            return "It waits for the time from which the platform takes it. Nothing to do.";
        }
        return it.attempts() == 0
                ? "It is on its way. Nothing to do."
                : "Tried " + (it.attempts() == 1 ? "once" : it.attempts() + " times")
                        + " so far; it goes out again by itself. Send again only skips a wait.";
    }
}
