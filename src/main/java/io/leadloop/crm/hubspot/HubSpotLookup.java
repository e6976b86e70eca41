package io.leadloop.crm.hubspot;

import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.hubspot.HubSpotClient.Associated;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from HubSpot what an event leaves out: the contact; or the deal, the meaning of its stage and its contacts. */
final class HubSpotLookup implements RestCrmParts.Lookup<HubSpotEvent> {

    static final String CONTACT = "contact";
    static final String DEAL = "deal";
    static final String OUTCOME = "outcome";

    /** The deal's contacts, the likeliest to be its lead first; of events that were completed before 2026-11-27 the chosen one. */
    static final String DEAL_OF = "dealOf";

    private final HubSpotClient hubSpot;
    private final HubSpotPipelines pipelines;
    private final HubSpotClicks clicks;

    HubSpotLookup(HubSpotClient hubSpot, HubSpotPipelines pipelines, HubSpotClicks clicks) {
        this.hubSpot = hubSpot;
        this.pipelines = pipelines;
        this.clicks = clicks;
    }

    @Override
    public void complete(HubSpotEvent event, CrmMessage message) throws CrmUnavailable {
        if (event.record() == RecordKind.CONTACT) {
            withContact(message, event.subjectId());
        } else {
            Optional<HubSpotRecord> swept = message.record(DEAL).map(HubSpotRecord::new);
            Optional<HubSpotRecord> deal = swept.isPresent() ? swept : one(RecordKind.DEAL, event.objectId());
            if (deal.isPresent()) {
                withDeal(message, event, deal.get());
            }
        }
    }

    private void withDeal(CrmMessage message, HubSpotEvent event, HubSpotRecord deal) throws CrmUnavailable {
        Optional<Version> stage = HubSpotRelevance.stageOfDeal(event, deal);
        Outcome outcome = stage.isEmpty()
                ? Outcome.UNSAID
                : pipelines.outcome(
                        deal.text(HubSpotFields.PIPELINE).orElse(""),
                        stage.get().value());
        message.with(DEAL, deal.json()).with(OUTCOME, outcome.name());
        List<Associated> contacts = hubSpot.contactsOf(event.objectId());
        if (contacts.size() == 1) {
            message.with(DEAL_OF, List.of(contacts.get(0).contactId()));
            withContact(message, contacts.get(0).contactId());
        } else if (!contacts.isEmpty()) {
            Set<String> ids = new LinkedHashSet<>(List.of(whose(contacts)));
            contacts.forEach(it -> ids.add(it.contactId()));
            message.with(DEAL_OF, List.copyOf(ids));
        }
    }

    /** The likeliest of several contacts: the one that is labelled primary, else the earliest with a click, else the earliest. */
    private String whose(List<Associated> contacts) throws CrmUnavailable {
        for (Associated contact : contacts) {
            if (contact.isPrimary()) {
                return contact.contactId();
            }
        }
        List<String> ids = contacts.stream()
                .map(Associated::contactId)
                .limit(HubSpotClient.MOST_RECORDS)
                .toList();
        return hubSpot.read(RecordKind.CONTACT, ids).stream()
                .min(Comparator.comparing((HubSpotRecord it) -> !clicks.has(it))
                        .thenComparing(it -> it.time(HubSpotFields.CREATED).orElse(Instant.MAX)))
                .map(HubSpotRecord::id)
                .orElse(ids.get(0));
    }

    private void withContact(CrmMessage message, String id) throws CrmUnavailable {
        one(RecordKind.CONTACT, id).ifPresent(it -> message.with(CONTACT, it.json()));
    }

    private Optional<HubSpotRecord> one(RecordKind record, String id) throws CrmUnavailable {
        return hubSpot.read(record, List.of(id)).stream().findFirst();
    }
}
