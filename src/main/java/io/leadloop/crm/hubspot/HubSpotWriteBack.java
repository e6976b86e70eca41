package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.CrmWriteBack.Status;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the state of conversions into a property of the contact or the deal; the newest state wins. HubSpot takes no
 * record twice in a batch, and one bad row may fail all of it: then the bad row is found by bisection.
 */
final class HubSpotWriteBack implements CrmWriteBack {

    /** HubSpot's limit for a batch of updates. */
    static final int MOST = 100;

    private final HubSpotClient hubSpot;
    private final String field;

    /** What one record is told, and which of the statuses that answers. */
    private record Update(String id, Map<String, String> values, List<Integer> statuses) {}

    HubSpotWriteBack(HubSpotClient hubSpot, String field) {
        this.hubSpot = hubSpot;
        this.field = field;
    }

    @Override
    public boolean writesBack() {
        return true;
    }

    @Override
    public int maxBatch() {
        return MOST;
    }

    @Override
    public List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable {
        @Nullable String[] results = new @Nullable String[statuses.size()];
        for (RecordKind kind : List.of(RecordKind.CONTACT, RecordKind.DEAL)) {
            Map<String, Update> updates = new LinkedHashMap<>();
            for (int i = 0; i < statuses.size(); i++) {
                Status status = statuses.get(i);
                if (kindOf(status) == kind) {
                    Update update = updates.computeIfAbsent(
                            status.record().id(), id -> new Update(id, new LinkedHashMap<>(), new ArrayList<>()));
                    update.values().merge(property(status), words(status), (a, b) -> a + "; " + b);
                    update.statuses().add(i);
                }
            }
            write(kind, List.copyOf(updates.values()), results);
        }
        List<@Nullable String> inOrder = new ArrayList<>();
        for (String result : results) {
            inOrder.add(result);
        }
        return inOrder;
    }

    private void write(RecordKind record, List<Update> updates, @Nullable String[] results) throws CrmUnavailable {
        if (updates.isEmpty()) {
            return;
        }
        ArrayNode inputs = JsonNodeFactory.instance.arrayNode();
        for (Update update : updates) {
            ObjectNode input = inputs.addObject().put("id", update.id());
            ObjectNode properties = input.putObject("properties");
            update.values().forEach(properties::put);
        }
        OutsideAnswer answer = hubSpot.update(record, inputs);
        if (!answer.isSuccess()) {
            refused(record, updates, answer, results);
            return;
        }
        Set<String> written = new HashSet<>();
        answer.json().path("results").forEach(it -> written.add(it.path("id").asText("")));
        Map<String, String> failures = failures(answer.json());
        for (Update update : updates) {
            if (!written.contains(update.id())) {
                String why = failures.getOrDefault(update.id(), "HubSpot does not know the record any more.");
                update.statuses().forEach(i -> results[i] = why);
            }
        }
    }

    private void refused(RecordKind record, List<Update> updates, OutsideAnswer answer, @Nullable String[] results)
            throws CrmUnavailable {
        if (updates.size() > 1) {
            int half = updates.size() / 2;
            write(record, updates.subList(0, half), results);
            write(record, updates.subList(half, updates.size()), results);
            return;
        }
        String why = answer.body().contains("PROPERTY_DOESNT_EXIST")
                ? "HubSpot has no property of the name in write-back-field for this kind of record. Create it there as a"
                        + " single-line text."
                : "HubSpot refused the update (" + answer.status() + ").";
        updates.get(0).statuses().forEach(i -> results[i] = why);
    }

    private static Map<String, String> failures(JsonNode answer) {
        Map<String, String> failures = new HashMap<>();
        for (JsonNode error : answer.path("errors")) {
            String category = error.path("category").asText("");
            String why =
                    "HubSpot refused the update" + (category.matches("[A-Z_]{1,60}") ? " (" + category + ")." : ".");
            for (String name : List.of("id", "ids")) {
                error.path("context").path(name).forEach(id -> failures.put(id.asText(""), why));
            }
        }
        return failures;
    }

    private static RecordKind kindOf(Status status) {
        return status.record().type() == RecordType.DEAL ? RecordKind.DEAL : RecordKind.CONTACT;
    }

    private String property(Status status) {
        return field.replace("{stage}", name(status.stage())).replace("{destination}", name(status.destination()));
    }

    private static String name(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
    }

    private static String words(Status status) {
        String reason = status.reason();
        return status.stage() + " " + status.destination() + " " + status.state()
                + (reason == null || reason.isBlank() ? "" : " (" + reason + ")") + " " + status.at();
    }
}
