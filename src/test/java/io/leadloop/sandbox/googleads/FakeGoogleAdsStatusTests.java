package io.leadloop.sandbox.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.sandbox.Received.Taken;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The status of a request as google.ads.datamanager.v1 words it: record_count is "the total count of events sent in the
 * upload request", error_counts "the count of records that failed to upload for a given reason".
 */
class FakeGoogleAdsStatusTests {

    private static JsonNode status(@Nullable String... notCountedBecause) {
        List<Taken> taken = java.util.Arrays.stream(notCountedBecause)
                .map(it -> new Taken("key", JsonNodeFactory.instance.objectNode(), it))
                .toList();
        return FakeGoogleAds.status(taken).path("requestStatusPerDestination").path(0);
    }

    private static String total(JsonNode status) {
        return status.path("eventsIngestionStatus").path("recordCount").asText();
    }

    @Test
    void the_record_count_is_the_whole_request_whatever_became_of_it() {
        assertThat(total(status(null, "OLD", null))).isEqualTo("3");
        assertThat(total(status("OLD", "OLD"))).isEqualTo("2");
        assertThat(total(status(null, null))).isEqualTo("2");
    }

    @Test
    void the_status_says_whether_all_some_or_none_were_taken() {
        assertThat(status(null, null).path("requestStatus").asText()).isEqualTo("SUCCESS");
        assertThat(status(null, "OLD").path("requestStatus").asText()).isEqualTo("PARTIAL_SUCCESS");
        assertThat(status("OLD", "OLD").path("requestStatus").asText()).isEqualTo("FAILED");
    }

    @Test
    void the_failed_ones_are_counted_by_reason() {
        assertThat(status("OLD", null, "OLD").path("errorInfo").path("errorCounts"))
                .hasToString("[{\"recordCount\":\"2\",\"reason\":\"OLD\"}]");
        assertThat(status(null, null).has("errorInfo")).isFalse();
    }
}
