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
        // record_count is the total of the request, whatever became of its events.
        assertThat(status.counted()).isEqualTo(4);
        assertThat(status.reasons())
                .isEqualTo(Map.of(
                        "CLICK_NOT_FOUND", 2L, "PROCESSING_ERROR_OPERATING_ACCOUNT_MISMATCH_FOR_AD_IDENTIFIER", 1L));
    }

    private static RequestStatus of(String state, int total, String info) {
        return read(
                        200,
                        "{\"requestStatusPerDestination\":[{\"requestStatus\":\"%s\",\"eventsIngestionStatus\":{\"recordCount\":\"%d\"}%s}]}"
                                .formatted(state, total, info))
                .orElseThrow();
    }

    @Test
    void of_a_failed_request_nothing_counts_whatever_its_record_count_is() {
        assertThat(of("FAILED", 3, "").counted()).isZero();
        assertThat(of("FAILED", 3, "").state()).isEqualTo(State.FAILED);
    }

    /** "May not be populated in all cases" (ErrorInfo.error_counts). */
    @Test
    void a_part_that_nobody_counted_is_one_at_least() {
        RequestStatus status = of("PARTIAL_SUCCESS", 3, "");
        assertThat(status.counted()).isEqualTo(2);
        assertThat(status.reasons()).isEqualTo(Map.of("UNNAMED", 1L));
    }

    @Test
    void more_reasons_than_records_leave_none() {
        String info = ",\"errorInfo\":{\"errorCounts\":[{\"recordCount\":\"5\"}]}";
        assertThat(of("PARTIAL_SUCCESS", 3, info).counted()).isZero();
    }

    @Test
    void a_warning_is_no_reason_for_not_counting() {
        RequestStatus status = of(
                "SUCCESS",
                3,
                ",\"warningInfo\":{\"warningCounts\":[{\"recordCount\":\"2\",\"reason\":\"PROCESSING_WARNING_REASON_INTERNAL_ERROR\"}]}");
        assertThat(status.counted()).isEqualTo(3);
        assertThat(status.reasons()).isEmpty();
        assertThat(status.warnings()).isEqualTo(Map.of("INTERNAL_ERROR", 2L));
    }

    @Test
    void a_success_without_a_number_is_asked_about_again() {
        assertThat(read(200, "{\"requestStatusPerDestination\":[{\"requestStatus\":\"SUCCESS\"}]}"))
                .isEmpty();
        assertThat(read(200, "{\"requestStatusPerDestination\":[{\"requestStatus\":\"PARTIAL_SUCCESS\"}]}"))
                .isEmpty();
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
        assertThat(read(404, "{}").orElseThrow().state()).isEqualTo(State.UNKNOWN);
    }
}
