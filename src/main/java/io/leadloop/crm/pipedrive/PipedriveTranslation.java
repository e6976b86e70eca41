package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.ClickIdFields;
import io.leadloop.crm.ConsentField;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.pipedrive.PipedriveEvent.Action;
import io.leadloop.crm.pipedrive.PipedriveEvent.Entity;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pipedrive's deals, leads and persons in the words of the house. The person is the lead. */
final class PipedriveTranslation {

    /** What we call a lead in the Leads Inbox, which has no status in Pipedrive. */
    static final String IN_INBOX = "Leads Inbox";

    private final String source;
    private final PipedriveProperties properties;
    private final PipedriveRelevance relevance;
    private final ClickIdFields clicks;
    private final ConsentField consent;
    private final Consent assumed;

    PipedriveTranslation(
            String source,
            PipedriveProperties properties,
            PipedriveRelevance relevance,
            ClickIdFields clicks,
            ConsentField consent,
            Consent assumed) {
        this.source = source;
        this.properties = properties;
        this.relevance = relevance;
        this.clicks = clicks;
        this.consent = consent;
        this.assumed = assumed;
    }

    SourceChange translate(CrmMessage message) throws Untranslatable {
        PipedriveEvent event = PipedriveEvent.of(message.event());
        Optional<String> loser = message.text(PipedriveSource.LOSER);
        if (loser.isPresent()) {
            return new SourceChange.Merge(lead(loser.get()), lead(event.id()));
        }
        String whyNot = relevance.whyNot(event);
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        if (event.action() == Action.DELETE) {
            return event.mergedInto().isEmpty()
                    ? new SourceChange.Erasure(lead(event.id()))
                    : new SourceChange.Merge(lead(event.id()), lead(event.mergedInto()));
        }
        if (!message.wasAsked()) {
            throw new Untranslatable("Pipedrive was not asked for the person yet. Replay the event.");
        }
        PipedriveRecord person = new PipedriveRecord(message.record(PipedriveLookup.PERSON)
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance));
        if (event.entity() == Entity.LEAD) {
            return new SourceChange.Event(inboxLead(event, person));
        }
        Optional<JsonNode> deal = message.record(PipedriveLookup.DEAL);
        if (deal.isEmpty()) {
            return new SourceChange.Irrelevant("The person has no deal yet; its first one tells everything.");
        }
        String stage = message.text(PipedriveLookup.STAGE).orElse("");
        return new SourceChange.Event(deal(event, new PipedriveRecord(deal.get()), stage, person));
    }

    private ExternalId lead(String id) {
        return ExternalId.lead(source, id);
    }

    private LeadEvent inboxLead(PipedriveEvent event, PipedriveRecord person) throws Untranslatable {
        PipedriveRecord lead = new PipedriveRecord(event.data());
        Instant added = CrmValues.time(lead.raw("add_time"), "add_time").orElse(event.at());
        String personId = lead.raw("person_id");
        return event(
                PipedriveEvent.isId(personId) ? lead(personId) : lead(event.id()),
                PipedriveEvent.isId(personId) ? List.of(lead(event.id())) : List.of(),
                IN_INBOX,
                Outcome.UNSAID,
                added,
                lead,
                person,
                null);
    }

    private LeadEvent deal(PipedriveEvent event, PipedriveRecord deal, String stage, PipedriveRecord person)
            throws Untranslatable {
        String id = deal.raw("id");
        String personId = deal.raw("person_id");
        boolean isOfPerson = PipedriveEvent.isId(personId);
        ExternalId record = ExternalId.deal(source, id);
        Outcome outcome = outcome(deal.raw("status"));
        return event(
                isOfPerson ? lead(personId) : record,
                isOfPerson ? List.of(record) : List.of(),
                CrmValues.status(stage),
                outcome,
                since(event, deal, outcome),
                deal,
                person,
                new Deal(id, new DealValue(money(deal, "value"), margin(deal))));
    }

    private LeadEvent event(
            ExternalId subject,
            List<ExternalId> aliases,
            String status,
            Outcome outcome,
            Instant at,
            PipedriveRecord record,
            PipedriveRecord person,
            @Nullable Deal deal)
            throws Untranslatable {
        Instant added = CrmValues.time(record.raw("add_time"), "add_time").orElse(null);
        Instant known = CrmValues.time(person.raw("add_time"), "add_time").orElse(added);
        List<ClickId> found = new ArrayList<>(clicks.in(record::text, added));
        Consent said = consent.in(person::text);
        String country = country(person, record);
        return new LeadEvent(
                subject,
                aliases,
                status,
                outcome,
                at,
                known,
                ClickIdFields.together(found, clicks.in(person::text, known)),
                ContactHasher.hash(
                        person.contact("emails", "email").orElse(null),
                        person.contact("phones", "phone").orElse(null),
                        country),
                said == null ? consent.in(record::text) : said,
                assumed,
                country,
                deal);
    }

    /** Since when the deal stands where it stands: by its own times, so that webhook and sweep tell the same. */
    private static Instant since(PipedriveEvent event, PipedriveRecord deal, Outcome outcome) throws Untranslatable {
        String was = event.previous().path("status").asText("");
        boolean ended = outcome == Outcome.WON || outcome == Outcome.LOST;
        boolean isOfDeal = event.entity() == Entity.DEAL;
        if (isOfDeal && !ended && (was.equals("won") || was.equals("lost"))) {
            return event.at();
        }
        List<String> times = switch (outcome) {
            case WON -> List.of("won_time", "close_time");
            case LOST -> List.of("lost_time", "close_time");
            default -> List.of("stage_change_time", "add_time");
        };
        for (String time : times) {
            Optional<Instant> at = CrmValues.time(deal.raw(time), time);
            if (at.isPresent()) {
                return at.get();
            }
        }
        if (isOfDeal && event.changed(ended ? "status" : "stage_id")) {
            return event.at();
        }
        throw new Untranslatable("The deal says none of " + String.join(", ", times) + ": its time is not known.");
    }

    private static Outcome outcome(String status) throws Untranslatable {
        return switch (status) {
            case "open" -> Outcome.OPEN;
            case "won" -> Outcome.WON;
            case "lost" -> Outcome.LOST;
            default -> throw new Untranslatable("The deal's status is none of open, won, lost.");
        };
    }

    private @Nullable Money margin(PipedriveRecord deal) throws Untranslatable {
        return properties.marginField() == null ? null : money(deal, properties.marginField());
    }

    private static @Nullable Money money(PipedriveRecord deal, String field) throws Untranslatable {
        return CrmValues.money(
                deal.text(field).orElse(""),
                deal.raw("currency"),
                "Pipedrive always sends one; correct the deal there, which sends it again.");
    }

    private @Nullable String country(PipedriveRecord person, PipedriveRecord record) {
        String field = properties.countryField();
        return field == null ? null : CrmValues.country(person.text(field).or(() -> record.text(field)));
    }
}
