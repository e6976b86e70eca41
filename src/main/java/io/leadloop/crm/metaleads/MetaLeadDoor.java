package io.leadloop.crm.metaleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.HubChallenge;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers Meta's proof of the address ({@code hub.mode}, {@code hub.verify_token}, {@code hub.challenge}), verifies
 * {@code X-Hub-Signature-256} over the raw bytes and gives the leadgen changes of a body, each with its Page.
 */
final class MetaLeadDoor implements RestCrmParts.Door {

    private static final String PREFIX = "sha256=";

    private final List<byte[]> keys;
    private final String verifyToken;

    MetaLeadDoor(List<String> secrets, String verifyToken) {
        this.keys = secrets.stream()
                .map(it -> it.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
        this.verifyToken = verifyToken;
    }

    @Override
    public Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        return HubChallenge.answer(query, verifyToken);
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        verify(request);
        ObjectNode body = CrmMessage.object(request.body());
        List<JsonNode> leads = new ArrayList<>();
        for (JsonNode entry : body.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                // What else a Page is subscribed to (posts, messages) is no business of ours, and is stored nowhere.
                if (change.path("field").asText("").equals("leadgen")
                        && change.path("value") instanceof ObjectNode lead) {
                    if (!lead.hasNonNull("page_id")) {
                        lead.set("page_id", entry.path("id"));
                    }
                    leads.add(lead);
                }
            }
        }
        return leads;
    }

    private void verify(WebhookRequest request) throws WebhookRefused {
        String given = request.header("X-Hub-Signature-256").orElse("").strip().toLowerCase(Locale.ROOT);
        List<String> right = keys.stream()
                .map(it -> PREFIX + HexFormat.of().formatHex(Secrets.hmac("HmacSHA256", it, request.body())))
                .toList();
        if (!Secrets.matchesAny(given, right)) {
            throw WebhookRefused.unverified(
                    "X-Hub-Signature-256 is missing or does not fit. secrets has to hold the app's"
                            + " secret (App settings, Basic).");
        }
    }
}
