package io.leadloop.crm.salesforce;

import io.leadloop.crm.CrmValues;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.TimeReader;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses single fields; throws Untranslatable with a message for an operator. */
final class SalesforceFields {

    private static final TimeReader TIMES = TimeReader.ofRecords(null);

    private SalesforceFields() {}

    /** A record id in its canonical form; empty where there is none. */
    static Optional<String> id(Notification message, String field) {
        return message.field(field)
                .map(String::strip)
                .filter(SalesforceId::isId)
                .map(SalesforceId::canonical);
    }

    static String required(Notification message, String field) throws Untranslatable {
        return message.field(field)
                .map(String::strip)
                .filter(it -> it.length() <= EventLimits.TEXT)
                .orElseThrow(() -> new Untranslatable("The message has no " + field + ", or one of more than "
                        + EventLimits.TEXT + " characters. Add the field to the outbound message in Salesforce."));
    }

    /** What the history says, else the first of these fields that is there. */
    static Instant changedAt(Notification message, String... fields) throws Untranslatable {
        if (message.changedAt() != null) {
            return instant("history", message.changedAt());
        }
        for (String field : fields) {
            Optional<Instant> time = time(message, field);
            if (time.isPresent()) {
                return time.get();
            }
        }
        throw new Untranslatable("The message does not say when the record changed. Add " + String.join(" or ", fields)
                + " to the outbound message in Salesforce.");
    }

    /**
     * When the newest of these records was as it is told: a stage's time may be long before. Null where none says, as outbound
     * messages without SystemModstamp and LastModifiedDate do.
     */
    static @Nullable Instant newest(Notification... records) throws Untranslatable {
        Instant newest = null;
        for (Notification record : records) {
            Instant at = time(record, "SystemModstamp").orElse(null);
            if (at == null) {
                at = time(record, "LastModifiedDate").orElse(null);
            }
            if (at != null && (newest == null || at.isAfter(newest))) {
                newest = at;
            }
        }
        return newest;
    }

    static Optional<Instant> time(Notification message, String field) throws Untranslatable {
        Optional<String> text = message.field(field);
        return text.isEmpty() ? Optional.empty() : Optional.of(instant("field " + field, text.get()));
    }

    private static Instant instant(String where, String text) throws Untranslatable {
        return CrmValues.time(text, "The " + where, TIMES);
    }
}
