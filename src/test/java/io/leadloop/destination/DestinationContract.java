package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every destination keeps to, whatever its platform is, and its golden cases: files under
 * {@code src/test/resources/destination/<id>} that give uploads, the expected request, the answer and the expected results.
 */
public abstract class DestinationContract {

    protected static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    protected final PlatformHttp http =
            new PlatformHttp(new HttpSettings(Duration.ofSeconds(2), Duration.ofSeconds(2)), JSON, CLOCK);

    /** The destination under test, speaking to that fake. */
    protected abstract Destination speakingTo(FakePlatform platform);

    /** An answer by which the platform takes that many events. */
    protected abstract Answer taken(int events);

    /** An answer that refuses the sign-in. */
    protected abstract Answer badToken();

    /** An answer that refuses the whole request for one bad row, without naming it. */
    protected abstract Answer spoiled();

    /** The field of a request that holds the events, and the field of an event that holds its dedupe key. */
    protected abstract String eventsField();

    protected abstract String keyField();

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
            for (int i = 0; i < golden.path("requests").size(); i++) {
                assertThat(JSON.readTree(platform.heard().get(i)))
                        .isEqualTo(golden.path("requests").get(i));
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
            assertThat(keys(platform.heard().get(0)))
                    .isEqualTo(keys(platform.heard().get(1)));
        }
    }

    @Test
    void an_answer_that_nobody_understands_is_no_success() {
        for (String body : List.of("", "<html>proxy</html>", "{}", "[]")) {
            try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, body))) {
                assertThat(speakingTo(platform).upload(uploads(1)).get(0).outcome())
                        .as(body)
                        .isEqualTo(Outcome.RETRY);
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
    void one_bad_row_that_nobody_names_is_found_by_halving() {
        // The row 5 of 8 is bad: 8 no, 4 yes, 4 no, 2 no, 1 yes, 1 no, 2 yes.
        try (FakePlatform platform =
                new FakePlatform().answers(spoiled(), taken(4), spoiled(), spoiled(), taken(1), spoiled(), taken(2))) {
            List<UploadResult> results = speakingTo(platform).upload(uploads(8));
            assertThat(results).extracting(UploadResult::outcome).containsExactly(expected(8, 5));
            assertThat(platform.heard()).hasSize(7);
        }
    }

    @Test
    void evidence_is_kept_without_what_points_to_a_person() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.request()).contains("llc-v1-").doesNotContain("golden-click-0");
            assertThat(result.answer()).startsWith("HTTP 200");
        }
    }

    /** That many ordinary uploads, each with a click that this platform takes. */
    protected abstract String clickKind();

    private List<Upload> uploads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    var described = JsonNodeFactory.instance.objectNode();
                    described.putObject("clicks").put(clickKind(), "golden-click-" + i);
                    described.put("value", 10).put("currency", "EUR");
                    return AnUpload.of(described, i);
                })
                .toList();
    }

    private static Outcome[] expected(int size, int bad) {
        return IntStream.range(0, size)
                .mapToObj(i -> i == bad ? Outcome.REJECTED : Outcome.ACCEPTED)
                .toArray(Outcome[]::new);
    }

    private List<String> keys(String body) throws IOException {
        List<String> keys = new ArrayList<>();
        JSON.readTree(body)
                .path(eventsField())
                .forEach(it -> keys.add(it.path(keyField()).asText()));
        return keys;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }
}
