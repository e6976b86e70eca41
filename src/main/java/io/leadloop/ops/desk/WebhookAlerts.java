package io.leadloop.ops.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.Secrets;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Alerts as webhooks, signed by Standard Webhooks 1.0: the id and the body of a message are the same in each of its tries,
 * the time and the signature are the try's.
 */
@Component
class WebhookAlerts implements AlertChannel {

    private static final String KEY_PREFIX = "whsec_";

    private final @Nullable URI url;
    private final byte @Nullable [] key;
    private final OutsideHttp http;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookAlerts(AlertSettings settings, OutsideHttp http, ObjectMapper json, Clock clock) {
        this.url = settings.url();
        this.key = key(settings.secret());
        this.http = http;
        this.json = json;
        this.clock = clock;
    }

    private static byte @Nullable [] key(@Nullable String secret) {
        if (secret == null) {
            return null;
        }
        try {
            return Base64.getDecoder()
                    .decode(secret.startsWith(KEY_PREFIX) ? secret.substring(KEY_PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "leadloop.alerts.secret has to be whsec_ and base64. Make one with: echo whsec_$(openssl rand"
                            + " -base64 24)",
                    e);
        }
    }

    @Override
    public Name name() {
        return Name.WEBHOOK;
    }

    @Override
    public boolean isOn() {
        return url != null && key != null;
    }

    @Override
    public void send(AlertNotice notice) throws NotTaken {
        if (url == null || key == null) {
            throw new NotTaken("leadloop.alerts.url is not set");
        }
        ObjectNode body = body(notice);
        String time = Long.toString(clock.instant().getEpochSecond());
        byte[] head = (notice.id() + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(Secrets.hmac("HmacSHA256", key, head, bytes(body)));
        try {
            OutsideAnswer answer = http.post(url, body, headers -> {
                headers.set("webhook-id", notice.id());
                headers.set("webhook-timestamp", time);
                headers.set("webhook-signature", "v1," + signature);
            });
            if (answer.status() / 100 != 2) {
                throw new NotTaken("it answered " + answer.status());
            }
        } catch (OutsideHttp.NoAnswer e) {
            throw new NotTaken("it did not answer");
        }
    }

    private ObjectNode body(AlertNotice notice) {
        ObjectNode body = json.createObjectNode();
        body.put("type", notice.type());
        body.put("timestamp", notice.at().toString());
        ObjectNode data = body.putObject("data");
        data.put("kind", notice.kind().name());
        data.put("subject", notice.subject());
        data.put("message", notice.message());
        data.put("page", notice.kind().page());
        data.put("raisedAt", notice.raisedAt().toString());
        // What chats that take a plain webhook show.
        body.put("text", notice.text());
        return body;
    }

    /** The very bytes that {@link OutsideHttp} writes: the same mapper on the same tree. */
    private byte[] bytes(ObjectNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the alert as JSON", e);
        }
    }
}
