package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.RequestStatus;
import io.leadloop.destination.RequestStatus.State;
import io.leadloop.http.OutsideAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code requestStatus:retrieve} (google.ads.datamanager.v1.RetrieveRequestStatusResponse): counts and reasons for
 * each destination of a request, never rows. Reasons that were added since are kept as they come.
 */
final class GoogleAdsRequestStatus {

    private static final String PREFIX = "PROCESSING_ERROR_REASON_";

    private GoogleAdsRequestStatus() {}

    static Optional<RequestStatus> read(OutsideAnswer answer) {
        if (!answer.isSuccess()) {
            return answer.status() == 400 || answer.status() == 404
                    ? Optional.of(new RequestStatus(State.UNKNOWN, 0, Map.of()))
                    : Optional.empty();
        }
        JsonNode status = answer.json().path("requestStatusPerDestination").path(0);
        return switch (status.path("requestStatus").asText()) {
            case "SUCCESS" -> Optional.of(of(State.SUCCESS, status));
            case "PARTIAL_SUCCESS" -> Optional.of(of(State.PARTIAL_SUCCESS, status));
            case "FAILED", "FAILURE" -> Optional.of(of(State.FAILED, status));
            default -> Optional.empty();
        };
    }

    private static RequestStatus of(State state, JsonNode status) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (String info : new String[] {"errorInfo", "warningInfo"}) {
            for (JsonNode count : status.path(info).path(info.replace("Info", "Counts"))) {
                String reason = count.path("reason").asText("UNNAMED");
                reasons.merge(
                        reason.startsWith(PREFIX) ? reason.substring(PREFIX.length()) : reason,
                        count.path("recordCount").asLong(),
                        Long::sum);
            }
        }
        return new RequestStatus(
                state, status.path("eventsIngestionStatus").path("recordCount").asLong(), reasons);
    }
}
