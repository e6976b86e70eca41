package io.leadloop.crm;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Meta's proof of a webhook's address: {@code hub.mode}, {@code hub.verify_token}, {@code hub.challenge}. */
public final class HubChallenge {

    private HubChallenge() {}

    /**
     * @return empty if the request is none of these
     * @throws WebhookRefused 403 for another verify token, 400 for a challenge that is no number or word
     */
    public static Optional<WebhookReply> answer(Map<String, String> query, String verifyToken) throws WebhookRefused {
        if (!"subscribe".equals(query.get("hub.mode"))) {
            return Optional.empty();
        }
        if (!Secrets.matchesAny(query.get("hub.verify_token"), List.of(verifyToken))) {
            throw WebhookRefused.notAllowed(
                    "hub.verify_token is missing or wrong. Type this source's verify-token into the"
                            + " app's webhook settings.");
        }
        String challenge = query.getOrDefault("hub.challenge", "");
        if (!challenge.matches("[A-Za-z0-9_-]{1,200}")) {
            throw WebhookRefused.unreadable("hub.challenge is missing, or no number or word.");
        }
        return Optional.of(new WebhookReply(200, "text/plain", challenge));
    }
}
