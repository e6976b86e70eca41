package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.MissingKeys;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

/** What a person reads when the configuration is not whole. */
class StartFailureTests {

    private final StartFailureAnalyzer analyzer = new StartFailureAnalyzer();

    @Test
    void half_the_keys_are_told_in_words_and_all_missing_ones_are_named() {
        Throwable refusal = catchThrowable(() -> MissingKeys.of(AccountName.of("google-ads"))
                .needs("customer-id", "1234567890")
                .needs("client-id", null)
                .needs("client-secret", " ")
                .allSet());
        assertThat(analyzer.analyze(new BeanCreationException("googleAdsDestination", "failed", refusal)))
                .isNotNull()
                .satisfies(it -> assertThat(it.getDescription())
                        .contains("leadloop.destinations.google-ads.client-id")
                        .contains("leadloop.destinations.google-ads.client-secret")
                        .contains("switch this destination off"));
    }

    @Test
    void a_failure_of_somebody_else_is_left_to_others() {
        assertThat(analyzer.analyze(new NumberFormatException("theirs"))).isNull();
    }
}
