package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import io.leadloop.database.TimeOrderedIds;
import java.util.UUID;

/** Our name for a lead, and the business key of its process. Time-ordered, so that indexes grow at their end. */
public record LeadId(@JsonValue UUID value) {

    public static LeadId next() {
        return new LeadId(TimeOrderedIds.next());
    }

    /** Reads the form that {@link #toString()} writes; throws IllegalArgumentException for anything else. */
    public static LeadId of(String text) {
        return new LeadId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
