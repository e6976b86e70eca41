package io.leadloop.destination.snapchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.OneAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pixels of an ad account, as Snap's page "Snap Pixel" shows them. */
class SnapchatPixelsTests {

    private final FakeSnapchatStats snap = new FakeSnapchatStats();

    @AfterEach
    void close() {
        snap.close();
    }

    private AccountCatalogue pixels(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", snap.address().toString(),
                "report.base-url", snap.address().toString(),
                "report.token-uri",
                        snap.address().resolve("/login/oauth2/access_token").toString(),
                "pixel-id", "p-1",
                "access-token", "upload-token"));
        keys.putAll(more);
        return OneAccount.of(
                        (http, settings, tokens, clock) ->
                                new SnapchatType().snapchatAccounts(http, settings, tokens, clock),
                        keys)
                .catalogue()
                .orElseThrow();
    }

    private AccountCatalogue pixels() {
        return pixels(Map.of(
                "report.ad-account-id", "acc-1",
                "report.client-id", "client",
                "report.client-secret", "secret",
                "report.refresh-token", "refresh"));
    }

    private List<AccountPixel> list() throws Exception {
        return pixels().list().pixels();
    }

    @Test
    void are_told_over_all_pages_the_configured_one_first() throws Exception {
        snap.page = 1;
        snap.pixels.add(List.of("p-0", "Old website", "PAUSED", "PAUSED"));
        snap.pixels.add(List.of("p-1", "Alpine Doors", "ACTIVE", "ACTIVE"));
        assertThat(list())
                .extracting(AccountPixel::id, AccountPixel::name, AccountPixel::state, AccountPixel::key)
                .containsExactly(
                        tuple("p-1", "Alpine Doors", State.ACTIVE, "pixel-id"),
                        tuple("p-0", "Old website", State.OFF, null));
        assertThat(list()).allMatch(it -> it.hasFired() == null && it.lastFiredAt() == null);
    }

    @Test
    void of_another_account_leave_the_configured_one_missing() throws Exception {
        snap.pixels.add(List.of("p-2", "Somebody's", "ACTIVE", "ACTIVE"));
        assertThat(list().get(0).id()).isEqualTo("p-1");
        assertThat(list().get(0).state()).isEqualTo(State.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ACTIVE, ACTIVE",
        "ACTIVE, PAUSED, OFF",
        "PAUSED, ACTIVE, OFF",
        "DELETED, ACTIVE, REMOVED",
        "NEW_WORD, ACTIVE, UNKNOWN"
    })
    void are_on_only_where_both_their_states_say_so(String status, String effective, State state) throws Exception {
        snap.pixels.add(List.of("p-1", "Alpine Doors", status, effective));
        assertThat(list()).singleElement().extracting(AccountPixel::state).isEqualTo(state);
    }

    @Test
    void are_not_asked_for_before_the_keys_of_the_report_are_set() {
        assertThat(pixels(Map.of()).missingKey()).isEqualTo("report.ad-account-id");
        assertThat(pixels(Map.of("report.ad-account-id", "acc-1")).missingKey()).isEqualTo("report.client-id");
        assertThat(pixels().missingKey()).isNull();
        assertThat(pixels().takesAnyAction()).isTrue();
    }

    @Test
    void that_do_not_end_are_refused_in_words() {
        snap.pixelsNeverEnd = true;
        assertThatThrownBy(this::list).hasMessageContaining("does not end");
    }

    @Test
    void hidden_behind_a_success_or_a_refusal_are_said_in_words_for_an_operator() {
        snap.pixels.add(List.of("p-1", "Alpine Doors", "ACTIVE", "ACTIVE"));
        snap.hidesAFailure = true;
        assertThatThrownBy(this::list).hasMessageContaining("report.ad-account-id");
        snap.api().answersInstead(FakeSnapchatStats.error(403, "E2003"));
        assertThatThrownBy(this::list)
                .hasMessageContaining("E2003")
                .hasMessageContaining("snapchat-marketing-api")
                .hasMessageNotContaining("secret words");
        snap.api().answersInstead(new Answer(200, "{\"request_status\":\"SUCCESS\"}"));
        assertThatThrownBy(this::list).hasMessageContaining("no list of pixels");
    }
}
