package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.UploadHealth;
import io.leadloop.destination.UploadHealth.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Google made of uploaded conversions, by action: the resource
 * {@code offline_conversion_upload_conversion_action_summary} (googleapis, google/ads/googleads/v25/resources). One row for each
 * client that uploads; under which client the Data Manager API stands is not documented, so that all are taken together.
 */
final class GoogleAdsUploadHealth {

    private static final String OF = "offline_conversion_upload_conversion_action_summary";

    static final String QUERY = "SELECT " + OF + ".conversion_action_id, " + OF + ".client, " + OF + ".status, " + OF
            + ".total_event_count, " + OF + ".successful_event_count, " + OF + ".pending_event_count, " + OF
            + ".alerts FROM " + OF;

    private GoogleAdsUploadHealth() {}

    static List<UploadHealth> of(List<JsonNode> rows) {
        Map<String, List<JsonNode>> byAction = new LinkedHashMap<>();
        rows.forEach(row -> {
            JsonNode it = row.path("offlineConversionUploadConversionActionSummary");
            byAction.computeIfAbsent(it.path("conversionActionId").asText(""), action -> new ArrayList<>())
                    .add(it);
        });
        return byAction.entrySet().stream()
                .map(it -> of(it.getKey(), it.getValue()))
                .toList();
    }

    private static UploadHealth of(String action, List<JsonNode> clients) {
        List<Trouble> troubles = new ArrayList<>();
        clients.forEach(it -> it.path("alerts").forEach(alert -> troubles.add(trouble(alert))));
        return new UploadHealth(
                action,
                clients.stream().anyMatch(it -> it.path("status").asText().equals("NEEDS_ATTENTION")),
                sum(clients, "totalEventCount"),
                sum(clients, "successfulEventCount"),
                sum(clients, "pendingEventCount"),
                null,
                troubles);
    }

    /** The error is one of several enumerations, each under a name of its own; its share is between 0 and 1. */
    private static Trouble trouble(JsonNode alert) {
        JsonNode error = alert.path("error");
        String code = error.elements().hasNext() ? error.elements().next().asText("") : "";
        return new Trouble(
                code, (int) Math.round(100 * alert.path("errorPercentage").asDouble()), null);
    }

    /** int64 as text; nought is left out. */
    private static long sum(List<JsonNode> clients, String count) {
        return clients.stream().mapToLong(it -> it.path(count).asLong()).sum();
    }
}
