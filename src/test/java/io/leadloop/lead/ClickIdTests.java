package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ClickId.Damage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "[object Object]"
            })
    void is_none_where_a_form_wrote_a_word_for_nothing(String value) {
        assertThat(gclid(value)).isEqualTo(Damage.PLACEHOLDER);
        assertThat(ClickId.isPlaceholder(value)).isTrue();
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
    @ValueSource(strings = {"EAIa IQob", "EAIa\tIQob", "EAIa\nIQob", " EAIaIQob", "EAIaIQob "})
    void is_broken_by_white_space_at_any_place(String value) {
        assertThat(gclid(value)).isEqualTo(Damage.BROKEN);
    }

    @Test
    void is_a_braid_only_in_the_place_of_a_gclid() {
        assertThat(gclid("0AAAAABc")).isEqualTo(Damage.BRAID);
        assertThat(gclid("x0AAAAABc")).isNull();
        assertThat(gclid("0AAABc")).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = ClickIdKind.class, names = "GCLID", mode = Mode.EXCLUDE)
    void of_every_other_kind_may_look_like_a_braid(ClickIdKind kind) {
        assertThat(damage(kind, "0AAAAABc")).isNull();
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
}
