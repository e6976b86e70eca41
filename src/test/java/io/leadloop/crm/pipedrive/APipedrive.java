package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A fake Pipedrive account, and a source in front of it. */
public final class APipedrive implements AutoCloseable {

    public static final String GCLID_FIELD = "a".repeat(40);
    static final String CONSENT_FIELD = "c".repeat(40);
    static final String COUNTRY_FIELD = "d".repeat(40);
    static final String FBCLID_FIELD = "e".repeat(40);
    public static final String TOKEN = "pipedrive-token";

    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeCrm crm = new FakeCrm().wants("x-api-token", TOKEN);
    private final List<ObjectNode> deals = new ArrayList<>();
    private final Map<ObjectNode, Consumer<ObjectNode>> shown = new IdentityHashMap<>();

    public APipedrive() {
        crm.has("/api/v2/stages", Resources.text("crm/pipedrive/stages.json"));
        crm.has("/api/v2/persons/8", Resources.text("crm/pipedrive/person.json"));
        crm.has("/api/v2/deals", this::page);
    }

    public String address() {
        return crm.address();
    }

    /** The next call, whatever it is, gets this. */
    public void answersOnce(int status, String body) {
        crm.answersOnce(status, body);
    }

    ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "pipedrive",
                PipedriveSourceType::new,
                Map.of(
                        "user",
                        "leadloop",
                        "secrets",
                        "old-password,basic-password",
                        "company-id",
                        "8087566",
                        "base-url",
                        address(),
                        "api-token",
                        TOKEN,
                        "click-id-fields.gclid",
                        GCLID_FIELD,
                        "click-id-fields.fbclid",
                        FBCLID_FIELD,
                        "country-field",
                        COUNTRY_FIELD,
                        "consent-when-absent",
                        "unknown"),
                keys);
    }

    static Map<String, String> basic(String user, String password) {
        return Map.of(
                "Authorization",
                "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    static Delivery only(ConfiguredSource source, String body) throws WebhookRefused {
        List<Delivery> deliveries = source.receive(body, basic("leadloop", "basic-password"));
        if (deliveries.size() != 1) {
            throw new AssertionError(deliveries.size() + " deliveries");
        }
        return deliveries.get(0);
    }

    /** Puts the golden person under another id, mail and click into the account. */
    public void person(int id, String email, String gclid) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Resources.text("crm/pipedrive/person.json"));
            ObjectNode person = data(json);
            person.put("id", id).put("add_time", "2026-10-01T09:00:00Z");
            person.putArray("phones");
            person.putArray("emails").addObject().put("value", email).put("primary", true);
            person.putObject("custom_fields").put(GCLID_FIELD, gclid);
            crm.has("/api/v2/persons/" + id, json.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A golden payload with changes. */
    public static String changed(String file, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Resources.text("crm/pipedrive/" + file));
            change.accept(json);
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode data(ObjectNode webhook) {
        return (ObjectNode) webhook.path("data");
    }

    /** Puts the golden deal, changed, into the account. */
    ObjectNode deal(int id, String updated, Consumer<ObjectNode> change) {
        try {
            ObjectNode deal = data((ObjectNode) JSON.readTree(Resources.text("crm/pipedrive/deal-won.json")));
            deal.put("id", id).put("update_time", updated);
            change.accept(deal);
            deals.add(deal);
            return deal;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same of a deal that is shown with a change that its place in the order does not know. */
    void unreadable(int id, String updated, Consumer<ObjectNode> change) {
        shown.put(deal(id, updated, it -> {}), change);
    }

    private ObjectNode shown(ObjectNode deal) {
        ObjectNode copy = deal.deepCopy();
        shown.getOrDefault(deal, it -> {}).accept(copy);
        return copy;
    }

    /** As API v2 pages: by a cursor that is good for its own query only. */
    private String page(Map<String, String> query) {
        Comparator<ObjectNode> order = Comparator.comparing(it -> time(it));
        boolean down = "desc".equals(query.get("sort_direction"));
        List<ObjectNode> found = deals.stream()
                .filter(it -> !query.containsKey("updated_since")
                        || !time(it).isBefore(OffsetDateTime.parse(query.get("updated_since"))
                                .toInstant()))
                .filter(it -> !query.containsKey("person_id")
                        || it.path("person_id").asText().equals(query.get("person_id")))
                .sorted(down ? order.reversed() : order)
                .toList();
        int from = 0;
        if (query.containsKey("cursor")) {
            String[] cursor = query.get("cursor").split("=");
            if (!cursor[0].equals(query.get("updated_since"))) {
                return null;
            }
            from = Integer.parseInt(cursor[1]);
        }
        int to = Math.min(found.size(), from + Math.min(2, Integer.parseInt(query.get("limit"))));
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        ArrayNode data = answer.putArray("data");
        found.subList(from, to).forEach(it -> data.add(shown(it)));
        answer.putObject("additional_data")
                .put("next_cursor", to < found.size() ? query.get("updated_since") + "=" + to : null);
        return answer.toString();
    }

    private static Instant time(JsonNode deal) {
        return OffsetDateTime.parse(deal.path("update_time").asText()).toInstant();
    }

    @Override
    public void close() {
        crm.close();
    }
}
