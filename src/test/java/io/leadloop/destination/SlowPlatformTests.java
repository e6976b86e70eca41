package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A platform that answers slowly, asked for a batch that takes several requests. */
class SlowPlatformTests {

    private static final UploadResult TAKEN = UploadResult.of(Outcome.ACCEPTED, "OK", "taken");
    private static final UploadResult BAD = UploadResult.of(Outcome.REJECTED, "BAD", "bad");

    /** Each action goes in a request of its own, and each request takes that long. */
    private static final class Platform extends JsonDestination {

        private final Duration answer;
        private final Set<String> bad;
        private final List<Integer> heard = new ArrayList<>();
        private long now;

        Platform(Duration answer, String... bad) {
            super(
                    AccountName.of("slow"),
                    APlatform.by("slow").profile(),
                    true,
                    false,
                    new PlatformSettings(false, Map.of()));
            this.answer = answer;
            this.bad = Set.of(bad);
        }

        @Override
        long nanoseconds() {
            return now;
        }

        @Override
        protected Object group(Upload upload) {
            return upload.conversion().action().substring(0, 1);
        }

        @Override
        protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) {
            heard.add(uploads.size());
            now += answer.toNanos();
            return uploads.stream().anyMatch(it -> bad.contains(it.conversion().action()))
                    ? BatchAnswer.spoiledSomewhere(BAD)
                    : BatchAnswer.forAll(uploads.size(), TAKEN);
        }

        @Override
        public String masked(Upload upload) {
            return "masked";
        }
    }

    private static List<Upload> told(String... actions) {
        return IntStream.range(0, actions.length)
                .mapToObj(i -> AnUpload.of(described(actions[i]), i))
                .toList();
    }

    private static ObjectNode described(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    @Test
    void is_sent_nothing_more_once_a_minute_is_over() {
        Platform platform = new Platform(Duration.ofSeconds(31));
        List<UploadResult> results = platform.upload(told("a", "b", "c", "a", "d"));
        assertThat(platform.heard).containsExactly(2, 1);
        assertThat(results).extracting(UploadResult::code).containsExactly("OK", "OK", "NOT_SENT", "OK", "NOT_SENT");
        assertThat(results)
                .extracting(UploadResult::request)
                .containsExactly("masked", "masked", "not sent", "masked", "not sent");
    }

    @Test
    void is_sent_the_others_a_minute_later_without_one_of_their_retries() {
        UploadResult notSent =
                new Platform(Duration.ofSeconds(61)).upload(told("a", "b")).get(1);
        assertThat(notSent.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(notSent.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(notSent.scope()).isEqualTo(UploadResult.Scope.CONVERSION);
        assertThat(notSent.forAll()).isFalse();
    }

    @Test
    void is_sent_no_more_parts_of_a_batch_with_a_bad_row_either() {
        Platform platform = new Platform(Duration.ofSeconds(25), "a2");
        List<UploadResult> results = platform.upload(told("a0", "a1", "a2", "a3"));
        assertThat(platform.heard).containsExactly(4, 2, 1);
        assertThat(results).extracting(UploadResult::code).containsExactly("OK", "OK", "BAD", "NOT_SENT");
    }

    @Test
    void is_sent_everything_where_it_answers_in_time() {
        Platform platform = new Platform(Duration.ofSeconds(20));
        assertThat(platform.upload(told("a", "b", "c", "d")))
                .extracting(UploadResult::code)
                .containsOnly("OK");
    }
}
