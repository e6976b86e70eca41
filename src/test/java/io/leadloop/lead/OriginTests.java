package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTests {

    private static Origin visit(String page, String referrer) {
        return Origin.of(null, null, null, page, referrer);
    }

    @Test
    void a_page_is_kept_without_what_may_be_personal() {
        assertThat(visit("https://Example.com/demo?email=a@b.de&gclid=x#form", null)
                        .landingPage())
                .isEqualTo("example.com/demo");
        assertThat(visit("https://example.com", null).landingPage()).isEqualTo("example.com/");
        assertThat(visit("/demo?x=1", null).landingPage()).isEqualTo("/demo");
    }

    @Test
    void a_referrer_is_its_host() {
        assertThat(visit(null, "https://www.ChatGPT.com/c/123").referrer()).isEqualTo("chatgpt.com");
        assertThat(visit(null, "perplexity.ai").referrer()).isEqualTo("perplexity.ai");
        assertThat(visit(null, "android-app://com.google").referrer()).isEqualTo("com.google");
        assertThat(visit(null, "not a host").referrer()).isNull();
    }

    @Test
    void labels_are_compared_in_small_letters_and_campaigns_as_they_are() {
        Origin origin = Origin.of(" ChatGPT.com ", "Referral", "Brand DE", "", " ");
        assertThat(origin.utmSource()).isEqualTo("chatgpt.com");
        assertThat(origin.utmCampaign()).isEqualTo("Brand DE");
        assertThat(origin.landingPage()).isNull();
        assertThat(Origin.of(null, "", " ", null, null).isEmpty()).isTrue();
    }

    @Test
    void is_there_as_soon_as_one_part_is() {
        assertThat(Origin.of("x", null, null, null, null).isEmpty()).isFalse();
        assertThat(Origin.of(null, null, null, null, "example.com").isEmpty()).isFalse();
    }

    @Test
    void what_is_too_long_is_cut_where_no_character_is_split() {
        String grin = "\uD83D\uDE00";
        Origin origin =
                Origin.of("s".repeat(400), "m".repeat(255), "c".repeat(254) + grin, "/" + "p".repeat(3_000), null);
        assertThat(origin.utmSource()).isEqualTo("s".repeat(255));
        assertThat(origin.utmMedium()).isEqualTo("m".repeat(255));
        assertThat(origin.utmCampaign()).isEqualTo("c".repeat(254));
        assertThat(origin.landingPage()).isEqualTo("/" + "p".repeat(1_999));
    }

    @Test
    void a_long_query_takes_nothing_from_the_page() {
        assertThat(visit("https://example.com/demo?q=" + "x".repeat(5_000), null)
                        .landingPage())
                .isEqualTo("example.com/demo");
    }

    @Test
    void what_nobody_can_see_and_no_table_can_hold_is_left_out() {
        Origin origin = Origin.of("goo\u0000gle", "c\uD83Dpc", "Brand\u0007 DE \uD83D\uDE00", "/a\nb", "\u0000");
        assertThat(origin).isEqualTo(new Origin("google", "cpc", "Brand DE \uD83D\uDE00", "/ab", null));
    }
}
