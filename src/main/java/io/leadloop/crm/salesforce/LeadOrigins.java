package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.salesforce.Notification.Origin;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lead behind opportunities, whose own fields often name neither it nor its click: by the opportunity's own
 * field, by the lead that was converted into it, by the leads that became its primary contact. Salesforce copies a lead's
 * fields at the conversion only where they are mapped and empty, but they stay readable on the converted lead.
 */
final class LeadOrigins {

    static final int CHUNK = 200;

    private final SalesforceClient client;
    private final SalesforceSchema schema;
    private final SalesforceTranslation translation;

    LeadOrigins(SalesforceClient client, SalesforceSchema schema, SalesforceTranslation translation) {
        this.client = client;
        this.schema = schema;
        this.translation = translation;
    }

    /** Whether the opportunity lacks its lead or its click and Salesforce was not asked for them. */
    boolean isWanted(Notification deal) {
        return deal.type().equals("Opportunity")
                && deal.origin() == null
                && !deal.field("IsDeleted").map(Boolean::parseBoolean).orElse(false)
                && (translation.leadIds(deal).isEmpty() || !hasClick(deal));
    }

    /** The opportunities with their origin, in order; at most {@link #CHUNK}. */
    List<Notification> find(List<Notification> deals) throws CrmUnavailable {
        Map<String, Origin> found = new HashMap<>();
        byOwnField(deals, found);
        byConversion(missing(deals, found), found);
        byContact(missing(deals, found), found);
        return deals.stream()
                .map(it -> it.from(found.getOrDefault(it.recordId(), new Origin(Origin.NOWHERE, Map.of(), null))))
                .toList();
    }

    private void byOwnField(List<Notification> deals, Map<String, Origin> found) throws CrmUnavailable {
        Set<String> ids = new LinkedHashSet<>();
        deals.forEach(it -> ids.addAll(translation.leadIds(it)));
        Map<String, List<Notification>> leads = leads("Id", ids);
        for (Notification deal : deals) {
            translation.leadIds(deal).stream()
                    .flatMap(it -> leads.getOrDefault(it, List.of()).stream())
                    .findFirst()
                    .ifPresent(it -> found.put(deal.recordId(), origin(deal, "own field", it, null)));
        }
    }

    private void byConversion(List<Notification> deals, Map<String, Origin> found) throws CrmUnavailable {
        Map<String, List<Notification>> leads = leads("ConvertedOpportunityId", ids(deals));
        List<Notification> known =
                deals.stream().filter(it -> leads.containsKey(it.recordId())).toList();
        boolean isAmbiguous = leads.values().stream().anyMatch(it -> it.size() > 1);
        Map<String, Instant> created = isAmbiguous ? created(known) : Map.of();
        for (Notification deal : known) {
            List<Notification> candidates = leads.getOrDefault(deal.recordId(), List.of());
            Notification lead = newestBefore(candidates, created.get(deal.recordId()))
                    // All were converted into a deal that existed before them: the first one brought it on.
                    .orElseGet(() -> candidates.get(0));
            found.put(deal.recordId(), origin(deal, "converted lead", lead, null));
        }
    }

    private void byContact(List<Notification> deals, Map<String, Origin> found) throws CrmUnavailable {
        Map<String, String> contacts = primaryContacts(ids(deals));
        Map<String, List<Notification>> leads = leads("ConvertedContactId", new LinkedHashSet<>(contacts.values()));
        List<Notification> known =
                deals.stream().filter(it -> contacts.containsKey(it.recordId())).toList();
        Map<String, Instant> created = leads.isEmpty() ? Map.of() : created(known);
        for (Notification deal : known) {
            String contact = contacts.get(deal.recordId());
            Origin origin = newestBefore(
                            leads.getOrDefault(contact, List.of()), created.getOrDefault(deal.recordId(), Instant.MIN))
                    .map(it -> origin(deal, "contact's lead", it, contact))
                    .orElseGet(() -> new Origin("contact, no lead in Salesforce", Map.of(), contact));
            found.put(deal.recordId(), origin);
        }
    }

