package io.leadloop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fake platforms take for an identifier: damaged ones are refused, as no platform can use them. */
class StrictFieldsTests {

    @ParameterizedTest
    @ValueSource(strings = {"EAIaIQob-C_x", "every-gclid", "E.C.P.Abc_123", "gAAAAAB==", "a~b/c+d"})
    void a_clean_identifier_is_taken(String value) {
        assertThat(StrictFields.isIdentifier(TextNode.valueOf(value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "undefined",
                "False",
                "(not set)",
                "{{gclid}}",
                "a b",
                "abc\n",
                "abc\u00a0",
                "abc\u200b",
                "\"abc\"",
                "'abc'",
                "abc%2Ddef",
                "https://example.com/?gclid=abc",
                "?gclid=abc&x=1"
            })
    void a_damaged_one_is_refused(String value) {
        assertThat(StrictFields.isIdentifier(TextNode.valueOf(value))).isFalse();
        assertThat(StrictFields.isGoogleClick(TextNode.valueOf(value))).isFalse();
    }

    @Test
    void google_takes_base64_for_addresses_only() {
        assertThat(StrictFields.isGoogleClick(TextNode.valueOf("gclid=abc"))).isFalse();
        assertThat(StrictFields.isGoogleClick(TextNode.valueOf("abc.def"))).isFalse();
        assertThat(StrictFields.isGoogleClick(IntNode.valueOf(1))).isFalse();
    }
}
