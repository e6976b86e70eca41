package io.leadloop.destination.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.Set;

/**
 * Reads what X answers. A request counts only when none of its conversions is wrong; otherwise X lists the errors (page
 * "Troubleshooting") in a form that does not say reliably to which conversion one belongs.
 */
final class XResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("X", "data", "errors");

    /** A request counts as a whole, so that a 200 with errors refuses as a 400 does. */
    private static final Set<Integer> REFUSES = Set.of(200, 400, 422);

    private XResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        JsonNode body = classifier.answer().json();
        JsonNode error = body.path("errors").path(0);
        String code = error.path("code").asText("");
        String words = code.isEmpty() ? classifier.said() : code + ": " + classifier.words(error, "message");
        return classifier
                .byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() ->
                        code.isEmpty() || !REFUSES.contains(classifier.answer().status())
                                ? BatchAnswer.forAll(size, withoutError(classifier, body, size))
                                : BatchAnswer.spoiledSomewhere(classifier.rejected(code, words)));
    }

    private static UploadResult withoutError(AnswerClassifier classifier, JsonNode body, int size) {
        JsonNode data = body.path("data");
        return classifier.answer().isSuccess()
                        && !body.has("errors")
                        && data.path("conversions_processed").asInt(-1) == size
                ? classifier.accepted(data.path("debug_id").asText("no debug id"))
                : classifier.retry(
                        "UNEXPECTED_ANSWER",
                        "it did not confirm " + size + " processed conversions: " + classifier.said());
    }
}
