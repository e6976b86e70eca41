package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and forms put around a click id, and what stays of it. */
class ClickIdTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EAIaIQob-C_x",
                " EAIaIQob-C_x ",
                "EAIaIQob-C_x\n",
                "\r\n\tEAIaIQob-C_x\r\n",
                "EAIaIQob-C_x\u00a0",
                "\u200bEAIaIQob-C_x\u200b",
                "EAIaIQ\u200bob-C_x",
                "\ufeffEAIaIQob-C_x",
                "\"EAIaIQob-C_x\"",
                "'EAIaIQob-C_x'",
                "'EAIaIQob-C_x",
                "\u201cEAIaIQob-C_x\u201d",
                "gclid=EAIaIQob-C_x",
                "GCLID=EAIaIQob-C_x",
                "gclid: EAIaIQob-C_x",
                "?gclid=EAIaIQob-C_x&utm_source=google",
                "&gclid=EAIaIQob-C_x",
                "gclid=EAIaIQob-C_x&gad_source=1",
                "\"gclid=EAIaIQob-C_x\"",
                "https://www.example.com/?utm_source=x&gclid=EAIaIQob-C_x&gad_source=1#top",
                "https://www.example.com/offer?gclid=EAIaIQob-C_x",
                "https%3A%2F%2Fwww.example.com%2F%3Fgclid%3DEAIaIQob-C_x",
                "EAIaIQob%2DC%5Fx",
                "EAIaIQob%252DC%255Fx",
                "GCL.1790000000.EAIaIQob-C_x",
                "EAIaIQob-C_x&gad_source=1",
                "EAIaIQob-C_x&gad_source=1&gbraid=0AAAA",
                "EAIaIQob-C_x/",
                "EAIaIQob-C_x#top"
            })
    void a_gclid_is_taken_out_of_what_surrounds_it(String found) {
        assertThat(ClickIdText.clean(ClickIdKind.GCLID, found)).isEqualTo("EAIaIQob-C_x");
        assertThat(ClickId.of(ClickIdKind.GCLID, found, null).damage()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "FBCLID, fbclid=IwAR2F4-dbP0l7Mn1, IwAR2F4-dbP0l7Mn1",
        "FBC, _fbc=fb.1.1790000000000.IwAR2F4, fb.1.1790000000000.IwAR2F4",
        "FBP, fbp=fb.1.1596403881668.1116446470, fb.1.1596403881668.1116446470",
        "META_LEAD_ID, l:1234567890123456, 1234567890123456",
        "MSCLKID, https://example.com/a?msclkid=0123456789abcdef0123456789abcdef, 0123456789abcdef0123456789abcdef",
        "SC_CLICK_ID, https://example.com/?ScCid=a-b, a-b",
        "EPIK, https://example.com/?epik=dj0yJnU9, dj0yJnU9",
        "RDT_CID, rdt_cid=501, 501",
        "OPPREF, oppref=gAAAAAB%3D%3D, gAAAAAB==",
        "OPPREF, gAAAAAB%3D, gAAAAAB%3D",
        "LI_LEAD_ID, urn:li:leadGenFormResponse:3d-4, urn:li:leadGenFormResponse:3d-4",
        "CTWA_CLID, ctwa_clid=ARAkLk, ARAkLk"
    })
    void so_is_every_other_kind(ClickIdKind kind, String found, String clean) {
        assertThat(ClickIdText.clean(kind, found)).isEqualTo(clean);
    }

    @ParameterizedTest
    @EnumSource(ClickIdKind.class)
    void a_clean_one_of_any_kind_stays_byte_for_byte(ClickIdKind kind) {
        for (String value : List.of("Ab-C_d.09~x", "AbC+/==", "e:f*g", "fb.1.1790000000000.IwAR2F4")) {
            assertThat(ClickIdText.clean(kind, value)).isEqualTo(value);
        }
    }

    @Test
    void another_platforms_address_gives_nothing_away() {
        assertThat(ClickId.of(ClickIdKind.GCLID, "https://example.com/?fbclid=Iw", null)
                        .damage())
                .isEqualTo(ClickId.Damage.ADDRESS);
    }

    @Test
    void half_an_encoding_is_no_encoding() {
        assertThat(ClickIdText.clean(ClickIdKind.GCLID, "EAI%4")).isEqualTo("EAI%4");
        assertThat(ClickIdText.clean(ClickIdKind.GCLID, "EAI%41%4")).isEqualTo("EAI%41%4");
    }

    @Test
    void what_no_table_can_hold_is_a_blank() {
        assertThat(ClickIdText.clean(ClickIdKind.GCLID, "EAI\0Ia")).isEqualTo("EAI Ia");
        assertThat(ClickIdText.clean(ClickIdKind.GCLID, "EAI\ud800Ia")).isEqualTo("EAI Ia");
    }

    @Test
    void the_query_of_a_landing_page_holds_the_clicks_of_every_platform() {
        Instant seen = Instant.EPOCH;
        assertThat(ClickIdText.inQuery(
                        "https://example.com/a?lead_id=1234567890123456&gclid=EAIa%2DI&x=1&ttclid=E.C.P&fbclid=&wbraid=null#b",
                        seen))
                .containsExactly(
                        ClickId.seen(ClickIdKind.GCLID, "EAIa-I", seen),
                        ClickId.seen(ClickIdKind.TTCLID, "E.C.P", seen));
        assertThat(ClickIdText.inQuery("/offer?msclkid=0123456789abcdef0123456789abcdef", null))
                .extracting(ClickId::kind)
                .containsExactly(ClickIdKind.MSCLKID);
        assertThat(ClickIdText.inQuery("https://example.com/gclid=x", seen)).isEmpty();
        assertThat(ClickIdText.inQuery("https://example.com/?gclid=" + "x".repeat(4_000), seen))
                .isEmpty();
    }
}
