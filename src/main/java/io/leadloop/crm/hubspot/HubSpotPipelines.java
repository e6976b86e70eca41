package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the stages of deals mean, by the pipelines' metadata: names are translated and renamed, and "won" may be any. */
final class HubSpotPipelines {

    /** A stage that nobody knows makes us ask anew, but not for each event of it. */
    private static final Duration ASKED_ANEW_AFTER = Duration.ofMinutes(1);

    private final HubSpotClient hubSpot;
    private final Duration kept;
    private final Clock clock;
    private @Nullable Known known;

    private record Known(Instant at, Map<String, Outcome> outcomes) {

        /** Stages are told apart by their pipeline; one that moved to another pipeline is found by its id alone. */
        @Nullable
        Outcome of(String pipeline, String stage) {
            Outcome exact = outcomes.get(pipeline + "/" + stage);
            return exact != null ? exact : outcomes.get(stage);
        }
    }

    HubSpotPipelines(HubSpotClient hubSpot, Duration kept, Clock clock) {
        this.hubSpot = hubSpot;
        this.kept = kept;
        this.clock = clock;
    }

    /** UNSAID for a stage that no pipeline has any more. */
    synchronized Outcome outcome(String pipeline, String stage) throws CrmUnavailable {
        Instant now = clock.instant();
        Known current = known;
        if (current == null || now.isAfter(current.at().plus(kept))) {
            current = ask(now);
        }
        Outcome outcome = current.of(pipeline, stage);
        if (outcome == null && now.isAfter(current.at().plus(ASKED_ANEW_AFTER))) {
            outcome = ask(now).of(pipeline, stage);
        }
        return outcome == null ? Outcome.UNSAID : outcome;
    }

    private Known ask(Instant now) throws CrmUnavailable {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (JsonNode pipeline : hubSpot.dealPipelines()) {
            for (JsonNode stage : pipeline.path("stages")) {
                String id = stage.path("id").asText("");
                Outcome outcome = outcome(stage.path("metadata"));
                outcomes.put(pipeline.path("id").asText("") + "/" + id, outcome);
                outcomes.put(id, outcome);
            }
        }
        Known fresh = new Known(now, Map.copyOf(outcomes));
        known = fresh;
        return fresh;
    }

    private static Outcome outcome(JsonNode metadata) {
        double probability = probability(metadata.path("probability").asText(""));
        String closed = metadata.path("isClosed").asText("");
        boolean isClosed = closed.isEmpty() ? probability == 1.0 || probability == 0.0 : closed.equals("true");
        if (!isClosed) {
            return Outcome.OPEN;
        }
        return probability == 1.0 ? Outcome.WON : Outcome.LOST;
    }

    private static double probability(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException unsaid) {
            return Double.NaN;
        }
    }
}
