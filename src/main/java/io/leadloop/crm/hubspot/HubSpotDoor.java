package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Verifies HubSpot's webhooks, which are signed arrays in no order, and sorts their events by time, creations first.
 */
final class HubSpotDoor implements RestCrmParts.Door {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HubSpotSignature signature;

    HubSpotDoor(HubSpotSignature signature) {
        this.signature = signature;
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        signature.verify(request);
        List<JsonNode> events = new ArrayList<>();
        array(request.body()).forEach(events::add);
        events.sort(
                Comparator.comparingLong((JsonNode it) -> it.path("occurredAt").asLong())
                        .thenComparing(it -> !HubSpotEvent.typeOf(it).endsWith(".creation")));
        return events;
    }

    private static JsonNode array(byte[] body) throws WebhookRefused {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isArray()) {
                return json;
            }
        } catch (IOException noJson) {
            throw WebhookRefused.unreadable("The body is no well-formed JSON.");
        }
        throw WebhookRefused.unreadable("The body is no JSON array of events, which HubSpot's webhooks always are.");
    }
}
