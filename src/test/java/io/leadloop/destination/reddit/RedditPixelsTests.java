package io.leadloop.destination.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.OneAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pixels of an ad account and when the configured one fired last. */
class RedditPixelsTests {

    private final FakeRedditReporting reddit = new FakeRedditReporting();

    private AccountCatalogue pixels(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", reddit.address().toString(),
                "pixel-id", "a2_pixel",
                "access-token", "conversion-token"));
        keys.putAll(more);
        return OneAccount.of(
                        (http, settings, tokens, clock) ->
                                new RedditType().redditAccounts(http, settings, tokens, clock),
                        keys)
                .catalogue()
                .orElseThrow();
    }

    private List<AccountPixel> list() throws Exception {
        return pixels(Map.of(
                        "report.ad-account-id", "a2_abc",
                        "report.client-id", "client",
                        "report.client-secret", "secret",
                        "report.refresh-token", "refresh",
                        "report.token-uri",
                                reddit.address().resolve("/access_token").toString()))
                .list()
                .pixels();
    }

    private void has(String id, String name) {
        reddit.pixels.add("{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"business_id\":\"b\"}");
    }

    @Test
    void are_told_over_all_pages_the_configured_one_first() throws Exception {
        has("a2_other", "Other");
        has("a2_pixel", "Alpine Doors");
        assertThat(list())
                .extracting(AccountPixel::id, AccountPixel::name, AccountPixel::state, AccountPixel::key)
                .containsExactly(
                        tuple("a2_pixel", "Alpine Doors", State.UNKNOWN, "pixel-id"),
                        tuple("a2_other", "Other", State.UNKNOWN, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lead\":\"2026-10-01T10:00:00Z\",\"purchase\":null} | 2026-10-01T10:00:00Z",
                "{\"lead\":null,\"custom_events\":{\"SQL\":\"2026-10-02T10:00:00+00:00\"}} | 2026-10-02T10:00:00Z",
                "{\"lead\":\"2026-10-01T10:00:00Z\",\"breakdown\":[{\"last\":\"2026-10-02T10:00:00Z\"}]}"
                        + " | 2026-10-02T10:00:00Z"
            })
    void fired_when_the_last_of_their_events_came(String told, Instant last) throws Exception {
        has("a2_pixel", "Alpine Doors");
        reddit.lastFiredAt = "{\"data\":" + told + "}";
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.hasFired()).isTrue();
            assertThat(it.lastFiredAt()).isEqualTo(last);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"data\":{}} | false",
                "{\"data\":{\"lead\":null}} | false",
                "{\"data\":{\"lead\":\"yesterday\"}} | true",
                "{\"error\":1} |"
            })
    void never_fired_only_where_reddit_says_so(String told, Boolean hasFired) throws Exception {
        has("a2_pixel", "Alpine Doors");
        reddit.lastFiredAt = told;
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.hasFired()).isEqualTo(hasFired);
            assertThat(it.lastFiredAt()).isNull();
        });
    }

    @Test
    void of_another_account_leave_the_configured_one_missing() throws Exception {
        has("a2_other", "Other");
        assertThat(list().get(0).state()).isEqualTo(State.MISSING);
    }

    @Test
    void that_do_not_end_are_refused_in_words() {
        has("a2_other", "Other");
        reddit.pixelsNeverEnd = true;
        assertThatThrownBy(this::list).hasMessageContaining("does not end");
    }

    @Test
    void are_not_asked_for_without_the_keys_of_the_report_and_a_refusal_is_said_in_words() {
        assertThat(pixels(Map.of()).missingKey()).isEqualTo("report.ad-account-id");
        assertThat(pixels(Map.of()).takesAnyAction()).isTrue();
        reddit.answersNext(io.leadloop.destination.FakePlatform.Answer.of(
                200, "{\"access_token\":\"report-token\",\"expires_in\":9}"));
        reddit.answersNext(FakeRedditReporting.refusal(403));
        assertThatThrownBy(this::list).hasMessageContaining("adsread").hasMessageNotContaining("secret words");
    }
}
