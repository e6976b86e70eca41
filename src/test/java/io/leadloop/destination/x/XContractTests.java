package io.leadloop.destination.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.Upload;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.x.XProperties.PhoneForm;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** X over the Ads API's web conversions. */
class XContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new XDestination(
                AccountName.of(XType.ID),
                properties(platform.address(), "token-secret", PhoneForm.E164),
                http,
                settings,
                CLOCK);
    }

    private static XProperties properties(URI base, @Nullable String tokenSecret, PhoneForm phoneForm) {
        return new XProperties(
                base,
                "12",
                "o8z6j",
                "consumer",
                "consumer-secret",
                "token",
                tokenSecret,
                Map.of("mql", "tw-o8z6j-o87ne", "won", "tw-o8z6j-o8z21"),
                phoneForm,
                null,
                Duration.ofDays(90),
                null);
    }

    @Test
    void requests_are_signed_each_with_its_own_nonce() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1), taken(1))) {
            Destination x = speakingTo(platform);
            x.upload(uploads(1));
            x.upload(uploads(1));
            List<String> headers = platform.requests().stream()
                    .map(it -> it.header("Authorization"))
                    .toList();
            assertThat(platform.requests().get(0).address()).isEqualTo("/12/measurement/conversions/o8z6j");
            assertThat(headers)
                    .doesNotHaveDuplicates()
                    .allSatisfy(it -> assertThat(it)
                            .startsWith("OAuth oauth_consumer_key=\"consumer\", oauth_nonce=\"")
                            .contains("oauth_timestamp=\"" + CLOCK.instant().getEpochSecond() + "\"")
                            .contains("oauth_signature=\""));
        }
    }

    @Test
    void no_request_holds_more_than_500_conversions() {
        try (FakePlatform platform = new FakePlatform().answers(taken(500), taken(500), taken(1))) {
            assertThat(speakingTo(platform).upload(uploads(1001)))
                    .allSatisfy(it -> assertThat(it.code()).isEqualTo("OK"));
            assertThat(platform.heard()).hasSize(3);
        }
    }

    @Test
    void the_phone_is_hashed_as_digits_where_that_is_configured() {
        Upload upload = with(ContactHasher.hash(null, "+1 (650) 555-1212", null));
        assertThat(masked(PhoneForm.DIGITS, upload)).contains("\"hashed_phone_number\":\"e323ec...");
        assertThat(masked(PhoneForm.E164, upload)).contains("\"hashed_phone_number\":\"1e231c...");
    }

    private String masked(PhoneForm phoneForm, Upload upload) {
        XProperties properties = properties(URI.create("http://localhost"), "token-secret", phoneForm);
        return new XDestination(AccountName.of(XType.ID), properties, http, TEST_HOUSE, CLOCK).masked(upload);
    }

    private Upload with(HashedContact contact) {
        Upload upload = uploads(1).get(0);
        Lead lead = upload.lead();
        Lead other = new Lead(
                lead.id(),
                lead.externalId(),
                lead.stage(),
                lead.stageAt(),
                lead.dealId(),
                lead.processInstanceId(),
                lead.capturedAt(),
                lead.country(),
                lead.consent(),
                contact);
        return new Upload(upload.conversion(), other, upload.click(), upload.clicks(), null);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() -> properties(URI.create("http://localhost"), null, PhoneForm.E164)
                        .isOn(AccountName.of(XType.ID)))
                .hasMessageContaining("leadloop.destinations.x.access-token-secret");
    }

    @Test
    void an_action_is_known_when_it_is_mapped_or_is_an_event_id_of_xs() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination x = speakingTo(platform);
            assertThat(x.knowsAction("won")).isTrue();
            assertThat(x.knowsAction("tw-o8z6j-abc12")).isTrue();
            assertThat(x.knowsAction("sql")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"data\":{\"conversions_processed\":2}}', RETRY UNEXPECTED_ANSWER",
        "302, '{\"data\":{\"conversions_processed\":1}}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"errors\":[{\"message\":\"m\"}]}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"errors\":[{\"code\":\"BAD\",\"message\":\"m1\"}]}', REJECTED BAD",
        "500, '{\"errors\":[{\"code\":\"BAD\"}]}', RETRY HTTP_500"
    })
    void an_answer_is_classed_by_what_it_says(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void the_errors_words_are_kept() {
        assertThat(result(Answer.of(400, "{\"errors\":[{\"code\":\"BAD\",\"message\":\"m1\"}]}"))
                        .message())
                .contains("BAD: m1");
        assertThat(result(Answer.of(401, "{}")).message()).contains("no explanation");
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"data\":{\"conversions_processed\":" + events + ",\"debug_id\":\"d-1\"}}");
    }

    @Override
    protected Answer badToken() {
        return Answer.of(
                401,
                "{\"errors\":[{\"code\":\"UNAUTHORIZED_ACCESS\",\"message\":\"This request is not properly"
                        + " authenticated\"}]}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"errors\":[{\"code\":\"INVALID_PARAMETER\",\"message\":\"m\"}]}");
    }

    @Override
    protected String eventsAt() {
        return "/conversions";
    }

    @Override
    protected String keyAt() {
        return "/conversion_id";
    }

    @Override
    protected String clickKind() {
        return "twclid";
    }
}
