package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.RequestStatus;
import io.leadloop.destination.RequestStatus.State;
import io.leadloop.http.OutsideAnswer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Google says half an hour later. */
class GoogleAdsRequestStatusTests {

    private static Optional<RequestStatus> read(int status, String body) {
        return GoogleAdsRequestStatus.read(new OutsideAnswer(status, body, null));
    }

    @Test
    void counts_and_reasons_are_read_also_reasons_that_nobody_knows_yet() {
        RequestStatus status = read(200, """
                        {"requestStatusPerDestination":[{"requestStatus":"PARTIAL_SUCCESS",
                          "eventsIngestionStatus":{"recordCount":"7"},
                          "errorInfo":{"errorCounts":[
                            {"recordCount":"2","reason":"PROCESSING_ERROR_REASON_CLICK_NOT_FOUND"},
                            {"recordCount":"1","reason":"PROCESSING_ERROR_OPERATING_ACCOUNT_MISMATCH_FOR_AD_IDENTIFIER"}]}}]}
                        """).orElseThrow();
        assertThat(status.state()).isEqualTo(State.PARTIAL_SUCCESS);
        assertThat(status.counted()).isEqualTo(7);
        assertThat(status.reasons())
                .isEqualTo(Map.of(
                        "CLICK_NOT_FOUND", 2L, "PROCESSING_ERROR_OPERATING_ACCOUNT_MISMATCH_FOR_AD_IDENTIFIER", 1L));
    }

    @Test
    void a_request_that_google_still_works_on_has_no_status() {
        assertThat(read(200, "{\"requestStatusPerDestination\":[{\"requestStatus\":\"PROCESSING\"}]}"))
                .isEmpty();
        assertThat(read(503, "{}")).isEmpty();
        assertThat(read(200, "<html>")).isEmpty();
    }

    @Test
    void a_request_that_google_does_not_know_is_unknown_for_good() {
        assertThat(read(400, "{}").orElseThrow().state()).isEqualTo(State.UNKNOWN);
    }
}
