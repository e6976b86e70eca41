package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmUnavailable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Client for the endpoints of Pipedrive's API v2 that are used. */
final class PipedriveClient {

    /** Pipedrive's limit of custom fields that are asked for by name; without the parameter all of them come. */
    private static final int MOST_FIELDS = 15;

    private static final int PAGE = 500;

    private final CrmApi api;
    private final String path;
    private final String customFields;
    private final Set<String> kept =
            new HashSet<>(List.of("id", "add_time", "emails", "email", "phones", "phone", "custom_fields"));

    /**
     * @param next where the next page begins; empty on the last one
     */
    record DealPage(JsonNode deals, String next) {}

    PipedriveClient(CrmApi api, String path, List<String> fields) {
        this.api = api;
        this.path = path;
        kept.addAll(fields);
        List<String> custom =
                fields.stream().filter(it -> it.matches("[0-9a-f]{40}")).toList();
        this.customFields = custom.isEmpty() || custom.size() > MOST_FIELDS
                ? ""
                : "&custom_fields=" + encoded(String.join(",", custom));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Empty for a person that is not there any more. Only what is used is kept of it. */
    Optional<JsonNode> person(String id) throws CrmUnavailable {
        return api.find(path + "/persons/" + id + "?include_fields=marketing_status" + customFields)
                .map(it -> it.path("data"))
                .flatMap(it -> it instanceof ObjectNode person ? Optional.of(person.retain(kept)) : Optional.empty());
    }

    /** The deal of a person that changed last; empty where there is none. */
    Optional<JsonNode> newestDeal(String personId) throws CrmUnavailable {
        JsonNode deals = api.get(path + "/deals?person_id=" + personId
                        + "&sort_by=update_time&sort_direction=desc&limit=1" + customFields)
                .path("data");
        return deals.isEmpty() ? Optional.empty() : Optional.of(deals.get(0));
    }

    /** Empty for a deal that is not there any more. */
    Optional<JsonNode> deal(String id) throws CrmUnavailable {
        return api.find(path + "/deals/" + id + (customFields.isEmpty() ? "" : "?" + customFields.substring(1)))
                .map(it -> it.path("data"))
                .filter(JsonNode::isObject);
    }

    JsonNode stages() throws CrmUnavailable {
        return api.get(path + "/stages?limit=" + PAGE).path("data");
    }

    /** The deals that changed since then, the oldest change first. */
    DealPage dealsSince(Instant since, String cursor) throws CrmUnavailable {
        JsonNode answer = api.get(path + "/deals?updated_since=" + encoded(since.toString())
                + "&sort_by=update_time&sort_direction=asc&limit=" + PAGE + customFields
                + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
        return new DealPage(
                answer.path("data"),
                answer.path("additional_data").path("next_cursor").asText(""));
    }
}
