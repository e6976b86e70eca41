package io.leadloop.destination.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import io.leadloop.destination.OneAccount;
import io.leadloop.destination.UploadHealth;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The events of a dataset and their quality. The fake follows facebook-java-business-sdk (AdsPixel.getStats, AdsPixelStatsResult,
 * AdsPixelCAPIIntegrationQuality) and the Dataset Quality API as facts/accounts.md 2.4 and 2.6 have it: unknown parameters are
 * refused, quality is a top-level path.
 */
class MetaEventsTests {

    private static final String STATS = """
            {"data":[
              {"start_time":"2026-10-02T10:00:00+0000","aggregation":"event",
               "data":[{"value":"SQL","count":40},{"value":"Purchase","count":3}]},
              {"start_time":"2026-10-02T11:00:00+0000","aggregation":"event","data":[{"value":"SQL","count":2}]}]}
            """;

    private final FakeReportApi meta = new FakeReportApi(this::answer);
    private String stats = STATS;
    private String next = "{}";
    private String quality = "{\"web\":[]}";

    @AfterEach
    void close() {
        meta.close();
    }

    private Answer answer(Asked asked) {
        boolean isSignedIn = asked.of("access_token").equals("ads-read-token");
        if (!isSignedIn) {
            return new Answer(400, "{\"error\":{\"code\":190,\"message\":\"secret words\"}}");
        }
        return switch (asked.path()) {
            case "/v25.0/900100" -> new Answer(200, "{\"id\":\"900100\",\"name\":\"Alpine CRM\"}");
            case "/v25.0/900100/stats" ->
                asked.wrong(
                                                Set.of(
                                                        "aggregation",
                                                        "event_source",
                                                        "start_time",
                                                        "end_time",
                                                        "access_token"),
                                                Set.of("event", "after"))
                                        .isEmpty()
                                && asked.of("aggregation").equals("event")
                                && Long.parseLong(asked.of("end_time")) - Long.parseLong(asked.of("start_time"))
                                        <= 7 * 24 * 3600
                        ? new Answer(200, stats(asked))
                        : new Answer(400, "{\"error\":{\"code\":100}}");
            case "/v25.0/dataset_quality" ->
                asked.wrong(Set.of("dataset_id", "fields", "access_token"), Set.of("agent_name"))
                                .isEmpty()
                        ? new Answer(200, quality)
                        : new Answer(400, "{\"error\":{\"code\":100}}");
            default -> new Answer(400, "{\"error\":{\"code\":2500}}");
        };
    }

    /** The second page is like the first, and the last. */
    private String stats(Asked asked) {
        boolean isLast = asked.of("after").equals("c=2");
        return stats.replaceFirst("\\{", "{\"paging\":" + (isLast ? "{}" : next) + (stats.length() > 2 ? "," : ""));
    }

    private AccountCatalogue events(String... more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", meta.address().toString(),
                "dataset-id", "900100",
                "access-token", "events-only-token"));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return OneAccount.of(
                        (http, settings, tokens, clock) -> new MetaType().metaAccounts(http, settings, clock), keys)
                .catalogue()
                .orElseThrow();
    }

    private Listing list() throws Exception {
        return events("report.ad-account-id", "77", "report.access-token", "ads-read-token")
                .list();
    }

    private UploadHealth health(String event) throws Exception {
        return list().health().find(event).orElseThrow();
    }

    @Test
    void the_events_that_servers_told_in_seven_days_are_its_list_each_with_how_many() throws Exception {
        assertThat(list().account()).isEqualTo("Alpine CRM");
        assertThat(list().actions()).extracting(it -> it.reference()).containsExactly("Purchase", "SQL");
        assertThat(health("SQL").words()).isEqualTo("42 received");
        assertThat(meta.asked())
                .filteredOn(it -> it.path().endsWith("/stats"))
                .allSatisfy(it -> assertThat(it.of("event_source")).isEqualTo("SERVER"));
    }

    @Test
    void pages_are_followed_by_their_cursor_and_counts_added_up() throws Exception {
        next = "{\"next\":\"https://elsewhere.example\",\"cursors\":{\"after\":\"c=2\"}}";
        assertThat(health("SQL").words()).isEqualTo("84 received");
    }

    @Test
    void an_answer_that_is_no_list_replaces_none() {
        stats = "{}";
        assertThatThrownBy(this::list).hasMessageContaining("cannot be read");
    }

    @Test
    void an_event_that_it_never_heard_may_be_told() {
        assertThat(events().takesAnyAction()).isTrue();
        assertThat(events().referenceOf("Demo held")).contains("Demo held");
    }

    @Test
    void match_quality_and_what_lowers_it_stand_beside() throws Exception {
        quality = """
                {"web":[{"event_name":"Purchase","event_match_quality":{"composite_score":6.24,
                  "diagnostics":[{"name":"missing email","percentage":49.4},{"name":"<b>x</b>","percentage":2}]}}]}
                """;
        assertThat(health("Purchase").words())
                .isEqualTo("3 received, match quality 6.2 of 10 (Missing email 49 %, Unsaid 2 %)");
        assertThat(health("Purchase").needsAttention())
                .as("they count all the same")
                .isFalse();
    }

    /** "An empty EMQ for CRM events is no fault." */
    @Test
    void an_event_of_a_crm_has_no_match_quality_and_needs_nobody() throws Exception {
        quality = "{\"web\":[{\"event_name\":\"SQL\",\"event_match_quality\":{}}]}";
        assertThat(health("SQL").words()).isEqualTo("42 received");
        assertThat(health("SQL").needsAttention()).isFalse();
    }

    @Test
    void a_dataset_that_does_not_tell_its_quality_tells_its_events_all_the_same() throws Exception {
        quality = "no json";
        assertThat(list().actions()).hasSize(2);
        assertThat(list().health().problem()).contains("Meta");
    }

    @Test
    void a_token_that_may_not_read_and_a_missing_key_are_said_in_words() {
        assertThat(events().missingKey()).isEqualTo("report.ad-account-id");
        assertThatThrownBy(() -> events("report.ad-account-id", "77").list())
                .hasMessageContaining("190")
                .hasMessageNotContaining("secret words")
                .hasMessageNotContaining("events-only-token");
    }
}
