package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other side answered. */
class OutsideAnswerTests {

    private static OutsideAnswer answer(int status, String body) {
        return new OutsideAnswer(status, body, null);
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "204, true", "299, true", "300, false", "302, false", "400, false"})
    void is_a_success_by_its_status_only(int status, boolean success) {
        assertThat(answer(status, "").isSuccess()).isEqualTo(success);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"a\":", "{\"a\":1"})
    void has_no_fields_where_it_is_no_json(String body) {
        assertThat(answer(200, body).json().isMissingNode()).isTrue();
        assertThat(answer(200, body).json().path("a").isMissingNode()).isTrue();
    }

    @Test
    void gives_only_texts_that_can_be_stored_also_out_of_escapes() {
        assertThat(answer(200, "{\"a\":[\"x\\u0000y \\ud83d\"]}")
                        .json()
                        .path("a")
                        .path(0)
                        .asText())
                .isEqualTo("x\uFFFDy \uFFFD");
        assertThat(answer(200, "{\"a\":\"\\ud83d\\ude80\"}").json().path("a").asText())
                .isEqualTo("\uD83D\uDE80");
    }

    /** A raw NUL is no JSON; with a mark in its place the rest can be read. */
    @Test
    void keeps_its_fields_when_a_byte_of_its_body_cannot_be_stored() {
        assertThat(answer(200, "{\"a\":\"x\0\"}").json().path("a").asText()).isEqualTo("x\uFFFD");
        assertThat(answer(200, "{\"a\":\"x\0\"}").body()).isEqualTo("{\"a\":\"x\uFFFD\"}");
    }

    @Test
    void is_evidence_by_its_status_and_the_beginning_of_its_body() {
        assertThat(answer(503, "no").evidence()).isEqualTo("HTTP 503 no");
        assertThat(answer(200, "x".repeat(2_000)).evidence()).hasSize(2_009).endsWith("x");
        assertThat(answer(200, "x".repeat(2_001)).evidence()).hasSize(2_009).endsWith("x...");
    }
}
