package io.leadloop.crm.salesforce;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One notification of an outbound message, as it is kept in the inbox.
 *
 * @param id names the delivery; the same in every repetition
 * @param type Lead or Opportunity
 * @param fields by their API names; a field that is empty in Salesforce is absent
 */
record Notification(String id, String type, Map<String, String> fields) {

    Notification {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(fields);
        fields = anyCase;
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(it -> !it.isBlank());
    }

    /** The kind of record by the first characters of an id, for senders that leave xsi:type out. */
    static String typeOf(String recordId) {
        return switch (recordId.substring(0, Math.min(3, recordId.length())).toUpperCase(Locale.ROOT)) {
            case "00Q" -> "Lead";
            case "006" -> "Opportunity";
            default -> "";
        };
    }
}
