package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.inbox.Untranslatable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The inbox payload for one Salesforce record: a notification of an outbound message, or a record that the sweep found.
 *
 * @param id names the delivery; the same in every repetition
 * @param type Lead or Opportunity
 * @param fields by their API names; a field that is empty in Salesforce is absent
 * @param changedAt when the record came to its stage, where something better than the record's own fields says so
 * @param origin where an opportunity comes from; null until it was asked
 */
record Notification(
        String id,
        String type,
        Map<String, String> fields,
        @Nullable String changedAt,
        @Nullable Origin origin) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The lead behind an opportunity.
     *
     * @param path how it was found; {@link #NOWHERE} where nobody knows it
     * @param lead the fields of the lead; empty where it was not found
     * @param contact the primary contact's id; null where it was not needed
     */
    record Origin(
            String path, Map<String, String> lead, @Nullable String contact) {

        static final String NOWHERE = "no lead in Salesforce";

        Origin {
            lead = anyCase(lead);
        }

        Optional<Notification> asLead() {
            return lead.isEmpty() ? Optional.empty() : Optional.of(Notification.of("", "Lead", lead));
        }
    }

    Notification {
        fields = anyCase(fields);
    }

    static Notification of(String id, String type, Map<String, String> fields) {
        return new Notification(id, type, fields, null, null);
    }

    /** A record of the REST API; what is nested in it, such as its attributes, is left out. */
    static Notification of(String id, String type, JsonNode record) {
        Map<String, String> fields = new HashMap<>();
        record.properties().forEach(it -> {
            if (it.getValue().isValueNode() && !it.getValue().isNull()) {
                fields.put(it.getKey(), it.getValue().asText());
            }
        });
        return of(id, type, fields);
    }

    static Notification read(byte[] payload) throws Untranslatable {
        try {
            return JSON.readValue(payload, Notification.class);
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }

    byte[] written() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot keep a notification", e);
        }
    }

    Notification from(Origin found) {
        return new Notification(id, type, fields, changedAt, found);
    }

    /** The same record at another time of its life; a null value takes the field away. */
    Notification at(String delivery, @Nullable String time, Map<String, @Nullable String> changes) {
        Map<String, String> then = anyCase(fields);
        changes.forEach((name, value) -> {
            if (value == null) {
                then.remove(name);
            } else {
                then.put(name, value);
            }
        });
        return new Notification(delivery, type, then, time, origin);
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(it -> !it.isBlank());
    }

    /** In the 18-character form. */
    String recordId() {
        return SalesforceId.canonical(fields.getOrDefault("Id", ""));
    }

    /** The kind of record by the first characters of an id, for senders that leave xsi:type out. */
    static String typeOf(String recordId) {
        return switch (recordId.substring(0, Math.min(3, recordId.length())).toUpperCase(Locale.ROOT)) {
            case "00Q" -> "Lead";
            case "006" -> "Opportunity";
            default -> "";
        };
    }

    private static Map<String, String> anyCase(Map<String, String> fields) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(fields);
        return anyCase;
    }
}
