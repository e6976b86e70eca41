package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Verifies Pipedrive's webhooks by HTTP Basic, because Pipedrive does not sign. Each carries one event. */
final class PipedriveDoor implements RestCrmParts.Door {

    private static final String BASIC = "Basic ";

    private final List<String> credentials;

    PipedriveDoor(String user, List<String> passwords) {
        this.credentials = passwords.stream()
                .map(it -> Base64.getEncoder().encodeToString((user + ":" + it).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        String authorization = request.header("Authorization").orElse("").strip();
        boolean isBasic = authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
        if (!isBasic
                || !Secrets.matchesAny(authorization.substring(BASIC.length()).strip(), credentials)) {
            throw WebhookRefused.unverified("HTTP auth username and password of the webhook do not fit. They have to be"
                    + " user and one of secrets of this source.");
        }
        return List.of(CrmMessage.object(request.body()));
    }
}
