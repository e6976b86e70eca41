package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmUnavailable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Client for the endpoints of Close's API v1 that are used. */
final class CloseClient {

    private static final int EVENTS = 50;
    private static final int MOST_PAGES = 400;
    private static final int CHANGES = 100;

    private final CrmApi api;
    private final String path;
    private final Set<String> kept = new HashSet<>();

    CloseClient(CrmApi api, String path, List<String> fields) {
        this.api = api;
        this.path = path;
        kept.addAll(List.of("id", "status_id", "status_label", "date_created", "addresses", "contacts", "custom"));
        fields.forEach(it -> kept.add("custom." + it.replaceFirst("^custom\\.", "")));
    }

    /** With its contacts; empty for a lead that is not there any more. Only what is used is kept of it. */
    Optional<JsonNode> lead(String id) throws CrmUnavailable {
        return api.find(path + "/lead/" + id + "/")
                .flatMap(it -> it instanceof ObjectNode lead ? Optional.of(lead.retain(kept)) : Optional.empty());
    }

    /** Empty for an opportunity that is not there any more. */
    Optional<JsonNode> opportunity(String id) throws CrmUnavailable {
        return api.find(path + "/opportunity/" + id + "/").filter(JsonNode::isObject);
    }

    /** The changes of a lead's status, or those of its opportunities' statuses. */
    JsonNode statusChanges(String of, String leadId) throws CrmUnavailable {
        return api.get(path + "/activity/status_change/" + of + "/?lead_id=" + leadId + "&_limit=" + CHANGES)
                .path("data");
    }

    /** The events of one kind between two times; the log gives the newest first. Null if there are more than it gives. */
    @Nullable
    List<JsonNode> events(String objectType, String action, Instant from, Instant to) throws CrmUnavailable {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = api.get(path + "/event/?object_type=" + objectType + "&action=" + action
                    + "&date_updated__gte=" + encoded(from.toString()) + "&date_updated__lte=" + encoded(to.toString())
                    + "&_limit=" + EVENTS + (cursor.isEmpty() ? "" : "&_cursor=" + encoded(cursor)));
            answer.path("data").forEach(events::add);
            cursor = answer.hasNonNull("cursor_next")
                    ? answer.path("cursor_next").asText("")
                    : "";
            if (cursor.isEmpty() || answer.path("data").isEmpty()) {
                return events;
            }
        }
        return null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
