package io.leadloop.destination.pinterest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.OneAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tags of an ad account, as facts/accounts.md 6.3 has them of Pinterest's own specification. */
class PinterestTagsTests {

    private final FakePinterestAnalytics pinterest = new FakePinterestAnalytics(LocalDate.parse("2026-10-03"));

    @AfterEach
    void close() {
        pinterest.close();
    }

    private AccountCatalogue tags(String... more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", pinterest.address().toString(),
                "ad-account-id", "549755885175",
                "access-token", "conversion-token"));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return OneAccount.of(
                        (http, settings, tokens, clock) ->
                                new PinterestType().pinterestAccounts(http, settings, tokens, clock),
                        keys)
                .catalogue()
                .orElseThrow();
    }

    private List<AccountPixel> list() throws Exception {
        return tags("report.access-token", "report-token").list().pixels();
    }

    private static String tag(String status, String firedAt) {
        return """
                {"items":[{"ad_account_id":"549755885175","code_snippet":"<script>x</script>","configs":{"aem_enabled":true},
                  "enhanced_match_status":"UNKNOWN","id":"2617998078212","last_fired_time_ms":%s,"name":"Alpine Doors",
                  "status":"%s","version":"3"}]}
                """.formatted(firedAt, status);
    }

    @Test
    void are_told_with_their_name_and_when_they_fired_last() throws Exception {
        pinterest.tags = tag("ACTIVE", "1790935200000");
        assertThat(list())
                .containsExactly(new AccountPixel(
                        "tag",
                        "2617998078212",
                        "Alpine Doors",
                        State.ACTIVE,
                        null,
                        true,
                        Instant.ofEpochMilli(1790935200000L)));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ACTIVE",
        "PAUSED, OFF",
        "DRAFT, OFF",
        "ARCHIVED, REMOVED",
        "DELETED_DRAFT, REMOVED",
        "NEW_WORD, UNKNOWN"
    })
    void have_a_state_in_pinterests_words(String said, State state) throws Exception {
        pinterest.tags = tag(said, "null");
        assertThat(list()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(state);
            assertThat(it.hasFired()).isFalse();
            assertThat(it.lastFiredAt()).isNull();
        });
    }

    /** Conversions go to the ad account: "can stand alone". */
    @Test
    void are_named_by_no_key_and_no_event_of_the_plan_is_missing_among_them() throws Exception {
        pinterest.tags = tag("PAUSED", "null");
        assertThat(list()).allMatch(it -> it.key() == null);
        assertThat(tags().takesAnyAction()).isTrue();
        assertThat(tags().referenceOf("lead")).contains("lead");
    }

    @Test
    void are_not_asked_for_without_a_sign_in_that_reads() {
        assertThat(tags().missingKey()).isEqualTo("report.access-token");
        assertThat(tags("report.access-token", "report-token").missingKey()).isNull();
        assertThat(tags(
                                "report.client-id",
                                "client",
                                "report.client-secret",
                                "secret",
                                "report.refresh-token",
                                "refresh-1")
                        .missingKey())
                .isNull();
    }

    @Test
    void that_a_token_may_not_read_are_refused_in_words_for_an_operator() {
        assertThatThrownBy(() -> tags("report.access-token", "conversion-token").list())
                .hasMessageContaining("401")
                .hasMessageContaining("ads:read")
                .hasMessageNotContaining("secret words")
                .hasMessageNotContaining("conversion-token,");
    }

    @Test
    void that_come_as_no_list_replace_none() {
        pinterest.api().answersInstead(new Answer(200, "{\"tags\":1}"));
        assertThatThrownBy(this::list).hasMessageContaining("no list of tags");
    }
}
