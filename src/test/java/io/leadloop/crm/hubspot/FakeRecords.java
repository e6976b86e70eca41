package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a fake HubSpot account, with the history of each property. */
public final class FakeRecords {

    private record Version(String value, String at) {}

    private record Row(String id, Map<String, List<Version>> properties) {

        String value(String property) {
            List<Version> versions = properties.getOrDefault(property, List.of());
            return versions.isEmpty() ? "" : versions.get(versions.size() - 1).value();
        }
    }

    private final Map<String, Map<String, Row>> rows = new LinkedHashMap<>();
    private final Map<String, String> mergedInto = new LinkedHashMap<>();
    private final Map<String, ArrayNode> contactsOfDeals = new LinkedHashMap<>();
    private final Set<String> garbled = new HashSet<>();
    private boolean comparesBySeconds;
    private ArrayNode pipelines = FakeHubSpot.JSON.createArrayNode();

    /** Sets a property at a time; the record begins to exist with its first one. */
    public synchronized FakeRecords set(String kind, String id, String at, String property, String value) {
        Row row = rows.computeIfAbsent(kind, it -> new LinkedHashMap<>())
                .computeIfAbsent(id, it -> new Row(id, new LinkedHashMap<>()));
        add(row, property, value, at);
        String modified = kind.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
        if (row.value(modified).compareTo(at) < 0) {
            add(row, modified, at, at);
        }
        add(row, "hs_object_id", id, at);
        if (row.value("createdate").isEmpty()) {
            add(row, "createdate", at, at);
        }
        return this;
    }

    private static void add(Row row, String property, String value, String at) {
        row.properties().computeIfAbsent(property, it -> new ArrayList<>()).add(new Version(value, at));
    }

    public synchronized void delete(String kind, String id) {
        rows.getOrDefault(kind, new LinkedHashMap<>()).remove(id);
    }

    /** Asked for the loser, HubSpot answers with the winner. */
    public synchronized void merge(String loser, String winner, String at) {
        rows.getOrDefault("contacts", new LinkedHashMap<>()).remove(loser);
        mergedInto.put(loser, winner);
        set("contacts", winner, at, "hs_merged_object_ids", loser);
    }

    public synchronized void associate(String deal, String contact, @Nullable String label) {
        ArrayNode results = contactsOfDeals.computeIfAbsent(deal, it -> FakeHubSpot.JSON.createArrayNode());
        ObjectNode row = results.addObject().put("toObjectId", Long.parseLong(contact));
        ArrayNode types = row.putArray("associationTypes");
        types.addObject().put("category", "HUBSPOT_DEFINED").put("typeId", 3).putNull("label");
        if (label != null) {
            types.addObject().put("category", "USER_DEFINED").put("typeId", 17).put("label", label);
        }
    }

    /** Adds a stage to the pipeline of that id. */
    public synchronized FakeRecords stage(
            String pipeline, String id, String label, String probability, boolean closed) {
        ObjectNode of = null;
        for (JsonNode known : pipelines) {
            if (known.path("id").asText().equals(pipeline)) {
                of = (ObjectNode) known;
            }
        }
        if (of == null) {
            of = pipelines.addObject().put("id", pipeline);
            of.putArray("stages");
        }
        ObjectNode stage = of.withArray("stages").addObject().put("id", id).put("label", label);
        stage.putObject("metadata").put("isClosed", Boolean.toString(closed)).put("probability", probability);
        return this;
    }

    synchronized ObjectNode pipelines() {
        ObjectNode answer = FakeHubSpot.JSON.createObjectNode();
        answer.set("results", pipelines);
        return answer;
    }

    synchronized ObjectNode contactsOf(String deal) {
        ObjectNode answer = FakeHubSpot.JSON.createObjectNode();
        answer.set("results", contactsOfDeals.getOrDefault(deal, FakeHubSpot.JSON.createArrayNode()));
        return answer;
    }

    synchronized String value(String kind, String id, String property) {
        return rows.get(kind).get(id).value(property);
    }

    synchronized @Nullable JsonNode read(String kind, String asked, JsonNode properties, JsonNode histories) {
        String id = mergedInto.getOrDefault(asked, asked);
        Row row = rows.getOrDefault(kind, Map.of()).get(id);
        if (row == null) {
            return null;
        }
        ObjectNode answer = FakeHubSpot.JSON.createObjectNode().put("id", id);
        ObjectNode values = answer.putObject("properties");
        properties.forEach(it -> {
            String value = row.value(it.asText());
            values.put(it.asText(), value.isEmpty() ? null : value);
        });
        ObjectNode past = answer.putObject("propertiesWithHistory");
        histories.forEach(it -> {
            ArrayNode versions = past.putArray(it.asText());
            List<Version> of = row.properties().getOrDefault(it.asText(), List.of());
            for (int i = of.size() - 1; i >= 0; i--) {
                versions.addObject()
                        .put("value", of.get(i).value())
                        .put("timestamp", of.get(i).at())
                        .put("sourceType", "CRM_UI");
            }
        });
        return answer.put("archived", false);
    }

    synchronized boolean write(String kind, String id, JsonNode properties) {
        Row row = rows.getOrDefault(kind, Map.of()).get(id);
        if (row != null) {
            properties
                    .fields()
                    .forEachRemaining(it -> add(row, it.getKey(), it.getValue().asText(), "2026-11-01T00:00:00Z"));
        }
        return row != null;
    }

    synchronized ObjectNode search(String kind, JsonNode request) {
        String sort = request.path("sorts").path(0).path("propertyName").asText();
        List<Row> found = rows.getOrDefault(kind, Map.of()).values().stream()
                .filter(row -> FakeHubSpot.list(
                                request.path("filterGroups").path(0).path("filters"))
                        .stream()
                        .allMatch(filter -> fits(row, filter)))
                .sorted(Comparator.comparing((Row row) -> number(row.value(sort))))
                .limit(request.path("limit").asInt())
                .toList();
        ObjectNode answer = FakeHubSpot.JSON.createObjectNode().put("total", found.size());
        ArrayNode results = answer.putArray("results");
        JsonNode wanted = request.path("properties");
        found.forEach(row -> {
            ObjectNode result = (ObjectNode) read(kind, row.id(), wanted, FakeHubSpot.JSON.createArrayNode());
            if (garbled.contains(row.id())) {
                ((ObjectNode) result.path("properties"))
                        .put("lastmodifieddate", "some day")
                        .put("hs_lastmodifieddate", "some day");
            }
            results.add(result);
        });
        return answer;
    }

    /** A search gives this record with a time that cannot be read. */
    public synchronized void garble(String id) {
        garbled.add(id);
    }

    /** The search sees whole seconds of times from now on, on both sides. */
    public synchronized void compareBySeconds() {
        comparesBySeconds = true;
    }

    private boolean fits(Row row, JsonNode filter) {
        long unit = comparesBySeconds && filter.path("propertyName").asText().endsWith("modifieddate") ? 1_000 : 1;
        int order = Long.compare(
                number(row.value(filter.path("propertyName").asText())) / unit,
                Long.parseLong(filter.path("value").textValue()) / unit);
        return switch (filter.path("operator").asText()) {
            case "EQ" -> order == 0;
            case "GT" -> order > 0;
            case "GTE" -> order >= 0;
            case "LT" -> order < 0;
            default -> throw new IllegalArgumentException("operator");
        };
    }

    private static long number(String value) {
        return value.matches("\\d+")
                ? Long.parseLong(value)
                : Instant.parse(value).toEpochMilli();
    }
}