    /** The newest lead with a click, else the newest, of those that were there before the deal. */
    private Optional<Notification> newestBefore(List<Notification> leads, @Nullable Instant deal) {
        List<Notification> before = leads.stream()
                .filter(it -> deal == null || !createdAt(it).isAfter(deal))
                .toList();
        Comparator<Notification> newest = Comparator.comparing(LeadOrigins::createdAt);
        return before.stream()
                .filter(this::hasClick)
                .max(newest)
                .or(() -> before.stream().max(newest));
    }

    private Origin origin(Notification deal, String path, Notification lead, @Nullable String contact) {
        String what = hasClick(deal) ? "own click, lead by " : hasClick(lead) ? "click by " : "lead by ";
        return new Origin(what + path, lead.fields(), contact);
    }

    private boolean hasClick(Notification message) {
        return translation.clicks(message, null).stream().anyMatch(it -> !ClickId.isPlaceholder(it.value()));
    }

    /** Leads by the value of that field, the oldest first. */
    private Map<String, List<Notification>> leads(String field, Set<String> values) throws CrmUnavailable {
        Map<String, List<Notification>> leads = new LinkedHashMap<>();
        if (!values.isEmpty()) {
            String soql = "SELECT " + String.join(", ", schema.leadFields()) + " FROM Lead WHERE " + field
                    + Soql.in(values) + " ORDER BY CreatedDate, Id";
            for (JsonNode record : client.query(soql)) {
                Notification lead = Notification.of("", "Lead", record);
                leads.computeIfAbsent(SalesforceId.canonical(lead.field(field).orElse("")), it -> new ArrayList<>())
                        .add(lead);
            }
        }
        return leads;
    }

    /** Of each opportunity the contact that is marked as primary, or its only one. */
    private Map<String, String> primaryContacts(Set<String> deals) throws CrmUnavailable {
        Map<String, String> primary = new HashMap<>();
        Map<String, List<String>> all = new HashMap<>();
        if (!deals.isEmpty()) {
            for (JsonNode role : client.query(
                    "SELECT OpportunityId, ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId"
                            + Soql.in(deals) + " ORDER BY OpportunityId, CreatedDate, Id")) {
                String deal = SalesforceId.canonical(role.path("OpportunityId").asText());
                String contact = SalesforceId.canonical(role.path("ContactId").asText());
                all.computeIfAbsent(deal, it -> new ArrayList<>()).add(contact);
                if (role.path("IsPrimary").asBoolean()) {
                    primary.putIfAbsent(deal, contact);
                }
            }
        }
        all.forEach((deal, contacts) -> {
            if (contacts.size() == 1) {
                primary.putIfAbsent(deal, contacts.get(0));
            }
        });
        return primary;
    }

    /** When the opportunities were made; asks for those whose message does not say so. */
    private Map<String, Instant> created(List<Notification> deals) throws CrmUnavailable {
        Map<String, Instant> created = new HashMap<>();
        Set<String> silent = new LinkedHashSet<>();
        for (Notification deal : deals) {
            if (deal.field("CreatedDate").isPresent()) {
                created.put(deal.recordId(), createdAt(deal));
            } else {
                silent.add(deal.recordId());
            }
        }
        if (!silent.isEmpty()) {
            for (JsonNode record : client.query("SELECT Id, CreatedDate FROM Opportunity WHERE Id" + Soql.in(silent))) {
                Notification deal = Notification.of("", "Opportunity", record);
                created.put(deal.recordId(), createdAt(deal));
            }
        }
        return created;
    }

    private static Instant createdAt(Notification record) {
        try {
            return TimeReader.ofRecords(null).read(record.field("CreatedDate").orElse(""));
        } catch (UnreadableValue e) {
            return Instant.MAX;
        }
    }

    private static Set<String> ids(List<Notification> records) {
        Set<String> ids = new LinkedHashSet<>();
        records.forEach(it -> ids.add(it.recordId()));
        return ids;
    }

    private static List<Notification> missing(List<Notification> deals, Map<String, Origin> found) {
        return deals.stream().filter(it -> !found.containsKey(it.recordId())).toList();
    }
}
