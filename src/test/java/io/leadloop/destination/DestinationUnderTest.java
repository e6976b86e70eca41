package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** A destination under test, the fake platform's vocabulary, and ordinary uploads for it. */
public abstract class DestinationUnderTest {

    protected static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    protected static final ObjectMapper JSON = new ObjectMapper();

    protected final OutsideHttp http =
            new OutsideHttp(new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), JSON, CLOCK);

    protected static AccountName named(String account) {
        return new AccountName(account, null);
    }

    protected static final PlatformSettings TEST_HOUSE = new PlatformSettings(false, Map.of());
    protected static final PlatformSettings PRODUCTION = new PlatformSettings(true, Map.of());

    protected final RefreshTokens tokens = new TokensInMemory();

    /**
     * The destination under test, speaking to that fake.
     *
     * @param testFlag whether the platform's test flag is configured, where it has one that is
     */
    protected abstract Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag);

    protected final Destination speakingTo(FakePlatform platform) {
        return speakingTo(platform, TEST_HOUSE, false);
    }

    /** An answer by which the platform takes that many events; the next one refuses the sign-in. */
    protected abstract Answer taken(int events);

    protected abstract Answer badToken();

    /** An answer that refuses the whole request for one bad row, without naming it. */
    protected abstract Answer spoiled();

    /** JSON pointer to the events of a request, e.g. {@code /data}. */
    protected abstract String eventsAt();

    /** JSON pointer, within an event, to what the platform deduplicates by. */
    protected abstract String keyAt();

    /** A click id kind that the platform takes. */
    protected abstract String clickKind();

    /** A click id of that kind; unlike those of others, and with characters that careless code changes. */
    protected String click(int number) {
        return "Golden+Click/%2F=~-._" + number + "_";
    }

    /** False where click ids have a form without which none is sent. */
    protected boolean takesAnyClick() {
        return true;
    }

    /** How the platform answers a request with bad events; by default it refuses all and names none. */
    protected Answer answerFor(JsonNode events, Predicate<JsonNode> isBad) {
        return StreamSupport.stream(events.spliterator(), false).anyMatch(isBad) ? spoiled() : taken(events.size());
    }

    /**
     * The whole batch, rows 0 to 3 (taken), 4 and 5, 4 (taken), 5 for its words, 6 and 7; fewer where the platform names
     * the row.
     */
    protected int requestsForOneBadRow() {
        return 6;
    }

    /** One more where a token that ended early is renewed. */
    protected int requestsWhenRefused() {
        return 1;
    }

    /** What a request says of a person who may be measured but not targeted; empty where there is no such word. */
    protected String limitedUse() {
        return "";
    }

    /** Bodies of a 200 that say nothing. */
    protected List<String> unintelligible() {
        return List.of("", "<html>proxy</html>", "{}", "[]");
    }

    /** What else is known of the platform's requests, e.g. by its published messages. */
    protected void checkRequest(JsonNode request) {}

    /** How the platform answers that request when those rows of a batch are bad. */
    protected final Answer answer(String body, Set<Integer> bad) {
        try {
            return answerFor(
                    JSON.readTree(body).at(eventsAt()),
                    event -> bad.stream().anyMatch(it -> event.toString().contains(click(it))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How an ordinary upload ends when the platform gives these answers. */
    protected final UploadResult result(Answer... answers) {
        try (FakePlatform platform = new FakePlatform().answers(answers)) {
            return speakingTo(platform).upload(uploads(1)).get(0);
        }
    }

    /** The same in two words: its class and code. */
    protected final String verdict(int status, String body) {
        UploadResult result = result(Answer.of(status, body));
        return result.outcome() + " " + result.code();
    }

    protected static Upload upload(ObjectNode described) {
        return AnUpload.of(described, 0);
    }

    /** That many ordinary uploads, each with a click that this platform takes. */
    protected final List<Upload> uploads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> AnUpload.of(described(click(i), i), i))
                .toList();
    }

    /** An ordinary upload with that click, as AnUpload reads it. */
    protected final ObjectNode described(String click, int number) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.putObject("clicks").put(clickKind(), click);
        return described
                .put("email", "golden" + number + "@example.com")
                .put("value", 10)
                .put("currency", "EUR");
    }

    /** That many accepted rows but for one. */
    protected static Outcome[] expected(int size, int bad) {
        return IntStream.range(0, size)
                .mapToObj(i -> i == bad ? Outcome.REJECTED : Outcome.ACCEPTED)
                .toArray(Outcome[]::new);
    }
}
