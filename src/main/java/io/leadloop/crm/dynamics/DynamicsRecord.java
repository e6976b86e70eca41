package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.crm.CrmIds;
import java.util.Optional;

/** A row as the Web API gives it: choices as numbers with their label beside them, lookups as {@code _<name>_value}. */
record DynamicsRecord(JsonNode json) {

    static final String LABEL = "@OData.Community.Display.V1.FormattedValue";
    static final DynamicsRecord NONE = new DynamicsRecord(MissingNode.getInstance());

    Optional<String> text(String column) {
        JsonNode value = json.path(column);
        return Optional.of(value.isValueNode() && !value.isNull() ? value.asText("") : "")
                .filter(it -> !it.isBlank());
    }

    /** What people read for a choice. */
    Optional<String> label(String column) {
        return text(column + LABEL);
    }

    /** The id that a lookup column holds. */
    Optional<String> lookup(String column) {
        return text("_" + column + "_value").flatMap(CrmIds::guid);
    }

    /** The id of a row that this one became part of. */
    Optional<String> mergedInto() {
        return json.path("merged").asBoolean() ? lookup("masterid") : Optional.empty();
    }
}
