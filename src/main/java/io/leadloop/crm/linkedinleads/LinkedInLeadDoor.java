package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers LinkedIn's challenge and verifies {@code X-LI-Signature}: hex HMAC-SHA256 with the client secret, over the code, and
 * over {@code hmacsha256=} and the raw body (learn.microsoft.com/linkedin/shared/api-guide/webhook-validation).
 */
final class LinkedInLeadDoor implements RestCrmParts.Door {

    private static final byte[] PREFIX = "hmacsha256=".getBytes(StandardCharsets.UTF_8);

    private final List<byte[]> keys;
    private final boolean signed;
    private final List<String> tokens;

    LinkedInLeadDoor(LinkedInLeadsProperties properties) {
        this.keys = properties.secrets().stream()
                .map(it -> it.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
        this.signed = properties.signed();
        this.tokens = properties.tokens();
    }

    /** It is asked again every two hours, and after three failures LinkedIn sends nothing any more. */
    @Override
    public Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        String code = query.get("challengeCode");
        if (code == null) {
            return Optional.empty();
        }
        // What is no UUID may be an attempt to have anything signed, a body of a webhook among it.
        if (!code.matches("[0-9A-Fa-f-]{32,40}")) {
            throw WebhookRefused.unreadable("challengeCode is no UUID.");
        }
        String answer = hex(Secrets.hmac("HmacSHA256", keys.get(0), code.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new WebhookReply(
                200,
                "application/json",
                "{\"challengeCode\": \"" + code + "\", \"challengeResponse\": \"" + answer + "\"}"));
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        verify(request);
        ObjectNode body = CrmMessage.object(request.body());
        // An app may have webhooks of other kinds at this address, which are no leads.
        return body.path("type").asText("").equals("LEAD_ACTION") ? List.of(body) : List.of();
    }

    private void verify(WebhookRequest request) throws WebhookRefused {
        if (!tokens.isEmpty() && !Secrets.matchesAny(request.token(), tokens)) {
            throw WebhookRefused.unverified("The webhook's address does not end with one of this source's tokens.");
        }
        if (!signed) {
            return;
        }
        String given = request.header("X-LI-Signature").orElse("").strip().toLowerCase(Locale.ROOT);
        List<String> right = keys.stream()
                .map(it -> hex(Secrets.hmac("HmacSHA256", it, PREFIX, request.body())))
                .toList();
        if (!Secrets.matchesAny(given, right)) {
            throw WebhookRefused.unverified(
                    "X-LI-Signature is missing or does not fit. secrets has to hold the app's client secret.");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
