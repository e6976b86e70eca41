package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * A deal, lead or person. Custom fields stand under {@code custom_fields}, in webhooks as an object with type and value;
 * in the older API of leads beside the others.
 */
record PipedriveRecord(JsonNode json) {

    static final PipedriveRecord NONE = new PipedriveRecord(MissingNode.getInstance());

    Optional<String> text(String field) {
        JsonNode value = json.path("custom_fields").path(field);
        if (value.isMissingNode() || value.isNull()) {
            value = json.path(field);
        }
        if (value.isObject()) {
            value = value.hasNonNull("value") ? value.path("value") : value.path("id");
        }
        return Optional.of(value.asText("")).filter(it -> !it.isBlank() && !it.equals("null"));
    }

    String raw(String field) {
        return json.hasNonNull(field) ? json.path(field).asText("") : "";
    }

    /** The primary mail or phone, else the first. */
    Optional<String> contact(String plural, String singular) {
        JsonNode list = json.path(plural).isArray() ? json.path(plural) : json.path(singular);
        String first = "";
        for (JsonNode one : list) {
            String value = one.path("value").asText("");
            if (one.path("primary").asBoolean() && !value.isBlank()) {
                return Optional.of(value);
            }
            first = first.isBlank() ? value : first;
        }
        return Optional.of(first).filter(it -> !it.isBlank());
    }
}
