package io.leadloop.destination.googleadslegacy;

import static io.leadloop.destination.googleadslegacy.GoogleAdsLegacyContractTests.error;
import static io.leadloop.destination.googleadslegacy.GoogleAdsLegacyContractTests.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.FakePlatform.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the Google Ads API refuses a row, or the account that asks. */
class GoogleAdsLegacyRefusalTests {

    private final GoogleAdsLegacyContractTests google = new GoogleAdsLegacyContractTests();

    /** request_error.proto and header_error.proto; the body of an ended version as seen in adios#47. */
    @ParameterizedTest
    @CsvSource({
        "requestError, UNSUPPORTED_VERSION, API_VERSION_ENDED",
        "requestError, INVALID_CUSTOMER_ID, INVALID_CUSTOMER_ID",
        "headerError, INVALID_LOGIN_CUSTOMER_ID, INVALID_LOGIN_CUSTOMER_ID"
    })
    void a_request_whose_head_is_refused_blocks_the_account_and_rejects_no_row(
            String family, String code, String said) {
        String body =
                "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"errors\":[{\"errorCode\":{\""
                        + family + "\":\"" + code + "\"}}]}]}}";
        assertThat(google.told(Answer.of(400, body), 2)).hasSize(2).allSatisfy(it -> {
            assertThat(it.outcome()).isEqualTo(Outcome.BLOCKED);
            assertThat(it.code()).isEqualTo(said);
        });
    }

    /** "The click from the imported event is associated with a different Google Ads account" (conversion_upload_error.proto). */
    @Test
    void a_click_on_somebody_elses_ad_is_its_rows_fault_and_that_of_the_account_where_all_are() {
        String one = failure("[" + error("INVALID_CUSTOMER_FOR_CLICK", 1) + "]", "[{\"gclid\":\"a\"},{}]");
        assertThat(google.told(Answer.of(200, one), 2))
                .extracting(UploadResult::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
        assertThat(ofAnother(4)).containsOnly(Outcome.REJECTED);
        assertThat(ofAnother(5)).containsOnly(Outcome.BLOCKED);
    }

    private List<Outcome> ofAnother(int rows) {
        List<String> errors = IntStream.range(0, rows)
                .mapToObj(it -> error("UNAUTHORIZED_CUSTOMER", it))
                .toList();
        String all = failure(errors.toString(), "[" + "{},".repeat(rows - 1) + "{}]");
        return google.told(Answer.of(200, all), rows).stream()
                .map(UploadResult::outcome)
                .toList();
    }
}
