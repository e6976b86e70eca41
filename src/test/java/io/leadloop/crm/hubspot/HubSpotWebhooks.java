package io.leadloop.crm.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.crm.Secrets;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Base64;

/** Webhooks as HubSpot sends and signs them: developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation (v3). */
public final class HubSpotWebhooks {

    private HubSpotWebhooks() {}

    /** One change of a property of a record of account 33. */
    public static String change(String record, String id, String property, String value, String at) {
        return event(
                record + ".propertyChange",
                id,
                at,
                ",\"propertyName\":\"" + property + "\",\"propertyValue\":\"" + value + "\"");
    }

    public static String event(String type, String id, String at, String more) {
        return ("{\"eventId\":1,\"subscriptionId\":25,\"portalId\":33,\"occurredAt\":%d,\"subscriptionType\":\"%s\","
                        + "\"attemptNumber\":0,\"objectId\":%s%s}")
                .formatted(Instant.parse(at).toEpochMilli(), type, id, more);
    }

    /**
     * The request with its body and signature.
     *
     * @param url the target address as it stands in HubSpot
     */
    public static HttpRequest.Builder signed(
            HttpRequest.Builder to, String url, String secret, String body, Instant at) {
        String time = Long.toString(at.toEpochMilli());
        byte[] signature =
                Secrets.hmac("HmacSHA256", secret.getBytes(UTF_8), ("POST" + url + body + time).getBytes(UTF_8));
        return to.header("X-HubSpot-Signature-v3", Base64.getEncoder().encodeToString(signature))
                .header("X-HubSpot-Request-Timestamp", time)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
