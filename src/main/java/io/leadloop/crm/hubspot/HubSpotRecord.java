package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A contact or deal as HubSpot's objects API gives it, with the history of some properties. */
record HubSpotRecord(JsonNode json) {

    /** A webhook's time and the history's time of one change differ by less. */
    private static final Duration SAME_CHANGE = Duration.ofMinutes(1);

    private static final TimeReader TIMES = TimeReader.ofRecords(null);

    /** A value that a property had, and since when. */
    record Version(String value, Instant at) {}

    String id() {
        return json.path("id").asText("");
    }

    Optional<String> text(String property) {
        return Optional.of(json.path("properties").path(property).asText("")).filter(it -> !it.isBlank());
    }

    Optional<Instant> time(String property) {
        return text(property).flatMap(HubSpotRecord::instant);
    }

    /** What the property was, the oldest first, without the times at which it was empty. */
    List<Version> history(String property) {
        List<Version> versions = new ArrayList<>();
        for (JsonNode version : json.path("propertiesWithHistory").path(property)) {
            String value = version.path("value").asText("");
            instant(version.path("timestamp").asText(""))
                    .filter(at -> !value.isBlank())
                    .ifPresent(at -> versions.add(new Version(value, at)));
        }
        versions.sort(Comparator.comparing(Version::at));
        return versions;
    }

    /** When the change happened that a webhook told: the history's own time, so that a sweep tells the same. */
    Instant changedAt(String property, String value, Instant told) {
        return history(property).stream()
                .filter(it -> it.value().equals(value))
                .map(Version::at)
                .filter(at -> Duration.between(at, told).abs().compareTo(SAME_CHANGE) <= 0)
                .min(Comparator.comparing(at -> Duration.between(at, told).abs()))
                .orElse(told);
    }

    /** HubSpot writes times as ISO with a zone or as milliseconds since 1970; a date alone is no time. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(TIMES.read(text));
        } catch (UnreadableValue noTime) {
            return Optional.empty();
        }
    }
}
