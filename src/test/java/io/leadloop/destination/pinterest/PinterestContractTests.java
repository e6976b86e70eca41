package io.leadloop.destination.pinterest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.pinterest.PinterestProperties.ActionSource;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pinterest over the Conversions API v5. */
class PinterestContractTests extends DestinationContract {

    private static final PinterestReportProperties NO_REPORT = new PinterestReportProperties(
            null, null, null, null, URI.create("http://localhost/token"), Map.of(), Map.of(), 30, 30, 1);

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new PinterestDestination(
                AccountName.of(PinterestType.ID),
                properties(platform.address(), "secret-token", ActionSource.OFFLINE, testFlag),
                NO_REPORT,
                http,
                settings,
                tokens,
                CLOCK);
    }

    private static PinterestProperties properties(URI base, @Nullable String token, ActionSource source, boolean test) {
        return new PinterestProperties(
                base,
                "v5",
                "549755885175",
                token,
                Map.of("mql", "lead", "won", "checkout"),
                source,
                null,
                Duration.ofDays(7).minusMinutes(15),
                test);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() -> properties(URI.create("http://localhost"), null, ActionSource.OFFLINE, false)
                        .isOn(AccountName.of(PinterestType.ID)))
                .hasMessageContaining("leadloop.destinations.pinterest.access-token");
    }

    @Test
    void the_account_is_in_the_address_and_the_token_in_the_header() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.address()).isEqualTo("/v5/ad_accounts/549755885175/events");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer secret-token");
        }
    }

    @Test
    void a_click_or_a_phone_needs_the_mail_beside_it() {
        try (FakePlatform platform = new FakePlatform()) {
            Matching matching = speakingTo(platform).profile().matching();
            assertThat(matching.clickNeedsContact()).isTrue();
            assertThat(matching.takesEmail()).isTrue();
            assertThat(matching.takesPhone()).isFalse();
        }
    }

    @Test
    void an_action_is_mapped_or_a_name_of_pinterests() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination pinterest = speakingTo(platform);
            assertThat(pinterest.knowsAction("won")).isTrue();
            assertThat(pinterest.knowsAction("signup")).isTrue();
            assertThat(pinterest.knowsAction("sql")).isFalse();
        }
    }

    private Destination web(FakePlatform platform) {
        return new PinterestDestination(
                AccountName.of(PinterestType.ID),
                properties(platform.address(), "t", ActionSource.WEB, false),
                NO_REPORT,
                http,
                TEST_HOUSE,
                tokens,
                CLOCK);
    }

    @Test
    void the_source_is_offline_unless_configured_and_the_profile_tells_its_price() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            assertThat(speakingTo(platform).profile().wire().dedupeKey()).contains("not deduplicated");
            Destination web = web(platform);
            assertThat(web.profile().wire().dedupeKey()).doesNotContain("not deduplicated");
            web.upload(uploads(1));
            assertThat(platform.heard().get(0)).contains("\"action_source\":\"web\"");
        }
    }

    @Test
    void a_rehearsal_counts_nothing_and_so_is_possible_in_production() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            assertThat(speakingTo(platform, PRODUCTION, false).rehearse(uploads(1)))
                    .extracting(UploadResult::outcome)
                    .containsExactly(Outcome.ACCEPTED);
            assertThat(platform.requests().get(0).address()).endsWith("/events?test=true");
        }
    }

    @Test
    void offline_events_of_which_pinterest_took_some_and_named_none_are_a_persons_matter_and_not_sent_again() {
        try (FakePlatform platform = new FakePlatform().answers(spoiled())) {
            assertThat(speakingTo(platform).upload(uploads(8))).hasSize(8).allSatisfy(it -> {
                assertThat(it.outcome()).isEqualTo(Outcome.REJECTED);
                assertThat(it.code()).isEqualTo("FATE_UNKNOWN");
                assertThat(it.message()).contains("took some of 8", "may count twice");
            });
            assertThat(platform.heard()).hasSize(1);
        }
    }

    @Test
    void one_bad_event_in_a_422_without_a_list_is_found_by_bisection_where_events_count_once() {
        try (FakePlatform platform = new FakePlatform()
                .answersBy(body -> body.contains(click(5)) ? spoiled() : taken(body.split("event_name").length - 1))) {
            List<UploadResult> results = web(platform).upload(uploads(8));
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).outcome()).isEqualTo(i == 5 ? Outcome.REJECTED : Outcome.ACCEPTED);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"code\":29}', BLOCKED 29",
        "200, '{\"code\":8}', RETRY 8",
        "200, '{\"code\":4197}', RETRY 4197",
        "200, '{\"code\":7}', RETRY UNEXPECTED_ANSWER",
        "399, '{\"code\":7}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"code\":7}', REJECTED 7",
        "503, '{\"code\":7}', RETRY HTTP_503",
        "400, '{\"events\":[{\"status\":\"processed\"}]}', RETRY UNEXPECTED_ANSWER",
        "422, '{\"events\":[{\"status\":\"processed\"}]}', ACCEPTED OK",
        "503, '{}', RETRY HTTP_503"
    })
    void an_answer_is_classed_by_its_code(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void an_events_own_words_are_kept() {
        String failed = "{\"events\":[{\"status\":\"failed\",\"error_message\":\"m1\"}]}";
        assertThat(result(Answer.of(422, failed)).message()).contains("m1");
        String warned = "{\"events\":[{\"status\":\"processed\",\"warning_message\":\"w1\"}]}";
        assertThat(result(Answer.of(200, warned)).message()).contains("w1");
        assertThat(result(Answer.of(400, "{\"code\":7,\"message\":\"m2\"}")).message())
                .contains("7, m2");
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, statuses(Collections.nCopies(events, "processed")));
    }

    @Override
    protected Answer answerFor(JsonNode events, Predicate<JsonNode> isBad) {
        List<String> statuses = StreamSupport.stream(events.spliterator(), false)
                .map(it -> isBad.test(it) ? "failed" : "processed")
                .toList();
        return Answer.of(statuses.contains("failed") ? 422 : 200, statuses(statuses));
    }

    private static String statuses(List<String> statuses) {
        return statuses.stream()
                .map("{\"status\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    @Override
    protected int requestsForOneBadRow() {
        return 1;
    }

    @Override
    protected String limitedUse() {
        return "\"opt_out\":true";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"code\":2,\"message\":\"Authentication failed.\"}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(422, "{\"code\":4196,\"message\":\"Not all events were processed.\",\"details\":{}}");
    }

    @Override
    protected String eventsAt() {
        return "/data";
    }

    @Override
    protected String keyAt() {
        return "/event_id";
    }

    @Override
    protected String clickKind() {
        return "epik";
    }
}
