package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.close.CloseEvent.Kind;
import io.leadloop.crm.close.CloseProperties.StatusesBy;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.ToldMoney;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates Close's leads and opportunities into LeadEvents. */
final class CloseTranslation implements RestCrmParts.Translation<CloseEvent> {

    private final String source;
    private final CloseProperties properties;
    private final CloseRelevance relevance;
    private final PersonFields fields;

    CloseTranslation(String source, CloseProperties properties, CloseRelevance relevance, PersonFields fields) {
        this.source = source;
        this.properties = properties;
        this.relevance = relevance;
        this.fields = fields;
    }

    @Override
    public SourceChange translate(CloseEvent event, CrmMessage message) throws Untranslatable {
        if (event.is("merged") || event.is("deleted")) {
            return ended(event);
        }
        Optional<JsonNode> found = message.record(CloseLookup.LEAD);
        if (found.isEmpty()) {
            return new SourceChange.Irrelevant("The lead is not in Close any more.");
        }
        if (!event.data().isObject()) {
            throw new Untranslatable(
                    "The event comes without its data, which Close shows to administrators only. Set the"
                            + " api-key of one, then replay the event.");
        }
        Instant since = CrmValues.time(message.text(CloseLookup.SINCE).orElse(""), CloseLookup.SINCE)
                .orElse(event.at());
        CloseRecord lead = new CloseRecord(found.get());
        Instant seenAt = message.askedAt().orElse(event.at());
        return event.kind() == Kind.OPPORTUNITY ? deal(event, lead, since, seenAt) : lead(event, lead, since, seenAt);
    }

    private SourceChange ended(CloseEvent event) throws Untranslatable {
        String from = event.mergedFrom();
        String into = event.mergedInto().isEmpty() ? event.leadId() : event.mergedInto();
        if (from.isEmpty() && event.is("merged")) {
            throw new Untranslatable("The merge names no lead that became part of another.");
        }
        return from.isEmpty()
                ? new SourceChange.Erasure(id(event.leadId()))
                : new SourceChange.Merge(id(from), id(into));
    }

    private ExternalId id(String lead) {
        return ExternalId.lead(source, lead);
    }

    private SourceChange lead(CloseEvent event, CloseRecord lead, Instant since, Instant seenAt) throws Untranslatable {
        // A contact's event is told at the lead as it stands; a lead's own as it stood then.
        CloseRecord told = event.kind() == Kind.LEAD ? new CloseRecord(event.data()) : lead;
        String whyNot = relevance.whyNotStatus(told.raw("status_label"));
        CloseRecord contact = lead.contact(event.kind() == Kind.CONTACT ? event.objectId() : "");
        LeadEventDraft draft =
                withFacts(LeadEventDraft.ofLead(id(event.leadId())), CloseRecord.NONE, lead, contact, seenAt);
        if (whyNot != null) {
            // A customer may still take the consent back.
            return new SourceChange.Event(draft.facts(seenAt, fields.assumedConsent()), whyNot);
        }
        return new SourceChange.Event(draft.build(CrmValues.status(status(told)), since, fields.assumedConsent()));
    }

    private SourceChange deal(CloseEvent event, CloseRecord lead, Instant since, Instant seenAt) throws Untranslatable {
        CloseRecord deal = new CloseRecord(event.data());
        LeadEventDraft draft = LeadEventDraft.ofDeal(
                source, event.objectId(), DealValue.of(amount(deal), margin(deal)), List.of(event.leadId()));
        return new SourceChange.Event(withFacts(draft, deal, lead, lead.contact(deal.raw("contact_id")), seenAt)
                .outcome(outcome(deal.raw("status_type")))
                .build(CrmValues.status(status(deal)), since, fields.assumedConsent()));
    }

    private LeadEventDraft withFacts(
            LeadEventDraft draft, CloseRecord deal, CloseRecord lead, CloseRecord contact, Instant seenAt)
            throws Untranslatable {
        Instant created =
                CrmValues.time(lead.raw("date_created"), "date_created").orElse(null);
        Instant dealt = CrmValues.time(deal.raw("date_created"), "date_created").orElse(created);
        List<ClickId> ofPeople =
                ClickId.together(fields.clicks(contact::text, created), fields.clicks(lead::text, created));
        return draft.capturedAt(created)
                .clicks(ClickId.together(fields.clicks(deal::text, dealt), ofPeople))
                .contact(
                        contact.first("emails", "email").orElse(null),
                        contact.first("phones", "phone").orElse(null))
                .country(
                        fields.countryField() == null
                                ? CrmValues.country(lead.first("addresses", "country"))
                                : fields.country(List.of(contact::text, lead::text)))
                .consent(fields.consent(List.of(contact::text, lead::text, deal::text)), seenAt);
    }

    private String status(CloseRecord record) {
        return record.raw(properties.statusesBy() == StatusesBy.ID ? "status_id" : "status_label");
    }

    private static Outcome outcome(String type) throws Untranslatable {
        return switch (type) {
            case "active" -> Outcome.OPEN;
            case "won" -> Outcome.WON;
            case "lost" -> Outcome.LOST;
            default -> throw new Untranslatable("The opportunity's status_type is none of active, won, lost.");
        };
    }

    private @Nullable ToldMoney amount(CloseRecord deal) throws Untranslatable {
        return money(CrmValues.hundredths(deal.raw(properties.valueField()), properties.valueField()), deal);
    }

    private @Nullable ToldMoney margin(CloseRecord deal) throws Untranslatable {
        return properties.marginField() == null
                ? null
                : money(deal.text(properties.marginField()).orElse(""), deal);
    }

    private static @Nullable ToldMoney money(String amount, CloseRecord deal) throws Untranslatable {
        return CrmValues.money(
                amount, deal.raw("value_currency"), "Correct the opportunity in Close, which sends it again.");
    }
}
