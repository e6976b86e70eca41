package io.leadloop.crm.googleleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.time.Clock;
import java.util.List;

/**
 * Verifies Google's lead form webhooks by the key in their body, which is taken out before the lead is stored. Google signs
 * nothing else.
 */
final class GoogleLeadDoor implements RestCrmParts.Door {

    /** Ours: when the lead came, for one that does not say when it was submitted. */
    static final String RECEIVED = "leadloop_received_at";

    private static final String KEY = "google_key";

    private final List<String> secrets;
    private final Clock clock;

    GoogleLeadDoor(List<String> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        ObjectNode lead = CrmMessage.object(request.body());
        JsonNode given = lead.remove(KEY);
        if (given == null || !given.isTextual() || !Secrets.matchesAny(given.textValue(), secrets)) {
            throw WebhookRefused.unverified("google_key is missing or wrong. It has to be one of secrets, as it stands"
                    + " under Webhook integration of the lead form in Google Ads.");
        }
        lead.put(RECEIVED, clock.instant().toString());
        return List.of(lead);
    }
}
