package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.RequestStatus;
import io.leadloop.destination.RequestStatus.State;
import io.leadloop.http.OutsideAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code requestStatus:retrieve} (google.ads.datamanager.v1.RetrieveRequestStatusResponse): counts and reasons for
 * each destination of a request, never rows. Reasons that were added since are kept as they come.
 *
 * <p>{@code IngestEventsStatus.record_count} is the total of the request, "regardless of whether they were successfully
 * ingested or not" (request_status_per_destination.proto), so what counts is that number without the counts of
 * {@code ErrorInfo}, which "may not be populated in all cases". {@code WarningInfo} tells of records that were processed
 * (both processing_errors.proto).
 */
final class GoogleAdsRequestStatus {

    private static final Pattern PREFIX = Pattern.compile("^PROCESSING_(ERROR|WARNING)_REASON_");
    private static final String UNNAMED = "UNNAMED";

    private GoogleAdsRequestStatus() {}

    /** Empty while Google works on the request or gave no answer that can be read; it is asked again then. */
    static Optional<RequestStatus> read(OutsideAnswer answer) {
        if (!answer.isSuccess()) {
            return answer.status() == 400 || answer.status() == 404
                    ? Optional.of(new RequestStatus(State.UNKNOWN, 0, Map.of()))
                    : Optional.empty();
        }
        JsonNode status = answer.json().path("requestStatusPerDestination").path(0);
        long total = status.path("eventsIngestionStatus").path("recordCount").asLong();
        Map<String, Long> errors = counts(status.path("errorInfo").path("errorCounts"));
        Map<String, Long> warnings = counts(status.path("warningInfo").path("warningCounts"));
        return switch (status.path("requestStatus").asText()) {
            case "SUCCESS" ->
                total == 0 ? Optional.empty() : Optional.of(new RequestStatus(State.SUCCESS, total, errors, warnings));
            case "PARTIAL_SUCCESS" -> total == 0 ? Optional.empty() : Optional.of(partial(total, errors, warnings));
            case "FAILED" -> Optional.of(new RequestStatus(State.FAILED, 0, errors, warnings));
            default -> Optional.empty();
        };
    }

    /** Where no count says how many failed, one did at least. */
    private static RequestStatus partial(long total, Map<String, Long> errors, Map<String, Long> warnings) {
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> reasons = failed > 0 ? errors : Map.of(UNNAMED, 1L);
        return new RequestStatus(State.PARTIAL_SUCCESS, Math.max(0, total - Math.max(1, failed)), reasons, warnings);
    }

    private static Map<String, Long> counts(JsonNode counts) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (JsonNode count : counts) {
            String reason = PREFIX.matcher(count.path("reason").asText(UNNAMED)).replaceFirst("");
            reasons.merge(reason, count.path("recordCount").asLong(), Long::sum);
        }
        return reasons;
    }
}
