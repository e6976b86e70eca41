package io.leadloop.crm.hubspot;

import io.leadloop.crm.ConsentField;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.ToldMoney;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates HubSpot's contacts and deals into LeadEvents. A contact is a lead. */
final class HubSpotTranslation implements RestCrmParts.Translation<HubSpotEvent> {

    private final String source;
    private final HubSpotProperties properties;
    private final Consent assumedConsent;
    private final ConsentField consent;
    private final HubSpotRelevance relevance;
    private final HubSpotClicks clicks;

    HubSpotTranslation(
            String source,
            HubSpotProperties properties,
            Consent assumedConsent,
            HubSpotRelevance relevance,
            HubSpotClicks clicks) {
        this.source = source;
        this.properties = properties;
        this.assumedConsent = assumedConsent;
        this.consent = new ConsentField(properties.consentField(), properties.consentValues());
        this.relevance = relevance;
        this.clicks = clicks;
    }

    @Override
    public SourceChange translate(HubSpotEvent event, CrmMessage message) throws Untranslatable {
        return switch (event.what()) {
            case PRIVACY_DELETION -> new SourceChange.Erasure(ExternalId.lead(source, event.objectId()));
            case MERGE -> {
                if (event.losers().isEmpty()) {
                    throw new Untranslatable("The merge names no contact that became part of another.");
                }
                yield contact(event, message);
            }
            default -> event.record() == RecordKind.CONTACT ? contact(event, message) : deal(event, message);
        };
    }

    private SourceChange contact(HubSpotEvent event, CrmMessage message) throws Untranslatable {
        Optional<HubSpotRecord> found = record(message, HubSpotLookup.CONTACT);
        if (found.isEmpty()) {
            return gone("contact");
        }
        HubSpotRecord contact = found.get();
        Version stage;
        if (event.is(RecordKind.CONTACT, HubSpotEvent.LIFECYCLE) && event.occurredAt() != null) {
            if (event.value().isBlank()) {
                return new SourceChange.Irrelevant(
                        "The lifecycle stage was cleared, as HubSpot does before it goes back; the next event says where to.");
            }
            String whyNot = relevance.whyNotStage(event.value());
            if (whyNot != null) {
                return new SourceChange.Irrelevant(whyNot);
            }
            stage = new Version(
                    event.value(), contact.changedAt(HubSpotEvent.LIFECYCLE, event.value(), event.occurredAt()));
        } else {
            Optional<Version> standing = relevance.stageOfContact(contact);
            if (standing.isEmpty()) {
                return facts(event, message, contact);
            }
            stage = standing.get();
        }
        LeadEventDraft draft = LeadEventDraft.ofLead(ExternalId.lead(source, event.subjectId()));
        return new SourceChange.Event(withFacts(draft, contact, seenAt(event, message, stage.at()))
                .build(CrmValues.status(stage.value()), stage.at(), assumedConsent));
    }

    /** A customer whom a deal made a lead may still take the consent back, or get a click that was missing. */
    private SourceChange facts(HubSpotEvent event, CrmMessage message, HubSpotRecord contact) throws Untranslatable {
        Instant at = seenAt(event, message, Instant.EPOCH);
        LeadEventDraft draft = LeadEventDraft.ofLead(ExternalId.lead(source, event.subjectId()));
        return new SourceChange.Event(
                withFacts(draft, contact, at).facts(at, assumedConsent), "no lifecycle stage that is reported");
    }

    /** When the records were so: as they were read, else as the event says. */
    private static Instant seenAt(HubSpotEvent event, CrmMessage message, Instant otherwise) {
        return message.askedAt().orElse(Objects.requireNonNullElse(event.occurredAt(), otherwise));
    }

    private LeadEventDraft withFacts(LeadEventDraft draft, HubSpotRecord contact, Instant seenAt)
            throws Untranslatable {
        // Asked for a contact that was merged away, HubSpot answers with the one that it is now.
        return draft.alias(ExternalId.lead(source, contact.id()))
                .capturedAt(contact.time(HubSpotFields.CREATED).orElse(null))
                .clicks(clicks.of(contact))
                .contact(
                        contact.text(HubSpotFields.EMAIL).orElse(null),
                        contact.text(HubSpotFields.PHONE)
                                .or(() -> contact.text(HubSpotFields.MOBILE))
                                .orElse(null))
                .country(CrmValues.country(contact.text(properties.countryField())))
                .consent(consent.in(contact::text), seenAt);
    }

    private SourceChange deal(HubSpotEvent event, CrmMessage message) throws Untranslatable {
        Optional<HubSpotRecord> found = record(message, HubSpotLookup.DEAL);
        if (found.isEmpty()) {
            return gone("deal");
        }
        HubSpotRecord deal = found.get();
        Optional<Version> stage = HubSpotRelevance.stageOfDeal(event, deal);
        if (stage.isEmpty()) {
            return new SourceChange.Irrelevant("The deal stands at no stage.");
        }
        Outcome outcome = Outcome.valueOf(message.text(HubSpotLookup.OUTCOME).orElse(Outcome.UNSAID.name()));
        String whyNot = relevance.whyNotOutcome(outcome);
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        return new SourceChange.Event(dealEvent(
                        event, deal, message, stage.get().at())
                .outcome(outcome)
                .build(CrmValues.status(stage.get().value()), stage.get().at(), assumedConsent));
    }

    /** Of several contacts the facts are left to their own events, and so is one that HubSpot does not have any more. */
    private LeadEventDraft dealEvent(HubSpotEvent event, HubSpotRecord deal, CrmMessage message, Instant stageAt)
            throws Untranslatable {
        DealValue dealValue = DealValue.of(money(deal, HubSpotFields.AMOUNT), margin(deal));
        List<String> people = message.texts(HubSpotLookup.DEAL_OF);
        HubSpotRecord contact = record(message, HubSpotLookup.CONTACT).orElse(null);
        return contact == null
                ? LeadEventDraft.ofCandidates(source, event.objectId(), dealValue, people)
                : withFacts(
                        LeadEventDraft.ofDeal(source, event.objectId(), dealValue, people),
                        contact,
                        seenAt(event, message, stageAt));
    }

    private static Optional<HubSpotRecord> record(CrmMessage message, String name) {
        return message.record(name).map(HubSpotRecord::new);
    }

    private static SourceChange gone(String what) {
        return new SourceChange.Irrelevant("The " + what + " is not in HubSpot any more.");
    }

    private @Nullable ToldMoney margin(HubSpotRecord deal) throws Untranslatable {
        return properties.marginField() == null ? null : money(deal, properties.marginField());
    }

    private @Nullable ToldMoney money(HubSpotRecord deal, String field) throws Untranslatable {
        return CrmValues.money(
                deal.text(field).orElse(""),
                deal.text(HubSpotFields.CURRENCY).orElse(properties.defaultCurrency()),
                "In an account with a single currency set default-currency of the source; then replay the event.");
    }
}
