package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.lead.ClickId.Damage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with a click id, as far as one can see it. */
class ClickIdTests {

    private static Damage damage(ClickIdKind kind, String value) {
        return ClickId.of(kind, value, null).damage();
    }

    private static Damage gclid(String value) {
        return damage(ClickIdKind.GCLID, value);
    }

    /** The longest short text field of Salesforce and HubSpot holds 255 characters (facts: birth). */
    @Test
    void is_cut_where_it_fills_a_text_field_to_the_last_character() {
        assertThat(gclid("x".repeat(254))).isNull();
        assertThat(gclid("x".repeat(255))).isEqualTo(Damage.CUT);
        assertThat(gclid("x".repeat(256))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "NULL",
                " Null ",
                "undefined",
                "(not set)",
                "none",
                "n/a",
                "N/A",
                "NaN",
                "[object Object]",
                "false",
                "{{gclid}}",
                "{gclid}",
                "${gclid}",
                "%%GCLID%%",
                "__CLICKID__",
                "[gclid]",
                "%7B%7Bgclid%7D%7D",
                "gclid",
                "gclid=",
                "gclid={{gclid}}",
                "0",
                "-",
                "NA",
                "#N/A",
                "#REF!"
            })
    void is_none_where_a_form_wrote_a_word_for_nothing(String value) {
        assertThat(gclid(value)).isEqualTo(Damage.PLACEHOLDER);
    }

    @Test
    void is_none_where_nothing_came() {
        assertThat(ClickId.isPlaceholder(null)).isTrue();
    }

