package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.CrmWriteBack.Status;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes where conversions stand: one row for each into a custom object, or into fields of the opportunity or lead itself,
 * where the newest status stays. Bad rows fail alone. Converted leads are read-only in Salesforce and never written to.
 */
final class StatusWriteBack implements CrmWriteBack {

    static final int MOST = 200;

    private static final int MOST_CHARACTERS = 255;
    private static final Set<String> PASSING = Set.of("UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE");
    private static final String CONVERTED =
            "CANNOT_UPDATE_CONVERTED_LEAD: a converted lead is read-only. Write to a custom object instead.";

    private final SalesforceClient client;
    private final SalesforceApiProperties.WriteBack target;
    private final String object;

    StatusWriteBack(SalesforceClient client, SalesforceApiProperties.WriteBack target) {
        this.client = client;
        this.target = target;
        this.object = Objects.requireNonNull(target.object());
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
        Map<String, Integer> rows = new LinkedHashMap<>();
        Set<String> converted = converted(statuses);
        for (int i = 0; i < statuses.size(); i++) {
            Status status = statuses.get(i);
            results[i] = refusal(status, converted);
            if (results[i] == null) {
                // Salesforce refuses a record that is named twice in one call; the later status is the newer one.
                rows.put(target.isOwnObject() ? status.key() : status.record().id(), i);
            }
        }
        List<Integer> again = send(new ArrayList<>(rows.values()), statuses, results);
        if (!again.isEmpty()) {
            send(again, statuses, results);
        }
        return Arrays.asList(results);
    }

    private @Nullable String refusal(Status status, Set<String> converted) {
        if (target.isOwnObject()) {
            return null;
        }
        boolean isDeal = status.record().type() == RecordType.DEAL;
        if (isDeal != object.equals("Opportunity")) {
            return "It belongs to a " + (isDeal ? "deal" : "lead") + ", and write-back goes to " + object + ".";
        }
        return converted.contains(status.record().id()) ? CONVERTED : null;
    }

    private Set<String> converted(List<Status> statuses) throws CrmUnavailable {
        Set<String> leads = new LinkedHashSet<>();
        if (!target.isOwnObject() && object.equals("Lead")) {
            statuses.stream()
                    .filter(it -> it.record().type() == RecordType.LEAD)
                    .forEach(it -> leads.add(it.record().id()));
        }
        Set<String> converted = new LinkedHashSet<>();
        if (!leads.isEmpty()) {
            client.query("SELECT Id FROM Lead WHERE IsConverted = true AND Id" + Soql.in(leads))
                    .forEach(it ->
                            converted.add(SalesforceId.canonical(it.path("Id").asText())));
        }
        return converted;
    }

    /** Fills in the results of these rows; returns those that failed for a temporary reason. */
    private List<Integer> send(List<Integer> rows, List<Status> statuses, @Nullable String[] results)
            throws CrmUnavailable {
        List<Integer> again = new ArrayList<>();
        if (rows.isEmpty()) {
            return again;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("allOrNone", false);
        ArrayNode records = body.putArray("records");
        rows.forEach(row -> records.add(record(statuses.get(row))));
        String path = "/composite/sobjects" + (target.isOwnObject() ? "/" + object + "/" + target.keyField() : "");
        JsonNode answers = client.patch(path, body);
        if (!answers.isArray() || answers.size() != rows.size()) {
            throw new CrmUnavailable("Salesforce did not answer for each row of the write-back.", null);
        }
        for (int i = 0; i < rows.size(); i++) {
            JsonNode error = answers.get(i).path("errors").path(0);
            boolean written = answers.get(i).path("success").asBoolean();
            results[rows.get(i)] = written ? null : words(error);
            if (PASSING.contains(error.path("statusCode").asText())) {
                again.add(rows.get(i));
            }
        }
        return again;
    }

    private ObjectNode record(Status status) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.putObject("attributes").put("type", object);
        if (target.isOwnObject()) {
            record.put(target.keyField(), status.key());
        } else {
            record.put("id", status.record().id());
        }
        new TreeMap<>(target.fields()).forEach((fact, field) -> record.put(field, value(fact, status)));
        return record;
    }

    private static @Nullable String value(String fact, Status status) {
        return switch (fact) {
            case "state" -> status.state();
            case "stage" -> status.stage();
            case "destination" -> status.destination();
            case "reason" -> shortened(status.reason());
            case "time" -> status.at().toString();
            case "deal" ->
                status.record().type() == RecordType.DEAL ? status.record().id() : null;
            case "lead" ->
                status.record().type() == RecordType.LEAD ? status.record().id() : null;
            default -> throw new IllegalArgumentException("No fact of a conversion: " + fact);
        };
    }

    private static String words(JsonNode error) {
        StringBuilder words = new StringBuilder(error.path("statusCode").asText("UNKNOWN"));
        words.append(": ").append(error.path("message").asText());
        if (!error.path("fields").isEmpty()) {
            words.append(' ').append(error.path("fields"));
        }
        return String.valueOf(shortened(words.toString()));
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
