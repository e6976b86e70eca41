package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every destination keeps to, whatever its platform is, and its golden cases: files under
 * {@code src/test/resources/destination/<id>} that give uploads, the expected request, the answer and the expected results.
 */
public abstract class DestinationContract extends WireContract {

    @TestFactory
    Stream<DynamicTest> golden_cases() throws IOException {
        String id;
        try (FakePlatform unused = new FakePlatform()) {
            id = speakingTo(unused).profile().id();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/destination", id))) {
            files = all.sorted().toList();
        }
        return files.stream().map(file -> {
            JsonNode golden = read(file);
            return DynamicTest.dynamicTest(golden.path("why").asText(), () -> check(golden));
        });
    }

    private void check(JsonNode golden) throws IOException {
        try (FakePlatform platform = new FakePlatform()) {
            golden.path("answers")
                    .forEach(it -> platform.answers(new Answer(
                            it.path("status").asInt(),
                            it.path("body").toString(),
                            it.path("retryAfter").asText(null))));
            List<Upload> batch = new ArrayList<>();
            golden.path("uploads").forEach(it -> batch.add(AnUpload.of(it, batch.size())));
            List<UploadResult> results = speakingTo(platform).upload(batch);
            assertThat(platform.heard())
                    .as("requests, of which each has its answer")
                    .hasSize(golden.path("answers").size());
            for (int i = 0; i < golden.path("requests").size(); i++) {
                JsonNode heard = JSON.readTree(platform.heard().get(i));
                assertThat(heard).isEqualTo(golden.path("requests").get(i));
                checkRequest(heard);
            }
            assertThat(results)
                    .extracting(it -> it.outcome() + " " + it.code())
                    .containsExactlyElementsOf(texts(golden.path("results")));
        }
    }

    @Test
    void a_rate_limit_is_kept_with_the_platforms_own_delay() {
        try (FakePlatform platform = new FakePlatform().answers(new Answer(429, "{}", "40591"))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
            assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(40591));
        }
    }

    @Test
    void silence_after_sending_is_no_verdict_and_the_key_stays() throws IOException {
        try (FakePlatform platform = new FakePlatform().answers(Answer.silence(), taken(1))) {
            Destination destination = speakingTo(platform);
            assertThat(destination.upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.RETRY);
            assertThat(destination.upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(platform.heard()).hasSize(2);
            assertThat(keys(platform.heard().get(0)))
                    .isEqualTo(keys(platform.heard().get(1)));
        }
    }

    @Test
    void a_200_whose_connection_breaks_is_no_success() {
        try (FakePlatform platform = new FakePlatform().answers(Answer.brokenOff(taken(1)))) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.RETRY);
            assertThat(platform.heard()).hasSize(1);
        }
    }

    @Test
    void click_ids_go_out_byte_for_byte() throws IOException {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            assertThat(JSON.readTree(platform.heard().get(0)).toString()).contains(click(0));
        }
    }

    /** Seconds long, so that scripts/mutation leaves it out; BatchBisectionTests hold the rule. */
    @Test
    @Tag("slow")
    void of_1000_rows_with_7_bad_ones_993_are_taken_and_7_rejected_in_few_requests() {
        Set<Integer> bad = Set.of(3, 77, 250, 251, 499, 730, 998);
        try (FakePlatform platform = new FakePlatform().answersBy(body -> answer(body, bad))) {
            List<UploadResult> results = speakingTo(platform).upload(uploads(1000));
            assertThat(results).hasSize(1000);
            for (int i = 0; i < results.size(); i++) {
                Outcome expected = bad.contains(i) ? Outcome.REJECTED : Outcome.ACCEPTED;
                assertThat(results.get(i).outcome()).as("row " + i).isEqualTo(expected);
            }
            // 7 times log2 of 1,000 is 70.
            assertThat(platform.heard().size()).isLessThanOrEqualTo(77);
        }
    }

    @Test
    void a_rehearsal_uses_the_platforms_own_flag_or_none_goes_out() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            Destination destination = speakingTo(platform, TEST_HOUSE, true);
            TestFlag flag = destination.profile().wire().testFlag();
            UploadResult result = destination.rehearse(uploads(1)).get(0);
            if (flag.exists()) {
                assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
                assertThat(platform.heard()).hasSize(1);
                FakePlatform.Heard heard = platform.requests().get(0);
                assertThat(heard.address() + heard.body()).contains(flag.field());
            } else {
                assertThat(result.code()).isEqualTo("NO_DRY_RUN");
                assertThat(platform.heard()).isEmpty();
            }
        }
    }

    @Test
    void a_test_flag_that_counts_is_not_for_production() {
        try (FakePlatform platform = new FakePlatform()) {
            TestFlag flag = speakingTo(platform).profile().wire().testFlag();
            if (flag.counted()) {
                assertThatThrownBy(() -> speakingTo(platform, PRODUCTION, true)).hasMessageContaining(flag.field());
            }
        }
    }

    @Test
    void an_answer_that_nobody_understands_is_no_success() {
        for (String body : unintelligible()) {
            try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, body))) {
                assertThat(speakingTo(platform).upload(uploads(1)).get(0).outcome())
                        .as(body)
                        .isEqualTo(Outcome.RETRY);
                assertThat(platform.heard()).as(body).hasSize(1);
            }
        }
    }

    @Test
    void a_bad_token_blocks_the_whole_batch() {
        try (FakePlatform platform = new FakePlatform().answers(badToken(), badToken())) {
            assertThat(speakingTo(platform).upload(uploads(5)))
                    .hasSize(5)
                    .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.BLOCKED));
        }
    }

    @Test
    void one_bad_row_that_nobody_names_is_found_by_bisection() {
        try (FakePlatform platform = new FakePlatform().answersBy(body -> answer(body, Set.of(5)))) {
            List<UploadResult> results = speakingTo(platform).upload(uploads(8));
            assertThat(results).extracting(UploadResult::outcome).containsExactly(expected(8, 5));
            // All no, the first half yes, then 4 and 5 no, 4 yes, 5 no, 6 and 7 yes.
            assertThat(platform.heard().size()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void evidence_is_kept_without_what_points_to_a_person() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.request()).contains("...").doesNotContain(click(0));
            assertThat(result.answer()).startsWith("HTTP 200");
        }
    }

    private List<String> keys(String body) throws IOException {
        List<String> keys = new ArrayList<>();
        JSON.readTree(body).at(eventsAt()).forEach(it -> keys.add(it.at(keyAt()).asText()));
        return keys;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
