package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.LeadEvent.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What rests in the inbox for one event: the event as it came and, once HubSpot was asked, the records about it. */
final class HubSpotPayload {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root;

    private HubSpotPayload(ObjectNode root) {
        this.root = root;
    }

    static HubSpotPayload of(JsonNode event) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("event", event);
        return new HubSpotPayload(root);
    }

    static HubSpotPayload read(byte[] bytes) throws Untranslatable {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode root) {
                return new HubSpotPayload(root);
            }
            throw new Untranslatable("The stored event is not readable any more.");
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot keep an event", e);
        }
    }

    JsonNode event() {
        return root.path("event");
    }

    HubSpotPayload withLoser(String id) {
        root.put("loser", id);
        return this;
    }

    String loser() {
        return root.path("loser").asText("");
    }

    /** Whether HubSpot was asked; what it did not know is absent then. */
    boolean wasAsked() {
        return root.path("asked").asBoolean();
    }

    HubSpotPayload asked() {
        root.put("asked", true);
        return this;
    }

    HubSpotPayload withContact(HubSpotRecord contact) {
        root.set("contact", contact.json());
        return this;
    }

    Optional<HubSpotRecord> contact() {
        return record("contact");
    }

    HubSpotPayload withDeal(HubSpotRecord deal, Outcome outcome) {
        root.set("deal", deal.json());
        root.put("outcome", outcome.name());
        return this;
    }

    Optional<HubSpotRecord> deal() {
        return record("deal");
    }

    Outcome outcome() {
        return Outcome.valueOf(root.path("outcome").asText(Outcome.UNSAID.name()));
    }

    /** The deal's contacts, the likeliest to be its lead first. */
    HubSpotPayload withDealOf(List<String> contactIds) {
        contactIds.forEach(root.putArray("dealOf")::add);
        return this;
    }

    List<String> dealOf() {
        JsonNode contacts = root.path("dealOf");
        List<String> ids = new ArrayList<>();
        // Events that were completed before 2026-11-27 hold the one that was chosen.
        (contacts.isTextual() ? List.of(contacts) : contacts).forEach(it -> ids.add(it.asText()));
        return ids;
    }

    private Optional<HubSpotRecord> record(String name) {
        return root.path(name).isObject() ? Optional.of(new HubSpotRecord(root.path(name))) : Optional.empty();
    }
}
