package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.pipedrive.PipedriveProperties.StagesBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names (or ids) by which the stage mapping knows the stages of deals; a deal itself holds only the id. */
final class PipedriveStages {

    /** An unknown stage is looked up again, but not for each of its events. */
    private static final Duration ASKED_ANEW_AFTER = Duration.ofMinutes(1);

    private final PipedriveClient pipedrive;
    private final PipedriveProperties properties;
    private final Clock clock;
    private @Nullable Known known;

    private record Known(Instant at, Map<String, String> names) {}

    PipedriveStages(PipedriveClient pipedrive, PipedriveProperties properties, Clock clock) {
        this.pipedrive = pipedrive;
        this.properties = properties;
        this.clock = clock;
    }

    /** The id itself for a stage that is not there any more. */
    synchronized String name(String id) throws CrmUnavailable {
        if (properties.stagesBy() == StagesBy.ID || id.isEmpty()) {
            return id;
        }
        Instant now = clock.instant();
        Known current = known;
        if (current == null || now.isAfter(current.at().plus(properties.stagesKept()))) {
            current = ask(now);
        }
        if (!current.names().containsKey(id) && now.isAfter(current.at().plus(ASKED_ANEW_AFTER))) {
            current = ask(now);
        }
        return current.names().getOrDefault(id, id);
    }

    private Known ask(Instant now) throws CrmUnavailable {
        Map<String, String> names = new HashMap<>();
        for (JsonNode stage : pipedrive.stages()) {
            names.put(stage.path("id").asText(""), stage.path("name").asText("").strip());
        }
        names.values().removeIf(String::isEmpty);
        Known fresh = new Known(now, Map.copyOf(names));
        known = fresh;
        return fresh;
    }
}
