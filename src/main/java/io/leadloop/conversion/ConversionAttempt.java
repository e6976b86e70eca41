package io.leadloop.conversion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param outcome null while nobody knows how it ended: it is running, or the node died; it is sent again under the same key
 * @param receipt the platform's id of the request, see {@link PlatformRequest}; null where it gives none
 * @param traceId the trace in which it was made, see {@link io.leadloop.trace}; null without tracing
 */
public record ConversionAttempt(
        UUID conversionId,
        int number,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        @Nullable String code,
        @Nullable String message,
        @Nullable String request,
        @Nullable String answer,
        @Nullable String receipt,
        @Nullable String traceId) {

    /** How it ended, in words, with the platform's code where that says more. */
    @JsonProperty
    public String words() {
        if (outcome == null) {
            return "no answer known yet";
        }
        return outcome.isDelivered() || code == null ? outcome.words() : outcome.words() + " (" + code + ")";
    }
}
