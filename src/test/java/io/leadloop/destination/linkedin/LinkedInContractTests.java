package io.leadloop.destination.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LinkedIn over the Conversions API. */
class LinkedInContractTests extends DestinationContract {

    private static final URI NOWHERE = URI.create("http://localhost");

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return speakingTo(properties(platform.address(), "202609", "fixed-token", null, null), settings);
    }

    private Destination speakingTo(LinkedInProperties properties, PlatformSettings settings) {
        return new LinkedInDestination(
                AccountName.of(LinkedInType.ID),
                properties,
                new LinkedInReportProperties(null),
                http,
                settings,
                tokens,
                CLOCK);
    }

    private static LinkedInProperties properties(
            URI base,
            String version,
            @Nullable String accessToken,
            @Nullable String clientSecret,
            @Nullable String refreshToken) {
        return new LinkedInProperties(
                base,
                version,
                base.resolve("/token"),
                accessToken,
                clientSecret == null ? null : "client",
                clientSecret,
                refreshToken,
                Map.of("won", "2003", "mql", "2001", "odd", "a rule"),
                Duration.ofDays(90),
                Duration.ofDays(90));
    }

    @ParameterizedTest
    @CsvSource({
        "199, RETRY HTTP_199",
        "200, ACCEPTED OK",
        "299, ACCEPTED OK",
        "300, RETRY HTTP_300",
        "400, REJECTED HTTP_400",
        "401, BLOCKED HTTP_401",
        "403, BLOCKED HTTP_403",
        "404, REJECTED HTTP_404",
        "409, REJECTED HTTP_409",
        "429, RETRY HTTP_429",
        "0, RETRY UNEXPECTED_ANSWER"
    })
    void an_element_is_classed_by_its_status(int status, String verdict) {
        assertThat(verdict(200, "{\"elements\":[{\"status\":" + status + "}]}")).isEqualTo(verdict);
    }

    @Test
    void an_elements_own_words_are_kept() {
        String body = "{\"elements\":[{\"status\":422,\"error\":{\"message\":\"too old\"}}]}";
        assertThat(result(Answer.of(200, body)).message()).contains("too old");
        assertThat(result(Answer.of(200, "{\"elements\":[{\"status\":422,\"message\":\"too new\"}]}"))
                        .message())
                .contains("too new");
    }

    @ParameterizedTest
    @CsvSource({
        "302, {}, RETRY UNEXPECTED_ANSWER",
        "418, {}, RETRY UNEXPECTED_ANSWER",
        "503, {}, RETRY HTTP_503",
        "400, '{\"message\":\" \"}', RETRY UNEXPECTED_ANSWER",
        "401, {}, BLOCKED HTTP_401"
    })
    void a_refusal_is_classed_by_its_status(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void rows_are_named_by_index_or_by_a_list_of_indices() {
        assertThat(LinkedInRows.named("Index: 0, ERROR :: a\n still a\nIndex: 1, ERROR :: b", 2))
                .isEqualTo(Map.of(0, "ERROR :: a; still a", 1, "ERROR :: b"));
        assertThat(LinkedInRows.named("bad, indices [0, 2] (0-indexed)", 3)).containsOnlyKeys(0, 2);
        assertThat(LinkedInRows.named("Index: 1, ERROR :: a", 1)).isEmpty();
        assertThat(LinkedInRows.named("bad, indices [1, 99999999999, ,]", 1)).isEmpty();
        assertThat(LinkedInRows.named("bad, indices [12345]", 12346)).containsOnlyKeys(12345);
        assertThat(LinkedInRows.named("Index: 0, ERROR :: first\nIndex: 0, ERROR :: second", 1))
                .isEqualTo(Map.of(0, "ERROR :: first"));
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(
                200, "{\"elements\":[" + String.join(",", Collections.nCopies(events, "{\"status\":201}")) + "]}");
    }

    @Override
    protected Answer badToken() {
        return Answer.of(
                401, "{\"status\":401,\"serviceErrorCode\":65600,\"code\":\"INVALID_ACCESS_TOKEN\",\"message\":\"m\"}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(422, "{\"message\":\"ERROR :: /user :: is not valid\",\"status\":422}");
    }

    @Override
    protected String eventsAt() {
        return "/elements";
    }

    @Override
    protected String keyAt() {
        return "/eventId";
    }

    @Override
    protected String clickKind() {
        return "li_fat_id";
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() ->
                        properties(NOWHERE, "202609", null, "secret", null).isOn(AccountName.of(LinkedInType.ID)))
                .hasMessageContaining("leadloop.destinations.linkedin.refresh-token");
        assertThat(properties(NOWHERE, "202609", null, null, null).isOn(AccountName.of(LinkedInType.ID)))
                .isFalse();
        assertThat(properties(NOWHERE, "202609", "fixed", null, null).isOn(AccountName.of(LinkedInType.ID)))
                .isTrue();
    }

    /** An app that LinkedIn did not approve for refresh tokens has a client and an access token, and nothing else. */
    @Test
    void an_access_token_is_enough_whatever_client_it_came_by() {
        LinkedInProperties unapproved = properties(NOWHERE, "202609", "fixed", "secret", null);
        assertThat(unapproved.isOn(AccountName.of(LinkedInType.ID))).isTrue();
        assertThat(unapproved.refreshes()).isFalse();
    }

    @Test
    void the_version_and_the_batch_are_told_in_headers() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.address()).isEqualTo("/rest/conversionEvents");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer fixed-token");
            assertThat(heard.header("LinkedIn-Version")).isEqualTo("202609");
            assertThat(heard.header("X-Restli-Protocol-Version")).isEqualTo("2.0.0");
            assertThat(heard.header("X-RestLi-Method")).isEqualTo("BATCH_CREATE");
        }
    }

    /** LinkedIn's documented token answer has no token_type (facts/google-microsoft-linkedin.md, "Added 2026-11-26"). */
    @Test
    void a_token_without_a_type_is_a_bearer_token() {
        String token = "{\"access_token\":\"t-1\",\"expires_in\":5184000,\"refresh_token\":\"refresh\","
                + "\"refresh_token_expires_in\":31536000,\"scope\":\"rw_conversions\"}";
        try (FakePlatform platform = new FakePlatform().answers(taken(1)).answersTokenRequests(Answer.of(200, token))) {
            Destination linkedIn =
                    speakingTo(properties(platform.address(), "202609", "fixed", "secret", "refresh"), TEST_HOUSE);
            assertThat(linkedIn.upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(platform.requests().get(0).header("Authorization")).isEqualTo("Bearer t-1");
        }
    }

    @Test
    void a_permission_that_was_taken_back_is_asked_for_once() {
        Answer revoked =
                Answer.of(401, "{\"status\":401,\"serviceErrorCode\":65601,\"code\":\"REVOKED_ACCESS_TOKEN\"}");
        try (FakePlatform platform = new FakePlatform().answersBy(it -> revoked)) {
            Destination linkedIn =
                    speakingTo(properties(platform.address(), "202609", "fixed", "secret", "refresh"), TEST_HOUSE);
            assertThat(linkedIn.upload(uploads(2)).get(0).code()).isEqualTo("REVOKED_ACCESS_TOKEN");
            assertThat(platform.heard()).hasSize(1);
        }
    }

    /** vectors-google-microsoft-linkedin.md, 9: the 400 and the 403 about a rule. */
    @Test
    void a_fault_of_a_rule_holds_the_rule() {
        String method = "{\"message\":\"Incorrect conversions information provided. Conversion's method should be"
                + " CONVERSIONS_API, indices [0] (0-indexed)\",\"status\":400}";
        String target = "{\"message\":\"Invalid conversion target, failed to grant access. Conversion must be a CAPI"
                + " conversion and not deleted.\",\"status\":403}";
        assertThat(result(Answer.of(400, method)).scope()).isEqualTo(UploadResult.Scope.ACTION);
        assertThat(result(Answer.of(403, target)).scope()).isEqualTo(UploadResult.Scope.ACTION);
        assertThat(result(Answer.of(403, "{\"message\":\"Not enough permissions\",\"status\":403}"))
                        .scope())
                .isEqualTo(UploadResult.Scope.DESTINATION);
    }

    @Test
    void an_ended_token_is_renewed_once_where_there_is_a_refresh_token() {
        try (FakePlatform platform = new FakePlatform().answers(badToken(), taken(1))) {
            Destination destination =
                    speakingTo(properties(platform.address(), "202609", "fixed", "secret", "refresh"), TEST_HOUSE);
            UploadResult result = destination.upload(uploads(1)).get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(platform.requests())
                    .extracting(it -> it.header("Authorization"))
                    .containsExactly("Bearer fake-token", "Bearer fake-token");
        }
    }

    @Test
    void the_known_end_of_a_version_is_told() {
        assertThat(speakingTo(properties(NOWHERE, "202511", "fixed", null, null), TEST_HOUSE)
                        .profile()
                        .api()
                        .ends())
                .isEqualTo(LocalDate.of(2026, 11, 16));
    }

    @Test
    void an_action_is_a_rules_number() {
        Destination destination = speakingTo(properties(NOWHERE, "202609", "fixed", null, null), TEST_HOUSE);
        assertThat(destination.knowsAction("won")).isTrue();
        assertThat(destination.knowsAction("4711")).isTrue();
        assertThat(destination.knowsAction("sql")).isFalse();
        assertThat(destination.knowsAction("odd")).isFalse();
    }
}
