package io.leadloop.ops.desk;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
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
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.ops.desk.ConversionWords.Blocks;
import io.leadloop.ops.desk.LeadDossier.Click;
import io.leadloop.ops.desk.LeadDossier.ConversionFile;
import io.leadloop.ops.desk.LeadDossier.Excluded;
import io.leadloop.ops.desk.LeadDossier.Life;
import io.leadloop.ops.desk.LeadDossier.Step;
import io.leadloop.planning.ClickLife;
import io.leadloop.process.CockpitHolds;
import io.leadloop.process.CockpitHolds.Holds;
import io.leadloop.process.CockpitHolds.Upload;
import io.leadloop.process.StuckLeads;
import io.leadloop.quality.QualityRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts dossiers together. */
@Component
public class LeadDossiers {

    private static final int MOST = 200;
    private static final int MOST_SECONDS = 60;

    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Conversions conversions;
    private final ConversionLedger ledger;
    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final ActionHolds actions;
    private final StuckLeads stuck;
    private final LeadDesk desk;
    private final LeadRelations relations;
    private final CockpitHolds holds;
    private final QualityRows rows;
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
            ActionHolds actions,
            StuckLeads stuck,
            LeadDesk desk,
            LeadRelations relations,
            CockpitHolds holds,
            QualityRows rows,
            AuditLog audit,
            Clock clock) {
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.conversions = conversions;
        this.ledger = ledger;
        this.destinations = destinations;
        this.pauses = pauses;
        this.actions = actions;
        this.stuck = stuck;
        this.desk = desk;
        this.relations = relations;
        this.holds = holds;
        this.rows = rows;
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
        List<ClickId> known = clickIds.of(one).getOrDefault(lead.id(), List.of());
        String why = stuck.of(lead.id(), now).stream()
                .findFirst()
                .map(it -> it.stage() + " for " + it.days(now) + " days, allowed " + it.allowedDays()
                        + ". Ask the lead's owner in the CRM; a new stage there ends this."
                        + (it.acknowledgement() == null
                                ? ""
                                : " " + it.acknowledgement().words())
                        + clickLeft(known, now))
                .orElse(null);
        Map<String, DestinationPause> paused =
                pauses.all().stream().collect(Collectors.toMap(DestinationPause::destination, Function.identity()));
        List<ActionHold> held = actions.all();
        List<Conversion> owed = conversions.search(lead.id(), null, null, MOST);
        List<StageChange> past = history.of(one).getOrDefault(lead.id(), List.of());
        Holds holds = this.holds.of(lead, owed.stream().map(Conversion::id).toList());
        return LeadDossier.of(
                lead,
                Duration.between(lead.stageAt(), now).toDays(),
                why,
                held(holds),
                relations.of(lead),
                desk.choices(lead, holds),
                past.stream()
                        .map(it -> new Step(
                                it.occurredAt(),
                                it.stage(),
                                it.crmStatus(),
                                it.dealId(),
                                it.move().name()))
                        .toList(),
                clicks(known, now),
                owed.stream()
                        .map(it -> file(it, new Blocks(paused.get(it.destination()), hold(held, it), holds), past, now))
                        .toList(),
                rows.excluded(lead.id().value()).stream()
                        .map(it -> new Excluded(
                                it.stage(), platform(it.destination()), Objects.requireNonNullElse(it.reason(), "")))
                        .toList(),
                audit.newest(lead.id().value(), MOST));
    }

    /** How long a platform still takes something for the click that ends next; empty where no end is known. */
    private String clickLeft(List<ClickId> clicks, Instant now) {
        return ClickLife.next(ClickLife.of(clicks, destinations.all()), now)
                .map(it -> " " + it.platform() + " takes something for its click for " + it.daysLeft(now)
                        + (Long.valueOf(1).equals(it.daysLeft(now)) ? " more day." : " more days."))
                .orElse("");
    }

    private String platform(String destination) {
        return destinations.find(destination).map(it -> it.profile().name()).orElse(destination);
    }

    private List<Click> clicks(List<ClickId> clicks, Instant now) {
        return clicks.stream()
                .map(click -> new Click(
                        click.kind().key(),
                        click.value(),
                        click.clickedAt(),
                        click.timeStandsIn(),
                        damage(click),
                        click.clickedAt() == null
                                ? null
                                : Duration.between(click.clickedAt(), now).toDays(),
                        ClickLife.of(List.of(click), destinations.all()).stream()
                                .map(it -> new Life(it.platform(), it.ends(), it.daysLeft(now)))
                                .toList()))
                .toList();
    }

    private static @Nullable String damage(ClickId click) {
        ClickId.Damage damage = click.damage();
        return damage == null ? null : damage.words();
    }

    /** Why events of the lead wait, or cannot be applied; null where they can. */
    private static @Nullable String held(Holds holds) {
        if (holds.isModified()) {
            return "Somebody modified its process in Cockpit: it has a second token, or none that waits at a stage. What the"
                    + " CRM says of it is parked. Cancel the process instance there (the lead keeps its history, the next"
                    + " event starts a new one), then replay the events on Inbox.";
        }
        return holds.isSuspended()
                ? "Its process is suspended in Cockpit: what the CRM says of it waits on Inbox until somebody activates it"
                        + " there. Then it goes on by itself."
                : null;
    }

    /** Why a platform is told another second than the CRM's; empty where it is not. */
    private static String timeNote(Conversion told, boolean countsBySecond, List<StageChange> past) {
        return countsBySecond && !told.isAdjustment()
                ? past.stream()
                        .filter(it -> it.stage().equals(told.stage())
                                && (told.dealId().isEmpty() || it.dealId().equals(told.dealId())))
                        .map(it -> Duration.between(it.occurredAt(), told.occurredAt())
                                .toSeconds())
                        .filter(it -> it > 0 && it < MOST_SECONDS)
                        .findFirst()
                        .map(it ->
                                " Told as " + it + (it == 1 ? " second" : " seconds") + " later than the CRM says: the"
                                        + " platform counts conversions of one click in the same second once.")
                        .orElse("")
                : "";
    }

    private static @Nullable ActionHold hold(List<ActionHold> held, Conversion of) {
        return held.stream()
                .filter(it ->
                        it.destination().equals(of.destination()) && it.action().equals(of.action()))
                .findFirst()
                .orElse(null);
    }

    private ConversionFile file(Conversion it, Blocks blocks, List<StageChange> past, Instant now) {
        Optional<Destination> destination = destinations.find(it.destination());
        Upload upload = blocks.holds().uploads().get(it.id());
        return new ConversionFile(
                it,
                it.state().words(),
                destination.map(d -> d.profile().name()).orElse(it.destination()),
                ConversionWords.brief(it, blocks),
                ConversionWords.of(it, blocks, now)
                        + timeNote(
                                it, destination.map(Destination::countsBySecond).orElse(false), past),
                ConversionWords.verbs(it, blocks),
                upload == null ? null : upload.instance(),
                destination
                        .map(d -> d.profile().matching().clickIds().stream()
                                .map(ClickIdKind::key)
                                .toList())
                        .orElse(List.of()),
                ledger.attempts(it.id()));
    }
}
