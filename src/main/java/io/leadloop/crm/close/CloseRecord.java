package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/** A lead, contact or opportunity. A custom field {@code cf_1} stands under {@code custom.cf_1}. */
record CloseRecord(JsonNode json) {

    static final CloseRecord NONE = new CloseRecord(MissingNode.getInstance());

    Optional<String> text(String field) {
        String bare = field.startsWith("custom.") ? field.substring("custom.".length()) : field;
        JsonNode value = json.path("custom." + bare);
        if (value.isMissingNode()) {
            value = json.path("custom").path(bare);
        }
        if (value.isArray()) {
            value = value.path(0);
        }
        return Optional.of(value.isNull() ? "" : value.asText("")).filter(it -> !it.isBlank());
    }

    String raw(String field) {
        return json.hasNonNull(field) ? json.path(field).asText("") : "";
    }

    /** Of a lead: that contact, else the first one. */
    CloseRecord contact(String id) {
        for (JsonNode contact : json.path("contacts")) {
            if (contact.path("id").asText("").equals(id)) {
                return new CloseRecord(contact);
            }
        }
        JsonNode first = json.path("contacts").path(0);
        return first.isObject() ? new CloseRecord(first) : NONE;
    }

    /** Of a contact: the first mail or phone. */
    Optional<String> first(String list, String field) {
        return Optional.of(json.path(list).path(0).path(field).asText("")).filter(it -> !it.isBlank());
    }
}
