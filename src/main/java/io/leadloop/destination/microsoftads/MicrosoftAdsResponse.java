package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads what Apply answers: {@code PartialErrors} names the refused rows by their index and only them, the others are
 * taken. A request that Microsoft cannot read at all is refused as a whole, as a rule without naming the row.
 */
final class MicrosoftAdsResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of(
            "Microsoft Advertising", "PartialErrors", "BatchErrors", "Errors", "OperationErrors", "Message");

    private static final Duration GOAL_SETTLES = Duration.ofHours(2);
    /** Longer than a CRM's clock may be ahead of ours. */
    private static final Duration CLOCKS_AGREE = Duration.ofMinutes(10);
    /** Calls are counted by the minute. */
    private static final Duration CALL_RATE = Duration.ofSeconds(60);

    private static final int UNAUTHORIZED = 401;

    private MicrosoftAdsResponse() {}

    /** An ended token may come as an error of another status; as a 401 it is renewed once. */
    static OutsideAnswer signInAs401(OutsideAnswer answer) {
        boolean refused = !answer.isSuccess()
                && errors(answer.json()).map(MicrosoftAdsError::of).anyMatch(MicrosoftAdsError.SIGN_IN::equals);
        return refused
                ? new OutsideAnswer(UNAUTHORIZED, answer.body(), answer.retryAfter(), answer.contentType())
                : answer;
    }

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        List<JsonNode> errors = errors(body).toList();
        if (!errors.isEmpty()) {
            return fault(classifier, errors, size);
        }
        if (!body.path("BatchErrors").isEmpty()) {
            Map<Integer, UploadResult> rows = named(classifier, body.path("BatchErrors"), size);
            return rows.isEmpty() ? unreadable(classifier, size) : BatchAnswer.spoiledBy(rows);
        }
        JsonNode partial = body.path("PartialErrors");
        if (answer.isSuccess() && (partial.isArray() || partial.isNull())) {
            return rows(classifier, partial, size);
        }
        if (answer.status() == 400 && body.path("Message").isTextual()) {
            return BatchAnswer.spoiledSomewhere(
                    classifier.rejected("HTTP_400", body.path("Message").asText()));
        }
        return unreadable(classifier, size);
    }

    /** Errors of the request as a whole (AdApiFaultDetail, ApiFaultDetail). */
    private static Stream<JsonNode> errors(JsonNode body) {
        return Stream.of("Errors", "OperationErrors")
                .flatMap(it -> StreamSupport.stream(body.path(it).spliterator(), false));
    }

    /** What concerns the account or the request decides before what concerns a row. */
    private static BatchAnswer fault(AnswerClassifier classifier, List<JsonNode> errors, int size) {
        Optional<UploadResult> forAll = errors.stream()
                .filter(it -> MicrosoftAdsError.of(it) != MicrosoftAdsError.ROW
                        && MicrosoftAdsError.of(it) != MicrosoftAdsError.GOAL)
                .map(it -> verdict(classifier, it))
                .reduce(AnswerClassifier::worse);
        JsonNode first = errors.get(0);
        Optional<UploadResult> decided = forAll.or(() -> classifier.byStatus(words(classifier, first)));
        if (decided.isEmpty() && !MicrosoftAdsError.isOfConversions(first)) {
            // The service, the caller or a limit: no row of the request is to blame for it.
            return BatchAnswer.forAll(size, classifier.retry(MicrosoftAdsError.code(first), words(classifier, first)));
        }
        return decided.map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() -> BatchAnswer.spoiledSomewhere(verdict(classifier, first)));
    }

    private static BatchAnswer rows(AnswerClassifier classifier, JsonNode errors, int size) {
        Map<Integer, UploadResult> named = named(classifier, errors, size);
        boolean allPlaced =
                StreamSupport.stream(errors.spliterator(), false).allMatch(it -> index(it) < size && index(it) >= 0);
        UploadResult others = allPlaced
                ? classifier.accepted("no error is named for it")
                : classifier.retry("UNEXPECTED_ANSWER", "it named an error without a row of the request");
        return BatchAnswer.forEach(IntStream.range(0, size)
                .mapToObj(row -> named.getOrDefault(row, others))
                .toList());
    }

    private static Map<Integer, UploadResult> named(AnswerClassifier classifier, JsonNode errors, int size) {
        Map<Integer, UploadResult> rows = new HashMap<>();
        for (JsonNode error : errors) {
            int row = index(error);
            if (row >= 0 && row < size) {
                rows.merge(row, verdict(classifier, error), AnswerClassifier::worse);
            }
        }
        return rows;
    }

    private static int index(JsonNode error) {
        return error.path("Index").isInt() ? error.path("Index").asInt() : -1;
    }

    private static UploadResult verdict(AnswerClassifier classifier, JsonNode error) {
        String code = MicrosoftAdsError.code(error);
        String words = words(classifier, error);
        return switch (MicrosoftAdsError.of(error)) {
            case ROW -> classifier.rejected(code, words);
            case IN_FUTURE -> classifier.retryRow(code, words, CLOCKS_AGREE);
            case NEW_GOAL -> classifier.retryRow(code, words, GOAL_SETTLES);
            case GOAL ->
                classifier.actionRefused(
                        code,
                        words,
                        "Check that its goal under conversion-actions exists under this name and allows offline and,"
                                + " where configured, enhanced conversions.");
            case CONFIGURATION -> classifier.blocked(code, words, "Check that the account allows offline conversions.");
            case SIGN_IN ->
                classifier.blocked(
                        code, words, "Check developer-token, customer-id and account-id, and renew the refresh-token.");
            case TOO_MANY -> {
                Duration asked = classifier.answer().retryAfter();
                yield classifier.retry(code, words).afterForAll(asked == null ? CALL_RATE : asked);
            }
            case LATER -> classifier.retry(code, words);
            case UNREADABLE -> classifier.retry("UNEXPECTED_ANSWER", "it named an error without a code");
        };
    }

    private static String words(AnswerClassifier classifier, JsonNode error) {
        return MicrosoftAdsError.code(error) + ": " + classifier.words(error, "Message", "Details");
    }

    private static BatchAnswer unreadable(AnswerClassifier classifier, int size) {
        return BatchAnswer.forAll(
                size,
                classifier
                        .byStatus(classifier.said())
                        .orElseGet(() -> classifier.retry(
                                "UNEXPECTED_ANSWER", "it answered without PartialErrors: " + classifier.said())));
    }
}
