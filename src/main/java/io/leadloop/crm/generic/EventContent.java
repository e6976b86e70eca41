package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a {@link FieldMap} are read in.
 *
 * @param event the event as the CRM sent it
 * @param body the body around it without the array of events; a missing node where nothing of it is read
 * @param records what the CRM was asked for, by the names under {@code read-back.paths}
 * @param receivedAt when it came; null where no place reads it
 * @param deliveryId the sender's id of this delivery; null where it has none, and once the event is stored
 */
record EventContent(
        JsonNode event,
        JsonNode body,
        JsonNode records,
        @Nullable Instant receivedAt,
        @Nullable String deliveryId) {

    static EventContent of(JsonNode event) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return new EventContent(event, nodes.missingNode(), nodes.objectNode(), null, null);
    }
}
