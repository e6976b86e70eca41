package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what Snap answers: {@code status} VALID or INVALID (EventResponse of Snap's OpenAPI), where INVALID may come with
 * 200. Whether the good events of an INVALID request count is not published; they are sent again under their keys.
 */
final class SnapchatResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("Snapchat", "status", "errors", "error_msgs", "reason");

    private static final Set<Integer> REFUSES = Set.of(200, 400, 422);

    private SnapchatResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        String status = body.path("status").asText("");
        if (answer.isSuccess() && status.equals("VALID")) {
            return BatchAnswer.forAll(
                    size, classifier.accepted(body.path("reason").asText("VALID")));
        }
        String words = words(classifier, body);
        return classifier
                .byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() -> status.equals("INVALID") && REFUSES.contains(answer.status())
                        ? BatchAnswer.spoiledSomewhere(classifier.rejected(code(body), words))
                        : BatchAnswer.forAll(
                                size,
                                classifier.retry(
                                        "UNEXPECTED_ANSWER", "it did not say VALID or INVALID: " + classifier.said())));
    }

    private static String code(JsonNode body) {
        return body.path("errors").path("codes").path(0).asText("INVALID");
    }

    /** The messages stand under {@code errors} by Snap's OpenAPI, and at the top in real refusals. */
    private static String words(AnswerClassifier classifier, JsonNode body) {
        String messages = Stream.of(body.path("errors").path("error_msgs"), body.path("error_msgs"))
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .filter(it -> !it.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        return messages.isEmpty() ? classifier.words(body, "reason") : messages;
    }
}
