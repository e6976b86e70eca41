package io.leadloop.ops.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.Secrets;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends alerts as webhooks, signed by Standard Webhooks 1.0, and again until they are taken. A chat or a pager behind it
 * sees each alert when it is raised, once a day while it lasts, and when it is over.
 */
@Component
class AlertSender {

    private static final Logger log = LoggerFactory.getLogger(AlertSender.class);
    private static final String KEY_PREFIX = "whsec_";
    private static final Duration IN_HAND = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Alerts alerts;
    private final AlertSettings settings;
    private final OutsideHttp http;
    private final ObjectMapper json;
    private final Clock clock;
    private final byte @Nullable [] key;

    AlertSender(Alerts alerts, AlertSettings settings, OutsideHttp http, ObjectMapper json, Clock clock) {
        this.alerts = alerts;
        this.settings = settings;
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.key = key(settings.secret());
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

    /** Whether there is an address to send to. */
    boolean isOn() {
        return key != null;
    }

    /** Sends what is due; nothing where no address is configured. */
    void send() {
        if (key != null) {
            Instant now = clock.instant();
            alerts.claim(now, now.plus(IN_HAND), settings.remindAfter()).forEach(it -> send(it, key));
        }
    }

    private void send(Alert alert, byte[] signingKey) {
        Instant now = clock.instant();
        String why;
        try {
            OutsideAnswer answer = post(alert, signingKey, now);
            if (answer.status() / 100 == 2) {
                alerts.told(alert, now);
                return;
            }
            why = "it answered " + answer.status();
        } catch (OutsideHttp.NoAnswer e) {
            why = "it did not answer";
        }
        Duration wait = Duration.ofMinutes(1L << Math.min(alert.attempts(), MOST_DOUBLINGS));
        alerts.failed(alert, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
        log.warn(
                "The alert {} about {} was not taken by leadloop.alerts.url: {}. It is sent again",
                alert.kind(),
                alert.subject(),
                why);
    }

    private OutsideAnswer post(Alert alert, byte[] signingKey, Instant now) throws OutsideHttp.NoAnswer {
        ObjectNode body = body(alert);
        String id =
                "alert_" + alert.id() + (alert.clearedAt() == null ? "_raised_" : "_cleared_") + now.getEpochSecond();
        String time = Long.toString(now.getEpochSecond());
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        String signature =
                Base64.getEncoder().encodeToString(Secrets.hmac("HmacSHA256", signingKey, head, bytes(body)));
        return http.post(java.util.Objects.requireNonNull(settings.url()), body, headers -> {
            headers.set("webhook-id", id);
            headers.set("webhook-timestamp", time);
            headers.set("webhook-signature", "v1," + signature);
        });
    }

    private ObjectNode body(Alert alert) {
        ObjectNode body = json.createObjectNode();
        body.put("type", "leadloop." + alert.kind() + (alert.clearedAt() == null ? ".raised" : ".cleared"));
        body.put("timestamp", (alert.clearedAt() == null ? alert.raisedAt() : alert.clearedAt()).toString());
        ObjectNode data = body.putObject("data");
        data.put("kind", alert.kind().name());
        data.put("subject", alert.subject());
        data.put("message", alert.message());
        data.put("raisedAt", alert.raisedAt().toString());
        // What chats that take a plain webhook show.
        body.put("text", (alert.clearedAt() == null ? "" : "Over: ") + alert.message());
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
