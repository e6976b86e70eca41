package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.support.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A fake Dataverse environment, and a source in front of it. */
public final class ADynamics implements AutoCloseable {

    public static final String KEY = "dataverse-webhook-key";
    public static final String ORGANIZATION = "0d9f8e7c-6b5a-4c3d-8e2f-1a0b9c8d7e6f";
    public static final String LEAD = "a1b2c3d4-0000-4000-8000-000000000001";
    static final String DEAL = "3c8b5d6e-0a1f-4f7e-9c55-1b0e6a7d2f31";
    static final String CONTACT = "c1b2c3d4-0000-4000-8000-000000000003";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/data/v9.2";

    final FakeCrm crm = new FakeCrm().wants("Authorization", "Bearer dataverse-token");
    private final List<ObjectNode> changed = new ArrayList<>();
    private final List<ObjectNode> changedDeals = new ArrayList<>();

    public ADynamics() {
        crm.has(
                "/tenant/token",
                "{\"access_token\":\"dataverse-token\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        lead(it -> {});
        deal(it -> {});
        row("contacts", CONTACT, "contact.json", it -> {});
        crm.has(API + "/opportunitycloses", "{\"value\":[{\"createdon\":\"2017-09-26T00:04:05Z\"}]}");
        crm.has(API + "/leads", query -> page(query, "leads", changed));
        crm.has(API + "/opportunities", query -> page(query, "opportunities", changedDeals));
    }

    public String address() {
        return crm.address();
    }

    /** The next call, whatever it is, gets this. */
    public void answersOnce(int status, String body) {
        crm.answersOnce(status, body);
    }

    public void lead(Consumer<ObjectNode> change) {
        row("leads", LEAD, "lead.json", change);
    }

    public void deal(Consumer<ObjectNode> change) {
        row("opportunities", DEAL, "opportunity.json", change);
    }

    private void row(String table, String id, String file, Consumer<ObjectNode> change) {
        crm.has(API + "/" + table + "(" + id + ")", changed(file, change));
    }

    /** Puts a golden row, changed, among those that changed at that time. */
    ObjectNode sweptLead(String id, String at, Consumer<ObjectNode> change) {
        changed("lead.json", row -> {
            row.put("leadid", id).put("modifiedon", at);
            change.accept(row);
            changed.add(row);
        });
        return changed.get(changed.size() - 1);
    }

    /** Puts the golden opportunity among those that changed at that time. */
    void sweptDeal(String at) {
        changed("opportunity.json", row -> changedDeals.add(row.put("modifiedon", at)));
    }

    /** A row with {@code shown} is shown with that as the time of its change. */
    private static ObjectNode shown(ObjectNode row) {
        ObjectNode copy = row.deepCopy();
        return copy.has("shown") ? copy.put("modifiedon", copy.remove("shown").asText()) : copy;
    }

    /** As OData pages: by a link with a token, two rows each. */
    private String page(Map<String, String> query, String table, List<ObjectNode> changed) {
        String[] filter = query.get("$filter").split(" ");
        Instant from = Instant.parse(filter[2]);
        Instant to = Instant.parse(filter[6]);
        List<ObjectNode> found = changed.stream()
                .filter(it -> !time(it).isBefore(from) && time(it).isBefore(to))
                .sorted(Comparator.comparing(ADynamics::time))
                .toList();
        int at = Integer.parseInt(query.getOrDefault("$skiptoken", "0"));
        int end = Math.min(found.size(), at + 2);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode rows = answer.putArray("value");
        found.subList(at, end).forEach(it -> rows.add(shown(it)));
        if (end < found.size()) {
            answer.put(
                    "@odata.nextLink",
                    address() + API + "/" + table + "?$filter="
                            + query.get("$filter").replace(" ", "%20") + "&$skiptoken=" + end);
        }
        return answer.toString();
    }

    private static Instant time(ObjectNode row) {
        return Instant.parse(row.path("modifiedon").asText());
    }

    ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "dynamics",
                DynamicsSourceType::new,
                Map.of(
                        "secrets", "the-older-key-of-it," + KEY,
                        "organization-id", "{" + ORGANIZATION.toUpperCase(java.util.Locale.ROOT) + "}",
                        "base-url", address(),
                        "token-uri", address() + "/tenant/token",
                        "client-id", "app",
                        "client-secret", "app-secret",
                        "click-id-fields.gclid", "new_gclid",
                        "click-id-fields.fbclid", "new_fbclid",
                        "consent-when-absent", "unknown"),
                keys);
    }

    static Delivery only(ConfiguredSource source, String body) throws WebhookRefused {
        List<Delivery> deliveries = source.receive(body, KEY, Map.of());
        if (deliveries.size() != 1) {
            throw new AssertionError(deliveries.size() + " deliveries");
        }
        return deliveries.get(0);
    }

    /** A golden payload with changes. */
    public static String changed(String file, Consumer<ObjectNode> change) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(Resources.text("crm/dynamics/" + file));
            change.accept(json);
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a column into the webhook's target. */
    static void column(ObjectNode webhook, String key, Object value) {
        ((ArrayNode) webhook.at("/InputParameters/0/value/Attributes"))
                .addObject()
                .put("key", key)
                .putPOJO("value", JSON.valueToTree(value));
    }

    static void noColumns(ObjectNode webhook) {
        ((ArrayNode) webhook.at("/InputParameters/0/value/Attributes")).removeAll();
    }

    @Override
    public void close() {
        crm.close();
    }
}
