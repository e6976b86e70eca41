package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.List;

/**
 * Verifies Dataverse's webhooks by a key in a header or the URL, because Dataverse does not sign. Each carries one
 * event.
 */
final class DynamicsDoor implements RestCrmParts.Door {

    /** Dataverse says by this header that it left out the columns because the message was larger than 256 KB. */
    private static final String TOO_LARGE = "x-ms-dynamics-msg-size-exceeded";

    private final String tokenHeader;
    private final List<String> secrets;

    DynamicsDoor(String tokenHeader, List<String> secrets) {
        this.tokenHeader = tokenHeader;
        this.secrets = secrets;
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        boolean isKnown = Secrets.matchesAny(request.header(tokenHeader).orElse(null), secrets)
                | Secrets.matchesAny(request.token(), secrets);
        if (!isKnown) {
            throw WebhookRefused.unverified(
                    "The webhook's key does not fit. It has to be one of secrets of this source, in the header "
                            + tokenHeader + " or as the value of code or token in the address.");
        }
        ObjectNode json = CrmMessage.object(request.body());
        if (request.header(TOO_LARGE).isPresent()) {
            // What is left of the columns is not whole: the record is read instead.
            json.remove("InputParameters");
        }
        return List.of(json);
    }
}
