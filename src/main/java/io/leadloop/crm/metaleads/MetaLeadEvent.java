package io.leadloop.crm.metaleads;

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
 * The value of a leadgen change: it names a lead and says nothing of the person. Ids are numbers that Meta writes with or
 * without quotes.
 *
 * @param pageId null where the event does not say
 */
record MetaLeadEvent(String leadId, @Nullable String pageId) implements CrmEvent {

    static MetaLeadEvent of(JsonNode json) throws Untranslatable {
        String id = json.path("leadgen_id").asText("");
        if (!isId(id)) {
            throw new Untranslatable("The event has no leadgen_id, or one that is no number.");
        }
        String page = json.path("page_id").asText("");
        return new MetaLeadEvent(id, isId(page) ? page : null);
    }

    /** An event for a lead that a sweep or a re-read found. */
    static ObjectNode found(String leadId, String pageId) {
        return JsonNodeFactory.instance.objectNode().put("leadgen_id", leadId).put("page_id", pageId);
    }

    static boolean isId(String text) {
        return text.matches("[1-9]\\d{0,19}");
    }

    static String canonicalId(RecordType type, String id) throws NotARecordId {
        if (type != RecordType.LEAD) {
            throw new NotARecordId("A Meta form knows leads only.");
        }
        // Exports write l:1234.
        return CrmIds.number("Meta", id.strip().replaceFirst("^l:", ""));
    }

    @Override
    public @Nullable String account() {
        return pageId;
    }

    @Override
    public String key() {
        return "leadgen:" + leadId;
    }

    @Override
    public String orderingKey() {
        return leadId;
    }
}
