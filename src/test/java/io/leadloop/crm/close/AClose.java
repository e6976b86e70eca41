package io.leadloop.crm.close;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A fake Close organization, and a source in front of it. */
public final class AClose implements AutoCloseable {

    /** The vectors' key. */
    public static final String KEY = "058bfb6a3d8cfdc4da7c3be5901b16ae11da982b46a25fb2cd7016e97a140a1c";

    public static final String API_KEY = "close-api-key";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Basic with an empty password. */
    final FakeCrm crm = new FakeCrm().wants("Authorization", "Basic Y2xvc2UtYXBpLWtleTo=");

    private final List<ObjectNode> events = new ArrayList<>();

    public AClose() {
        crm.has("/api/v1/lead/lead_1/", Resources.text("crm/close/lead.json"));
        statusChanges("lead", "");
        statusChanges("opportunity", "");
        crm.has("/api/v1/event/", this::page);
    }

    public String address() {
        return crm.address();
    }

    /** The next call, whatever it is, gets this. */
    public void answersOnce(int status, String body) {
        crm.answersOnce(status, body);
    }

    public void isBusyOnce() {
        crm.refuses(429, "60");
    }

    /** Puts the golden lead under another id, mail and click into the organization. */
    public void lead(String id, String email, String gclid) {
        try {
            ObjectNode lead = (ObjectNode) JSON.readTree(Resources.text("crm/close/lead.json"));
            lead.put("id", id).put("custom.cf_gclid", gclid).put("date_created", "2026-10-01T09:00:00.400000+00:00");
            ((ArrayNode) lead.path("contacts")).remove(1);
            ObjectNode contact = (ObjectNode) lead.path("contacts").path(0);
            contact.putArray("emails").addObject().put("type", "office").put("email", email);
            crm.has("/api/v1/lead/" + id + "/", lead.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void statusChanges(String of, String rows) {
        crm.has("/api/v1/activity/status_change/" + of + "/", "{\"has_more\":false,\"data\":[" + rows + "]}");
    }

    ConfiguredSource source(Map<String, String> keys) {
        ConfiguredSource source = new ConfiguredSource(
                "close",
                CloseSourceType::new,
                Map.of(
                        "secrets",
                        "00112233445566778899aabbccddeeff," + KEY,
                        "organization-id",
                        "orga_1",
                        "base-url",
                        address(),
                        "api-key",
                        API_KEY,
                        "click-id-fields.gclid",
                        "cf_gclid",
                        "consent-when-absent",
                        "unknown"),
                keys);
        source.clock.set("2019-01-15T12:49:00Z");
        return source;
    }

    public static Map<String, String> signed(String body, Instant at) {
        String time = Long.toString(at.getEpochSecond());
        byte[] hash = Secrets.hmac(
                "HmacSHA256", HexFormat.of().parseHex(KEY), (time + body).getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "close-sig-timestamp", time, "close-sig-hash", HexFormat.of().formatHex(hash));
    }

    static Delivery only(ConfiguredSource source, String body) throws WebhookRefused {
        List<Delivery> deliveries = source.receive(body, signed(body, source.clock.instant()));
        if (deliveries.size() != 1) {
            throw new AssertionError(deliveries.size() + " deliveries");
        }
        return deliveries.get(0);
    }

    /** A golden payload whose event is changed. */
    public static String changed(String file, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Resources.text("crm/close/" + file));
            change.accept((ObjectNode) json.path("event"));
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.path("data");
    }

    /** Puts a golden event, changed, into the event log. */
    public void logs(String file, String id, String at, Consumer<ObjectNode> change) {
        changed(file, event -> {
            event.put("id", id).put("date_created", at).put("date_updated", at);
            change.accept(event);
            events.add(event);
        });
    }

    /** The newest first, two a page. */
    private String page(Map<String, String> query) {
        List<ObjectNode> found = new ArrayList<>(events.stream()
                .filter(it -> it.path("object_type").asText().equals(query.get("object_type"))
                        && it.path("action").asText().equals(query.get("action")))
                .filter(it -> !time(it).isBefore(Instant.parse(query.get("date_updated__gte")))
                        && !time(it).isAfter(Instant.parse(query.get("date_updated__lte"))))
                .toList());
        Collections.reverse(found);
        int from = Integer.parseInt(query.getOrDefault("_cursor", "0"));
        int to = Math.min(found.size(), from + 2);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        found.subList(from, to).forEach(data::add);
        answer.put("cursor_next", to < found.size() ? Integer.toString(to) : null);
        return answer.toString();
    }

    private static Instant time(ObjectNode event) {
        return Instant.parse(event.path("date_updated").asText() + "Z");
    }

    @Override
    public void close() {
        crm.close();
    }
}
