package io.leadloop.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples of https://www.w3.org/TR/trace-context/#traceparent-header and what is not well-formed by it. */
class TraceparentTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-00",
                "cc-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"
            })
    void a_well_formed_one_is_read_whatever_its_flags_and_its_version(String text) {
        assertThat(Traceparent.parse(text)).hasValue(new Traceparent(TRACE, SPAN));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "cc-" + TRACE + "-" + SPAN + "-01more",
                "00-" + TRACE + "-" + SPAN,
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "0-" + SPAN + "-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-" + SPAN + "-01",
                " 00-" + TRACE + "-" + SPAN + "-01",
                "ada@example.com"
            })
    void anything_else_is_none(String text) {
        assertThat(Traceparent.parse(text)).isEmpty();
    }

    @Test
    void a_text_without_an_end_is_none() {
        assertThat(Traceparent.parse("cc-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(10_000)))
                .isEmpty();
    }

    @Test
    void it_is_written_in_the_form_of_version_00() {
        assertThat(new Traceparent(TRACE, SPAN).text(true)).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(new Traceparent(TRACE, SPAN).text(false)).isEqualTo("00-" + TRACE + "-" + SPAN + "-00");
    }
}