    @Test
    void may_begin_with_a_word_for_nothing() {
        assertThat(gclid("nullEAIaIQ")).isNull();
        assertThat(ClickId.isPlaceholder("nullEAIaIQ")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAIa IQob", "EAIa\tIQob", "EAIa\nIQob", "EAIa\u00a0IQob", "EAIa\0IQob"})
    void is_broken_by_white_space_inside(String value) {
        assertThat(gclid(value)).isEqualTo(Damage.BROKEN);
    }

    @Test
    void is_a_braid_only_in_the_place_of_a_gclid() {
        assertThat(gclid("0AAAAABc")).isEqualTo(Damage.BRAID);
        assertThat(gclid("x0AAAAABc")).isNull();
        assertThat(gclid("0AAABc")).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = ClickIdKind.class,
            names = {"GCLID", "FBC", "FBP", "MSCLKID", "META_LEAD_ID", "LL_REF", "GA_CLIENT_ID"},
            mode = Mode.EXCLUDE)
    void of_every_other_kind_may_look_like_a_braid(ClickIdKind kind) {
        assertThat(damage(kind, "0AAAAABc")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "META_LEAD_ID, 1234567890123456, ",
        "META_LEAD_ID, 12345678901234, FORM",
        "META_LEAD_ID, (not set), PLACEHOLDER",
        "MSCLKID, 0123456789abcdef0123456789abcdef, ",
        "MSCLKID, 01234567-89ab-cdef-0123-456789abcdef, ",
        "MSCLKID, 0123456789abcdef, FORM",
        "FBC, fb.1.1790000000000.IwAR2F4, ",
        "FBC, fb.1.1790000000000.IwAR2F4.Bg, ",
        "FBC, fb.1.1790000000000.IwAR2F4.AQMCAQAB, ",
        "FBC, fb.1.1790000000.IwAR2F4, FORM",
        "FBC, fb.1.yesterday.IwAR2F4, FORM",
        "FBC, fb.1.1790000000000., FORM",
        "FBC, IwAR2F4, FORM",
        "FBP, fb.1.1596403881668.1116446470, ",
        "FBP, null, PLACEHOLDER",
        "FBP, undefined, PLACEHOLDER",
        "FBP, fb.1.1596403881668, FORM",
        "TTP, undefined, PLACEHOLDER",
        "TTP, 2Zg6UT1Wh0Ro8kLk, ",
        "GCLID, EAIaIQob_C-hMI, ",
        "GCLID, EAIa?IQob, FORM",
        "GCLID, EAIa\u00fcIQob, FORM",
        "GCLID, EAIaIQob..., CUT",
        "GCLID, EAIaIQob\u2026, CUT",
        "GCLID, https://example.com/thanks, ADDRESS",
        "LI_LEAD_ID, urn:li:leadGenFormResponse:3d1c-4, ",
        "LI_LEAD_ID, urn:li:person:3d1c-4, FORM",
        "OPPREF, gAAAAAB%41~x=, ",
        "EPIK, dj0yJnU9abc, "
    })
    void is_damaged_where_its_platform_gives_no_such_form(ClickIdKind kind, String value, Damage damage) {
        assertThat(damage(kind, value)).isEqualTo(damage);
    }

    @Test
    void says_in_words_what_is_wrong() {
        assertThat(Damage.values()).allSatisfy(it -> assertThat(it.words()).isNotBlank());
    }

    /** The cookie holds the time at which the browser saw the click: nobody knows it better. */
    @Test
    void of_the_fbc_cookie_has_the_time_inside_it() {
        Instant inside = Instant.ofEpochMilli(1_790_000_000_000L);
        ClickId told = ClickId.seen(ClickIdKind.FBC, "fb.1.1790000000000.IwAR2F4", Instant.EPOCH);
        assertThat(told.clickedAt()).isEqualTo(inside);
        assertThat(told.ownTime()).isEqualTo(inside);
        assertThat(ClickId.of(ClickIdKind.FBC, "fb.1.never.IwAR2F4", Instant.EPOCH)
                        .clickedAt())
                .isEqualTo(Instant.EPOCH);
    }

    @Test
    void has_no_time_of_its_own_where_it_was_only_seen() {
        ClickId seen = ClickId.seen(ClickIdKind.GCLID, "EAIaIQob", Instant.EPOCH);
        assertThat(seen.clickedAt()).isEqualTo(Instant.EPOCH);
        assertThat(seen.ownTime()).isNull();
        assertThat(ClickId.seen(ClickIdKind.GCLID, "EAIaIQob", null).timeStandsIn())
                .isFalse();
        assertThat(ClickId.of(ClickIdKind.GCLID, "EAIaIQob", Instant.EPOCH).ownTime())
                .isEqualTo(Instant.EPOCH);
    }

    /** Meta's builder keeps the cookie of a click that comes again (PB CookieUtilsTest, "same click"). */
    @Test
    void of_an_fbclid_that_a_cookie_holds_is_as_old_as_the_cookie() {
        ClickId cookie = ClickId.of(ClickIdKind.FBC, "fb.1.1790000000000.IwAR2F4", null);
        ClickId again = ClickId.seen(ClickIdKind.FBCLID, "IwAR2F4", Instant.ofEpochMilli(1_795_000_000_000L));
        ClickId other = ClickId.seen(ClickIdKind.FBCLID, "IwAR9", Instant.ofEpochMilli(1_794_000_000_000L));
        ClickId timeless = ClickId.of(ClickIdKind.GCLID, "EAIaIQob", null);
        assertThat(ClickIds.byTime(List.of(timeless, again, cookie, other)))
                .extracting(ClickId::kind, ClickId::clickedAt)
                .containsExactly(
                        tuple(ClickIdKind.FBCLID, Instant.ofEpochMilli(1_794_000_000_000L)),
                        tuple(ClickIdKind.FBC, Instant.ofEpochMilli(1_790_000_000_000L)),
                        tuple(ClickIdKind.FBCLID, Instant.ofEpochMilli(1_790_000_000_000L)),
                        tuple(ClickIdKind.GCLID, null));
    }

    @Test
    void stays_out_of_logs() {
        assertThat(ClickId.of(ClickIdKind.MSCLKID, "secret-click", Instant.EPOCH))
                .hasToString("msclkid of 1970-01-01T00:00:00Z");
    }

    @Test
    void has_kinds_that_are_found_by_key_and_by_setting() {
        assertThat(ClickIdKind.ofKey("Li_Fat_Id")).contains(ClickIdKind.LI_FAT_ID);
        assertThat(ClickIdKind.ofKey("lifatid")).isEmpty();
        assertThat(ClickIdKind.ofSetting("lifatid")).contains(ClickIdKind.LI_FAT_ID);
        assertThat(ClickIdKind.ofSetting("li-fat-id")).contains(ClickIdKind.LI_FAT_ID);
        assertThat(ClickIdKind.ofSetting("li_fat_id")).contains(ClickIdKind.LI_FAT_ID);
        assertThat(ClickIdKind.ofSetting("fat")).isEmpty();
        assertThat(ClickIdKind.META_LEAD_ID.key()).isEqualTo("meta_lead_id");
    }

    /** Fields of CRMs for the fbclid are often filled from the cookie; nested into another one Meta refuses it. */
    @Test
    void metas_cookie_in_a_field_for_the_fbclid_is_the_cookie() {
        String cookie = "fb.1.1795514000000.IwAR0aBcDeFgHiJkLmNoPqRsTuVwXyZ";
        ClickId found = ClickId.seen(ClickIdKind.FBCLID, cookie, Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(found.kind()).isEqualTo(ClickIdKind.FBC);
        assertThat(found.value()).isEqualTo(cookie);
        assertThat(found.ownTime()).isEqualTo(Instant.ofEpochMilli(1_795_514_000_000L));
        assertThat(ClickId.of(ClickIdKind.FBCLID, "IwAR0aBcDeFg", null).kind()).isEqualTo(ClickIdKind.FBCLID);
    }

    @Test
    void that_comes_twice_has_its_own_time_whichever_comes_first() {
        Instant own = Instant.parse("2026-10-01T08:00:00Z");
        ClickId clicked = ClickId.of(ClickIdKind.GCLID, "EAIaIQ-1", own);
        ClickId seen = ClickId.seen(ClickIdKind.GCLID, "EAIaIQ-1", Instant.parse("2026-09-01T08:00:00Z"));
        assertThat(ClickId.together(List.of(seen), List.of(clicked))).containsExactly(clicked);
        assertThat(ClickId.together(List.of(clicked), List.of(seen))).containsExactly(clicked);
    }
}
