package io.leadloop.destination.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pixels of an advertiser, as TikTok's own SDK asks for them. */
class TikTokPixelsTests {

    private final FakeTikTokReporting tiktok = new FakeTikTokReporting();

    private AccountCatalogue pixels(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", tiktok.address().toString(),
                "access-token", "events-token",
                "pixel-code", "C4MINE",
                "landing-page", "https://www.example.com/"));
        keys.putAll(more);
        return OneAccount.of(
                        (http, settings, tokens, clock) -> new TikTokType().tikTokAccounts(http, settings, clock), keys)
                .catalogue()
                .orElseThrow();
    }

    private List<AccountPixel> list() throws Exception {
        return pixels(Map.of("report.access-token", "report-token", "report.advertiser-id", "700"))
                .list()
                .pixels();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixels", "list"})
    void are_told_by_their_code_the_configured_one_first(String name) throws Exception {
        tiktok.pixelsAre = name;
        tiktok.pixels.addAll(List.of("C4OTHER", "C4MINE"));
        assertThat(list())
                .extracting(AccountPixel::id, AccountPixel::name, AccountPixel::state, AccountPixel::key)
                .containsExactly(
                        tuple("C4MINE", "Pixel C4MINE", State.UNKNOWN, "pixel-code"),
                        tuple("C4OTHER", "Pixel C4OTHER", State.UNKNOWN, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void of_several_pages_are_all_told_with_and_without_a_count_of_pages(int pages) throws Exception {
        tiktok.pixelPages = pages;
        IntStream.range(0, 25).forEach(it -> tiktok.pixels.add("C" + it));
        tiktok.pixels.set(24, "C4MINE");
        assertThat(list())
                .hasSize(25)
                .first()
                .satisfies(it -> assertThat(it.state()).isEqualTo(State.UNKNOWN));
    }

    @Test
    void of_another_advertiser_leave_the_configured_one_missing() throws Exception {
        tiktok.pixels.add("C4OTHER");
        assertThat(list().get(0).state()).isEqualTo(State.MISSING);
    }

    @Test
    void are_told_without_any_of_them_configured() throws Exception {
        tiktok.pixels.add("C4OTHER");
        assertThat(pixels(Map.of(
                                "pixel-code",
                                "",
                                "crm-event-set-id",
                                "7",
                                "report.access-token",
                                "report-token",
                                "report.advertiser-id",
                                "700"))
                        .list()
                        .pixels())
                .extracting(AccountPixel::id, AccountPixel::key)
                .containsExactly(tuple("C4OTHER", null));
    }

    @Test
    void that_do_not_end_are_refused_in_words() {
        tiktok.pixelPages = 1_000_000;
        assertThatThrownBy(this::list).hasMessageContaining("does not end");
    }

    @Test
    void are_not_asked_for_without_the_keys_of_the_report_and_a_refusal_is_said_in_words() {
        assertThat(pixels(Map.of()).missingKey()).isEqualTo("report.access-token");
        assertThat(pixels(Map.of()).takesAnyAction()).isTrue();
        tiktok.answersNext(FakeTikTokReporting.refusal(40001));
        assertThatThrownBy(this::list)
                .hasMessageContaining("40001")
                .hasMessageContaining("Measurement")
                .hasMessageNotContaining("secret words");
        tiktok.answersNext(Answer.of(200, "{\"code\":0,\"data\":{}}"));
        assertThatThrownBy(this::list).hasMessageContaining("cannot be read");
    }
}
