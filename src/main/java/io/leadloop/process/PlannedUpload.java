package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversion whose upload is to start. Travels to the task "Plan and report conversions" as text, because the engine would
 * serialize anything else, although it never stores the variable.
 *
 * @param notBefore from when on the platform takes it; null for at once
 */
record PlannedUpload(
        UUID conversion, String destination, @Nullable Instant notBefore) {

    private static final String NOW = "-";

    static PlannedUpload of(Conversion it) {
        return new PlannedUpload(it.id(), it.destination(), it.notBefore());
    }

    /** A line for each; names of destinations hold no blanks. */
    static String text(Collection<Conversion> conversions) {
        return conversions.stream()
                .map(it -> it.id() + " " + it.destination() + " " + (it.notBefore() == null ? NOW : it.notBefore()))
                .collect(Collectors.joining("\n"));
    }

    /** What {@link #text} wrote. */
    static List<PlannedUpload> parse(String text) {
        return text.lines().map(PlannedUpload::line).toList();
    }

    private static PlannedUpload line(String line) {
        String[] parts = line.split(" ");
        return new PlannedUpload(
                UUID.fromString(parts[0]), parts[1], parts[2].equals(NOW) ? null : Instant.parse(parts[2]));
    }
}
