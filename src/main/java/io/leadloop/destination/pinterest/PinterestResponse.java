package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what Pinterest answers: a list with one status for each event, in the request's order, or an error of the request
 * with a code. The list comes with 200 and, when an event failed, with 422, there at the top or under {@code details}.
 */
final class PinterestResponse {

    private static final Vocabulary VOCABULARY =
            Vocabulary.of("Pinterest", "events", "num_events_received", "code", "details", "message");

    /** "Not all events were successfully processed" (OpenAPI of events/create). */
    private static final int NOT_ALL = 422;

    private static final int SIGN_IN = 2;
    private static final int TOO_MANY = 8;
    private static final int PERMISSION = 29;
    private static final int RAMPED_DOWN = 4197;

    private PinterestResponse() {}

    /** @param deduplicates whether an event that is sent again counts once; offline ones count again (facts, section 4) */
    static BatchAnswer read(OutsideAnswer answer, int size, boolean deduplicates) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size, deduplicates));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size, boolean deduplicates) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        JsonNode events =
                body.has("events") ? body.path("events") : body.path("details").path("events");
        boolean listed = answer.isSuccess() || answer.status() == NOT_ALL;
        if (listed && events.isArray() && events.size() == size && size > 0) {
            return BatchAnswer.forEach(rows(answer, events));
        }
        if (answer.status() == NOT_ALL
                && !deduplicates
                && size > 1
                && body.path("code").isIntegralNumber()) {
            return BatchAnswer.forAll(
                    size,
                    classifier.rejected(
                            UploadResult.FATE_UNKNOWN,
                            "Pinterest took some of " + size + " conversions and did not say which: "
                                    + classifier.words(body, "message")
                                    + " What is sent again may count twice; look at Pinterest which are there, drop those and send the others."));
        }
        return error(classifier, body, size);
    }

    private static List<UploadResult> rows(OutsideAnswer answer, JsonNode events) {
        List<UploadResult> rows = new ArrayList<>();
        for (JsonNode event : events) {
            // The row's own words as evidence: the whole list would be cut off before most rows.
            AnswerClassifier classifier = new AnswerClassifier("Pinterest", answer.with(event.toString()));
            String status = event.path("status").asText("");
            rows.add(
                    switch (status) {
                        case "processed" ->
                            classifier.accepted(event.path("warning_message").asText("processed"));
                        case "failed" -> classifier.rejected("FAILED", classifier.words(event, "error_message"));
                        default ->
                            classifier.retry("UNEXPECTED_ANSWER", "it did not say whether the event was processed");
                    });
        }
        return rows;
    }

    private static BatchAnswer error(AnswerClassifier classifier, JsonNode body, int size) {
        int status = classifier.answer().status();
        if (!body.path("code").isIntegralNumber()) {
            return BatchAnswer.forAll(
                    size,
                    classifier
                            .byStatus(classifier.said())
                            .orElseGet(() -> classifier.retry(
                                    "UNEXPECTED_ANSWER",
                                    "it did not tell the fate of " + size + " events: " + classifier.said())));
        }
        int number = body.path("code").asInt();
        String code = Integer.toString(number);
        String words = code + ", " + classifier.words(body, "message");
        return switch (number) {
            case SIGN_IN -> BatchAnswer.forAll(size, classifier.blocked(code, words, "Renew the conversion token."));
            case PERMISSION ->
                BatchAnswer.forAll(
                        size, classifier.blocked(code, words, "Give the token's owner access to the ad account."));
            case TOO_MANY, RAMPED_DOWN -> BatchAnswer.forAll(size, classifier.retry(code, words));
            default ->
                classifier
                        .byStatus(words)
                        .map(it -> BatchAnswer.forAll(size, it))
                        .orElseGet(() -> status == 400 || status == NOT_ALL
                                ? BatchAnswer.spoiledSomewhere(classifier.rejected(code, words))
                                : BatchAnswer.forAll(size, classifier.retry("UNEXPECTED_ANSWER", words)));
        };
    }
}
