package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.pipedrive.PipedriveEvent.Action;
import io.leadloop.crm.pipedrive.PipedriveEvent.Entity;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.ToldMoney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates Pipedrive's deals, leads and persons into LeadEvents. A person is a lead. */
final class PipedriveTranslation implements RestCrmParts.Translation<PipedriveEvent> {

    /** Status of a lead in the Leads Inbox, which has none in Pipedrive. */
    static final String IN_INBOX = "Leads Inbox";

    private final String source;
    private final PersonFields fields;
    private final @Nullable String marginField;

    PipedriveTranslation(String source, PersonFields fields, @Nullable String marginField) {
        this.source = source;
        this.fields = fields;
        this.marginField = marginField;
    }

    @Override
    public SourceChange translate(PipedriveEvent event, CrmMessage message) throws Untranslatable {
        if (event.action() == Action.DELETE) {
            return event.mergedInto().isEmpty()
                    ? new SourceChange.Erasure(lead(event.id()))
                    : new SourceChange.Merge(lead(event.id()), lead(event.mergedInto()));
        }
        PipedriveRecord person =
                message.record(PipedriveLookup.PERSON).map(PipedriveRecord::new).orElse(PipedriveRecord.NONE);
        Instant seenAt = message.askedAt().orElse(event.at());
        if (event.entity() == Entity.LEAD) {
            return new SourceChange.Event(inboxLead(event, person, seenAt));
        }
        Optional<JsonNode> deal = message.record(PipedriveLookup.DEAL);
        if (deal.isEmpty()) {
            // One who stands in the Leads Inbox only may take the consent back all the same.
            LeadEventDraft draft = LeadEventDraft.ofLead(lead(event.id()));
            return new SourceChange.Event(
                    withFacts(draft, PipedriveRecord.NONE, person, seenAt).facts(seenAt, assumed()),
                    "the person has no deal yet");
        }
        String stage = message.text(PipedriveLookup.STAGE).orElse("");
        return new SourceChange.Event(deal(event, new PipedriveRecord(deal.get()), stage, person, seenAt));
    }

    private ExternalId lead(String id) {
        return ExternalId.lead(source, id);
    }

    private LeadEvent inboxLead(PipedriveEvent event, PipedriveRecord person, Instant seenAt) throws Untranslatable {
        PipedriveRecord lead = new PipedriveRecord(event.data());
        String personId = lead.raw("person_id");
        ExternalId inbox = lead(event.id());
        ExternalId subject = PipedriveEvent.isId(personId) ? lead(personId) : inbox;
        return withFacts(LeadEventDraft.ofLead(subject).alias(inbox), lead, person, seenAt)
                .build(
                        IN_INBOX,
                        CrmValues.time(lead.raw("add_time"), "add_time").orElse(event.at()),
                        assumed());
    }

    private LeadEvent deal(
            PipedriveEvent event, PipedriveRecord deal, String stage, PipedriveRecord person, Instant seenAt)
            throws Untranslatable {
        String personId = deal.raw("person_id");
        DealValue dealValue = DealValue.of(money(deal, "value"), marginField == null ? null : money(deal, marginField));
        LeadEventDraft draft = LeadEventDraft.ofDeal(
                source, deal.raw("id"), dealValue, PipedriveEvent.isId(personId) ? List.of(personId) : List.of());
        Outcome outcome = outcome(deal.raw("status"));
        return withFacts(draft.outcome(outcome), deal, person, seenAt)
                .build(CrmValues.status(stage), since(event, deal, outcome), assumed());
    }

    private Consent assumed() {
        return fields.assumedConsent();
    }

    private LeadEventDraft withFacts(
            LeadEventDraft draft, PipedriveRecord record, PipedriveRecord person, Instant seenAt)
            throws Untranslatable {
        Instant added = CrmValues.time(record.raw("add_time"), "add_time").orElse(null);
        Instant known = CrmValues.time(person.raw("add_time"), "add_time").orElse(added);
        List<Function<String, Optional<String>>> records = List.of(person::text, record::text);
        return draft.capturedAt(known)
                .clicks(ClickId.together(fields.clicks(record::text, added), fields.clicks(person::text, known)))
                .contact(
                        person.contact("emails", "email").orElse(null),
                        person.contact("phones", "phone").orElse(null))
                .country(fields.country(records))
                .consent(fields.consent(records), seenAt);
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

    private static @Nullable ToldMoney money(PipedriveRecord deal, String field) throws Untranslatable {
        return CrmValues.money(
                deal.text(field).orElse(""),
                deal.raw("currency"),
                "Pipedrive always sends one; correct the deal there, which sends it again.");
    }
}
