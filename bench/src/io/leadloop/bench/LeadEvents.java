package io.leadloop.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes whole HTTP requests, one generic event each, signed as Standard Webhooks 1.0. They have to be sent within the
 * receiver's tolerance, which is five minutes unless it was changed.
 *
 * @param run tells the leads of one run from those of another
 * @param secret {@code whsec_} and base64
 * @param contacts whether a captured lead carries mail and phone, which cost the receiver a parse and five hashes
 */
record LeadEvents(String run, String secret, boolean contacts) {

    private static final Duration CLICKED_AGO = Duration.ofDays(2);
    private static final Duration CAPTURED_AGO = Duration.ofDays(1);
    private static final Duration MOVED_AGO = Duration.ofHours(1);

    /** The first event of each lead: it clicked an ad two days ago and left its data a day ago. */
    List<byte[]> captured(String host, String path, int leads) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return requests(host, path, leads, "CAPTURED", i -> {
            String contact =
                    contacts ? ",\"email\":\"lead%s%d@example.com\",\"phone\":\"+49301%07d\"".formatted(run, i, i) : "";
            return """
                    {"id":"%1$s-CAPTURED-%2$d","occurredAt":"%3$s","status":"CAPTURED",\
                    "lead":{"id":"%1$s-%2$d","capturedAt":"%3$s","country":"DE"%4$s},\
                    "clickIds":[{"kind":"gclid","value":"Cj0KCQjw%1$s_%2$d-AbCdEfGhIjKlMnOpQrStUvWxYz0123456",\
                    "clickedAt":"%5$s"}]}""".formatted(run, i, now.minus(CAPTURED_AGO), contact, now.minus(CLICKED_AGO));
        });
    }

    /** The only event of each lead: it is qualified, with its mail, its click and its consent. */
    List<byte[]> qualified(String host, String path, int leads) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return requests(host, path, leads, "SQL", i -> """
                {"id":"%1$s-SQL-%2$d","occurredAt":"%3$s","status":"SQL",\
                "lead":{"id":"%1$s-%2$d","capturedAt":"%4$s","email":"Lead%2$d@Example.com","country":"US"},\
                "clickIds":[{"kind":"gclid","value":"%5$s","clickedAt":"%6$s"}],\
                "consent":{"adUserData":"granted","adPersonalization":"granted"}}""".formatted(
                        run, i, now.minus(MOVED_AGO), now.minus(CAPTURED_AGO), click(run, i), now.minus(CLICKED_AGO)));
    }

    /** The click id of a qualified lead. */
    static String click(String run, int lead) {
        return "Cj0KCQjw" + run + "_" + lead + "-AbCdEfGhIjKlMnOpQrStUvWxYz0123456";
    }

    /** A later event of each lead: an hour ago it came to that status. */
    List<byte[]> moved(String host, String path, int leads, String status) {
        return moved(host, path, 0, leads, status);
    }

    /** The same of the leads from that number on. */
    List<byte[]> moved(String host, String path, int first, int leads, String status) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(MOVED_AGO);
        return requests(host, path, first, leads, status, i -> """
                {"id":"%1$s-%3$s-%2$d","occurredAt":"%4$s","status":"%3$s","lead":{"id":"%1$s-%2$d"}}""".formatted(run, i, status, at));
    }

    private interface Body {
        String of(int lead);
    }

    private List<byte[]> requests(String host, String path, int leads, String status, Body body) {
        return requests(host, path, 0, leads, status, body);
    }

    private List<byte[]> requests(String host, String path, int first, int leads, String status, Body body) {
        Mac mac = mac();
        long now = Instant.now().getEpochSecond();
        List<byte[]> requests = new ArrayList<>(leads);
        for (int i = first; i < first + leads; i++) {
            String json = body.of(i);
            String id = "msg_" + run + "_" + status + "_" + i;
            byte[] signature = mac.doFinal((id + "." + now + "." + json).getBytes(StandardCharsets.UTF_8));
            String request = """
                    POST %s HTTP/1.1\r
                    Host: %s\r
                    Content-Type: application/json\r
                    webhook-id: %s\r
                    webhook-timestamp: %d\r
                    webhook-signature: v1,%s\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(
                            path, host, id, now, Base64.getEncoder().encodeToString(signature), json.length(), json);
            requests.add(request.getBytes(StandardCharsets.US_ASCII));
        }
        return requests;
    }

    private Mac mac() {
        try {
            byte[] key = Base64.getDecoder().decode(secret.startsWith("whsec_") ? secret.substring(6) : secret);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make HMAC-SHA256", e);
        }
    }
}
