package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmEvent;
import io.leadloop.crm.CrmIds;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import org.jspecify.annotations.Nullable;

/**
 * A lead notification. It names a lead and says nothing of the person.
 *
 * @param leadId of the form's response, e.g. {@code 249592fc-...-6}; no number
 * @param owner the ad account's or the organization's URN; null where the event does not say
 * @param action {@code CREATED} or {@code DELETED}
 */
record LinkedInLeadEvent(String leadId, @Nullable String owner, String action) implements CrmEvent {

    static final String URN = "urn:li:leadGenFormResponse:";
    static final String CREATED = "CREATED";
    static final String DELETED = "DELETED";

    static LinkedInLeadEvent of(JsonNode json) throws Untranslatable {
        String id = bare(json.path("leadGenFormResponse").asText(""));
        if (!isId(id)) {
            throw new Untranslatable("The event has no leadGenFormResponse, or one that is no id of a lead.");
        }
        JsonNode owner = json.path("owner");
        String urn = owner.path("sponsoredAccount")
                .asText(owner.path("organization").asText(owner.isTextual() ? owner.asText() : ""));
        return new LinkedInLeadEvent(
                id, urn.isBlank() ? null : urn, json.path("leadAction").asText(""));
    }

    /** An event for a lead that a sweep or a re-read found. */
    static ObjectNode found(String leadId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("leadGenFormResponse", URN + leadId)
                .put("leadAction", CREATED);
    }

    static String bare(String urn) {
        return urn.startsWith(URN) ? urn.substring(URN.length()) : urn;
    }

    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9_-]{1,100}");
    }

    static String canonicalId(RecordType type, String id) throws NotARecordId {
        String meant = bare(CrmIds.meant(id));
        if (type != RecordType.LEAD || !isId(meant)) {
            throw new NotARecordId("This is no id of a lead of a LinkedIn form.");
        }
        return meant;
    }

    @Override
    public @Nullable String account() {
        return owner;
    }

    @Override
    public String key() {
        return action + ":" + leadId;
    }

    @Override
    public String orderingKey() {
        return leadId;
    }
}
