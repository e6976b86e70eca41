package io.leadloop.crm.salesforce;

import io.leadloop.crm.ConsentField;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.salesforce.Notification.Origin;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.ToldMoney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Translates Salesforce's leads and opportunities into LeadEvents. */
final class SalesforceTranslation {

    private final String source;
    private final SalesforceProperties properties;
    private final Consent assumedConsent;
    private final ConsentField consent;
    private final @Nullable String ownUser;

    /**
     * @param ownUser the user that our own changes are made by; null where nothing is written back
     */
    SalesforceTranslation(
            String source, SalesforceProperties properties, Consent assumedConsent, @Nullable String ownUser) {
        this.source = source;
        this.properties = properties;
        this.assumedConsent = assumedConsent;
        this.consent = new ConsentField(properties.consentField(), properties.consentValues());
        this.ownUser = ownUser == null ? null : SalesforceId.canonical(ownUser);
    }

    /** The event, with how its lead was found. */
    SourceChange.Event event(Notification message) throws Untranslatable {
        Origin origin = message.origin();
        boolean isOurs = message.field("LastModifiedById")
                .map(SalesforceId::canonical)
                .filter(it -> it.equals(ownUser))
                .isPresent();
        String evidence = Stream.of(origin == null ? "" : origin.path(), isOurs ? "after our own write-back" : "")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", "));
        return new SourceChange.Event(translate(message), evidence.isEmpty() ? null : evidence);
    }

    /** A deleted record: merged into another one, or gone, which takes nothing back that was told. */
    SourceChange deletion(Notification message) {
        Optional<String> master = SalesforceFields.id(message, "MasterRecordId");
        return message.type().equals("Lead") && master.isPresent()
                ? new SourceChange.Merge(
                        ExternalId.lead(source, message.recordId()), ExternalId.lead(source, master.get()))
                : new SourceChange.Irrelevant(
                        "The " + message.type() + " was deleted in Salesforce. What was reported stays;"
                                + " to forget the person, erase it here.");
    }

    LeadEvent translate(Notification message) throws Untranslatable {
        return switch (message.type()) {
            case "Lead" -> lead(message);
            case "Opportunity" -> opportunity(message);
            default ->
                throw new Untranslatable("Records of the type '" + message.type() + "' are not understood. Send"
                        + " outbound messages for Lead and Opportunity only.");
        };
    }

    private LeadEvent lead(Notification message) throws Untranslatable {
        LeadEventDraft draft = LeadEventDraft.ofLead(ExternalId.lead(source, message.recordId()));
        SalesforceFields.id(message, "ConvertedOpportunityId")
                .ifPresent(it -> draft.alias(ExternalId.deal(source, it)));
        SalesforceFields.id(message, "ConvertedContactId")
                .ifPresent(it -> draft.alias(new ExternalId(source, RecordType.CONTACT, it)));
        return withFacts(draft, message)
                .consent(consent.in(message::field), SalesforceFields.newest(message))
                .build(
                        SalesforceFields.required(message, "Status"),
                        SalesforceFields.changedAt(message, "SystemModstamp", "LastModifiedDate"),
                        assumedConsent);
    }

    private LeadEventDraft withFacts(LeadEventDraft draft, Notification lead) throws Untranslatable {
        Instant capturedAt = SalesforceFields.time(lead, "CreatedDate").orElse(null);
        return draft.capturedAt(capturedAt)
                .clicks(clicks(lead, capturedAt))
                .country(CrmValues.country(lead.field(properties.countryField())))
                .contact(
                        lead.field("Email").orElse(null),
                        lead.field("Phone").or(() -> lead.field("MobilePhone")).orElse(null));
    }

    private LeadEvent opportunity(Notification message) throws Untranslatable {
        Origin origin = message.origin();
        Notification lead = origin == null ? null : origin.asLead().orElse(null);
        DealValue dealValue = DealValue.of(money(message, "Amount"), margin(message));
        LeadEventDraft draft = draft(message, lead, dealValue);
        if (lead == null) {
            draft.clicks(clicks(message, null)).consent(consent.in(message::field), SalesforceFields.newest(message));
        } else {
            // Salesforce said whose deal it is: what the lead's own messages would say comes with it.
            Instant capturedAt = SalesforceFields.time(lead, "CreatedDate").orElse(null);
            withFacts(draft, lead)
                    .clicks(ClickId.together(clicks(lead, capturedAt), clicks(message, null)))
                    .consent(
                            consent.among(List.of(message::field, lead::field)),
                            SalesforceFields.newest(message, lead));
        }
        if (origin != null && origin.contact() != null) {
            draft.alias(new ExternalId(source, RecordType.CONTACT, origin.contact()));
        }
        return draft.outcome(outcome(message))
                .build(
                        SalesforceFields.required(message, "StageName"),
                        SalesforceFields.changedAt(
                                message, "LastStageChangeDate", "SystemModstamp", "LastModifiedDate"),
                        assumedConsent);
    }

    /** Of the lead that Salesforce found; else of those that the opportunity's own fields name, where nobody was asked. */
    private LeadEventDraft draft(Notification message, @Nullable Notification lead, DealValue dealValue) {
        String id = message.recordId();
        if (lead != null) {
            return LeadEventDraft.ofDeal(source, id, dealValue, List.of(lead.recordId()));
        }
        return message.origin() == null
                ? LeadEventDraft.ofDeal(source, id, dealValue, leadIds(message))
                : LeadEventDraft.ofCandidates(source, id, dealValue, leadIds(message));
    }

    /** The leads that the opportunity's own fields name. */
    List<String> leadIds(Notification message) {
        return properties.leadIdFields().stream()
                .flatMap(it -> SalesforceFields.id(message, it).stream())
                .toList();
    }

    /** "Won" is what the stage's definition says, never its label, which is translated and renamed. */
    private static Outcome outcome(Notification message) {
        boolean closed = message.field("IsClosed").map(Boolean::parseBoolean).orElse(false);
        if (message.field("IsWon").map(Boolean::parseBoolean).orElse(false)) {
            return Outcome.WON;
        }
        if (closed && message.field("IsWon").isPresent()) {
            return Outcome.LOST;
        }
        return message.field("IsClosed").isPresent() ? Outcome.OPEN : Outcome.UNSAID;
    }

    private @Nullable ToldMoney margin(Notification message) throws Untranslatable {
        return properties.marginField() == null ? null : money(message, properties.marginField());
    }

    private @Nullable ToldMoney money(Notification message, String field) throws Untranslatable {
        return CrmValues.money(
                message.field(field).orElse(""),
                message.field("CurrencyIsoCode").orElse(properties.defaultCurrency()),
                "Add CurrencyIsoCode to the outbound message or, in an organisation with a single currency, set"
                        + " default-currency of the source; then replay the event.");
    }

    List<ClickId> clicks(Notification message, @Nullable Instant firstSeen) {
        List<ClickId> clicks = new ArrayList<>();
        for (ClickIdKind kind : ClickIdKind.values()) {
            Stream.concat(properties.fieldsOf(kind).stream(), Stream.of(kind.key() + "__c"))
                    .flatMap(it -> message.field(it).stream())
                    .map(it -> ClickId.seen(kind, it, firstSeen))
                    .filter(it -> !it.value().isEmpty() && it.value().length() <= EventLimits.CLICK_ID)
                    .forEach(clicks::add);
        }
        // A field for the first click and one for the last may hold the same one.
        return ClickId.together(clicks, List.of());
    }
}
