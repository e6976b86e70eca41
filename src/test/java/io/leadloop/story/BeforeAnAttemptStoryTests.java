package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is looked at before each attempt, and after each failure (case B7). */
class BeforeAnAttemptStoryTests extends OneConversion {

    @Nested
    class A_person_whose_consent_changed_since_the_plan {

        private Conversion tried(String lead, String consent) {
            Conversion conversion = planned(lead);
            house.sql("update leadloop.lead set consent_ad_user_data = '" + consent + "' where id = '"
                    + conversion.lead() + "'");
            house.uploads();
            assertThat(house.received("google-ads", lead + "-g")).isEmpty();
            assertThat(ledger.attempts(conversion.id())).isEmpty();
            assertThat(process(conversion)).isNull();
            return now(conversion);
        }

        @Test
        void is_left_alone_after_a_no() {
            assertThat(tried("ba1", "DENIED"))
                    .returns(ConversionState.WITHDRAWN, Conversion::state)
                    .returns("CONSENT_DENIED", Conversion::reason);
        }

        @Test
        void is_left_alone_when_nobody_knows_any_more() {
            assertThat(tried("ba2", "UNKNOWN"))
                    .returns(ConversionState.EXPIRED, Conversion::state)
                    .returns("CONSENT_UNKNOWN", Conversion::reason);
        }
    }

    @Nested
    class A_failure {

        /** The waits between attempts are ten (leadloop.upload.retry-delays). */
        private static final int RETRIES = 10;

        @Test
        void uses_the_retries_up_only_when_it_is_the_last() {
            Conversion conversion = planned("ba3");
            house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":50}");
            for (int attempt = 1; attempt < RETRIES; attempt++) {
                house.uploadsOnce("google-ads");
                house.retriesAreDue();
                assertThat(now(conversion))
                        .as("attempt %s", attempt)
                        .returns(ConversionState.PLANNED, Conversion::state)
                        .returns(attempt, Conversion::attempts);
            }
            house.uploadsOnce("google-ads");
            assertThat(now(conversion))
                    .returns(ConversionState.EXHAUSTED, Conversion::state)
                    .returns(RETRIES, Conversion::attempts);
        }

        @Test
        void that_blocks_the_account_uses_no_retry_up() {
            Conversion conversion = planned("ba4");
            house.faults("google-ads", "{\"fault\":\"BAD_TOKEN\"}");
            house.uploadsOnce("google-ads");
            assertThat(now(conversion).state()).isEqualTo(ConversionState.PLANNED);
            assertThat(tasks.createExternalTaskQuery()
                            .processInstanceId(process(conversion).getId())
                            .singleResult()
                            .getRetries())
                    .isNull();
            house.faults("google-ads");
            house.administratorPosts("/api/destinations/google-ads/resume");
        }
    }
}
