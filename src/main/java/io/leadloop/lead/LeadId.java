package io.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Our name for a lead, and the business key of its process. Time-ordered, so that indexes grow at their end. */
public record LeadId(@JsonValue UUID value) {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static LeadId next() {
        return new LeadId(GENERATOR.generate());
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
