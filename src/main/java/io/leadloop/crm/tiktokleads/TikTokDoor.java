package io.leadloop.crm.tiktokleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Verifies TikTok's lead webhooks ({@code X-Open-Signature}: hex HMAC-SHA256 with the app's secret) and splits them into leads.
 * TikTok signs the payload with every other sign than ASCII escaped ({@code \u00fc}, lower case) and does not say whether it
 * sends it so: the bytes as they came are tried first, then their escaped form.
 */
final class TikTokDoor implements RestCrmParts.Door {

    private static final String LEAD = "1";
    private static final int ASCII = 0x7f;

    private final List<byte[]> keys;
    private final List<String> advertisers;

    TikTokDoor(List<String> secrets, List<String> advertisers) {
        this.keys = secrets.stream()
                .map(it -> it.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
        this.advertisers = advertisers;
    }

    @Override
    public List<JsonNode> open(WebhookRequest request) throws WebhookRefused {
        String given = request.header("X-Open-Signature").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!isSigned(given, request.body()) && !isSigned(given, escaped(request.body()))) {
            throw WebhookRefused.unverified(
                    "X-Open-Signature is missing or does not fit. secrets has to hold the secret"
                            + " of the app that made the subscription.");
        }
        ObjectNode body = CrmMessage.object(request.body());
        List<JsonNode> leads = new ArrayList<>();
        // Other objects than leads are not subscribed to by the steps of our page.
        if (body.path("object").asText("").equals(LEAD)) {
            for (JsonNode entry : body.path("entry").isObject() ? List.of(body.path("entry")) : body.path("entry")) {
                String advertiser = entry.path("advertiser_id").asText("");
                if (advertisers.isEmpty() || advertisers.contains(advertiser)) {
                    leads.add(entry);
                }
            }
        }
        return leads;
    }

    private boolean isSigned(String given, byte[] body) {
        return Secrets.matchesAny(
                given,
                keys.stream()
                        .map(it -> HexFormat.of().formatHex(Secrets.hmac("HmacSHA256", it, body)))
                        .toList());
    }

    /** The text with each UTF-16 unit beyond ASCII as a JSON escape. */
    static byte[] escaped(byte[] body) {
        StringBuilder text = new StringBuilder(body.length);
        for (char sign : new String(body, StandardCharsets.UTF_8).toCharArray()) {
            if (sign > ASCII) {
                text.append("\\u").append(HexFormat.of().toHexDigits(sign));
            } else {
                text.append(sign);
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
