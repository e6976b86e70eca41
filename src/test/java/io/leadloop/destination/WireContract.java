package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What comes over the wire and how often something goes out: bytes that nobody expects never change a row's answer, and
 * no platform is asked once too often.
 */
abstract class WireContract extends AnswerContract {

    /** A proxy that packs what nobody asked to be packed, with and without saying so. */
    @Test
    void a_packed_answer_is_read_like_any_other() throws IOException {
        for (String encoding : new String[] {"gzip", null}) {
            Answer taken = taken(3);
            try (FakePlatform platform = new FakePlatform().answers(taken.as(Bytes.gzip(taken.body()), encoding))) {
                assertThat(speakingTo(platform).upload(uploads(3)))
                        .as("Content-Encoding " + encoding)
                        .extracting(UploadResult::outcome)
                        .containsOnly(Outcome.ACCEPTED);
            }
        }
    }

    @Test
    void bytes_that_no_text_can_hold_are_no_verdict_and_can_be_stored() {
        byte[] nonsense = {0x1f, (byte) 0x8b, 0, 0, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 0, '{', (byte) 0xff};
        for (int status : new int[] {200, 503}) {
            Answer answer = Answer.of(status, "").as(nonsense, "gzip");
            try (FakePlatform platform = new FakePlatform().answers(answer)) {
                assertThat(speakingTo(platform).upload(uploads(2)))
                        .hasSize(2)
                        .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.RETRY))
                        .allSatisfy(Bytes::assertCanBeStored);
            }
        }
    }

    /** The words for one bad row hold a NUL and half of a surrogate pair, as escapes of JSON. */
    @Test
    void words_that_cannot_be_stored_change_no_rows_answer() {
        try (FakePlatform platform =
                new FakePlatform().answersBy(body -> Bytes.withUnstorableWords(answer(body, Set.of(2))))) {
            assertThat(speakingTo(platform).upload(uploads(4)))
                    .allSatisfy(Bytes::assertCanBeStored)
                    .extracting(UploadResult::outcome)
                    .containsExactly(expected(4, 2));
        }
    }

    @Test
    void an_ordinary_batch_is_one_request() {
        try (FakePlatform platform = new FakePlatform().answers(taken(8))) {
            speakingTo(platform).upload(uploads(8));
            assertThat(platform.heard()).hasSize(1);
        }
    }

    @Test
    void one_bad_row_of_eight_costs_no_request_too_many() {
        try (FakePlatform platform = new FakePlatform().answersBy(body -> answer(body, Set.of(5)))) {
            speakingTo(platform).upload(uploads(8));
            assertThat(platform.heard()).hasSize(requestsForOneBadRow());
        }
    }

    @Test
    void a_refused_account_is_not_asked_again() {
        try (FakePlatform platform = new FakePlatform().answersBy(body -> badToken())) {
            speakingTo(platform).upload(uploads(8));
            assertThat(platform.heard()).hasSize(requestsWhenRefused());
        }
    }

    @Test
    void a_platform_that_is_silent_may_have_what_was_sent() {
        try (FakePlatform platform = new FakePlatform().answers(Answer.silence())) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).code()).isEqualTo("NO_ANSWER");
        }
    }

    @Test
    void a_platform_that_wants_a_pause_or_is_silent_is_not_asked_again() {
        for (Answer answer : List.of(new Answer(429, "{}", "60"), Answer.of(503, ""), Answer.silence())) {
            try (FakePlatform platform = new FakePlatform().answersBy(body -> answer)) {
                speakingTo(platform).upload(uploads(8));
                assertThat(platform.heard()).hasSize(1);
            }
        }
    }

    /** Google's and Microsoft's token is asked for first. */
    @Test
    void a_platform_that_nobody_reaches_was_sent_nothing() {
        FakePlatform platform = new FakePlatform();
        Destination destination = speakingTo(platform);
        platform.close();
        List<UploadResult> results = destination.upload(uploads(8));
        assertThat(results).hasSize(8).allSatisfy(it -> {
            assertThat(it.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(it.code()).isIn(UploadResult.NOT_REACHED, "TOKEN_ENDPOINT");
        });
    }

    /** RFC 9110, 10.2.3: a delay may be told as a date; the clock says 10:25:00. */
    @Test
    void a_rate_limit_that_ends_at_a_time_of_day_is_kept() {
        Answer answer = new Answer(429, "{}", "Sat, 03 Oct 2026 10:35:30 GMT");
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(630));
            assertThat(result.forAll()).isTrue();
        }
    }

    @Test
    void only_denied_personalisation_limits_the_use() {
        for (String personalisation : List.of("DENIED", "GRANTED", "UNKNOWN", "UNSAID")) {
            for (String userData : List.of("GRANTED", "DENIED")) {
                ObjectNode described =
                        described(click(0), 0).put("consent", userData).put("personalization", personalisation);
                assertThat(request(AnUpload.of(described, 0)).contains(limitedUse()))
                        .as("personalisation " + personalisation + ", user data " + userData)
                        .isEqualTo(limitedUse().isEmpty() || personalisation.equals("DENIED"));
            }
        }
    }

    /** A click id that is as long as a CRM's field was cut off, which is the plan's to know; here none is. */
    @Test
    void click_ids_of_any_length_go_out_whole() {
        if (takesAnyClick()) {
            for (int length : new int[] {1, 254, 255, 256, 1_000}) {
                String click = "c".repeat(length - 1) + "Z";
                assertThat(request(AnUpload.of(described(click, 0), 0)))
                        .as(length + " characters")
                        .contains(click + "\"");
            }
        }
    }

    /** The body that goes out for this upload. */
    private String request(Upload upload) {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(List.of(upload));
            return platform.heard().get(0);
        }
    }
}
