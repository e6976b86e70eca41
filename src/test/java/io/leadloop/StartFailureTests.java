package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.MissingKeys;
import io.leadloop.destination.PlatformSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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

    @Nested
    @ExtendWith(OutputCaptureExtension.class)
    class A_value_that_cannot_be_read {

        @EnableConfigurationProperties(PlatformSettings.class)
        static class JustTheSettings {}

        @Test
        void is_told_by_its_key_its_form_and_its_place_and_is_not_repeated(CapturedOutput output) {
            assertThatThrownBy(() -> new SpringApplicationBuilder(JustTheSettings.class)
                            .web(WebApplicationType.NONE)
                            .run("--leadloop.destinations.meta-uk.account-currency=GPB"))
                    .isNotNull();
            assertThat(output)
                    .contains(
                            "'leadloop.destinations.meta-uk.account-currency' cannot be read as a currency by its three"
                                    + " letters (ISO 4217), e.g. EUR. It stands in")
                    .contains("APPLICATION FAILED TO START")
                    .doesNotContain("GPB")
                    .doesNotContain("java.util.Currency");
        }
    }
}
