package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** HubSpot's search for changed records, in whole seconds: how finely it compares times is not documented. */
final class HubSpotSearch {

    /** The search index is some moments late. */
    private static final Duration INDEX_DELAY = Duration.ofMinutes(1);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ID = "hs_object_id";

    private final HubSpotClient hubSpot;
    private final Clock clock;

    HubSpotSearch(HubSpotClient hubSpot, Clock clock) {
        this.hubSpot = hubSpot;
        this.clock = clock;
    }

    /**
     * A record that changed.
     *
     * @param second when, in whole seconds
     */
    record Changed(String id, Instant second) {}

    /**
     * The answer to a search.
     *
     * @param rows how many records it held
     * @param unreadable those without a readable id or time
     */
    record Found(List<Changed> changed, int rows, List<JsonNode> unreadable) {

        boolean isFull() {
            return rows >= HubSpotClient.MOST_RECORDS;
        }

        Changed last() {
            return changed.get(changed.size() - 1);
        }
    }

    /** What changed within that second, behind that id; by id. */
    Found within(RecordKind record, Instant second, String after) throws CrmUnavailable {
        ArrayNode filters = between(record, second, second.plus(SECOND));
        filter(filters, ID, "GT", after);
        return search(record, filters, ID);
    }

    /** What changed from that second on, but for the last moments; by time. */
    Found since(RecordKind record, Instant second) throws CrmUnavailable {
        Instant end = clock.instant().minus(INDEX_DELAY).truncatedTo(ChronoUnit.SECONDS);
        return search(record, between(record, second, end), modified(record));
    }

    private static String modified(RecordKind record) {
        return record == RecordKind.CONTACT ? "lastmodifieddate" : "hs_lastmodifieddate";
    }

    private static ArrayNode between(RecordKind record, Instant from, Instant to) {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        filter(filters, modified(record), "GTE", Long.toString(from.toEpochMilli()));
        filter(filters, modified(record), "LT", Long.toString(to.toEpochMilli()));
        return filters;
    }

    private static void filter(ArrayNode filters, String property, String operator, String value) {
        filters.addObject()
                .put("propertyName", property)
                .put("operator", operator)
                .put("value", value);
    }

    private Found search(RecordKind record, ArrayNode filters, String sortedBy) throws CrmUnavailable {
        List<Changed> changed = new ArrayList<>();
        List<JsonNode> unreadable = new ArrayList<>();
        JsonNode rows = hubSpot.search(record, filters, sortedBy, modified(record), HubSpotClient.MOST_RECORDS);
        for (JsonNode row : rows) {
            HubSpotRecord found = new HubSpotRecord(row);
            Instant at = found.time(modified(record)).orElse(null);
            if (at != null && HubSpotEvent.isId(found.id())) {
                changed.add(new Changed(found.id(), at.truncatedTo(ChronoUnit.SECONDS)));
            } else {
                unreadable.add(row);
            }
        }
        return new Found(changed, rows.size(), unreadable);
    }
}
