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
        return VOCABULARY.read(answer, size, reading -> own(reading, size));
    }

    private static BatchAnswer own(AnswerClassifier reading, int size) {
        JsonNode body = reading.answer().json();
        JsonNode error = body.path("errors").path(0);
        String code = error.path("code").asText("");
        String words = code.isEmpty() ? reading.said() : code + ": " + reading.words(error, "message");
        return reading.byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() ->
                        code.isEmpty() || !REFUSES.contains(reading.answer().status())
                                ? BatchAnswer.forAll(size, withoutError(reading, body, size))
                                : BatchAnswer.spoiledSomewhere(reading.rejected(code, words)));
    }

    private static UploadResult withoutError(AnswerClassifier reading, JsonNode body, int size) {
        JsonNode data = body.path("data");
        return reading.answer().isSuccess()
                        && !body.has("errors")
                        && data.path("conversions_processed").asInt(-1) == size
                ? reading.accepted(data.path("debug_id").asText("no debug id"))
                : reading.retry(
                        "UNEXPECTED_ANSWER",
                        "it did not confirm " + size + " processed conversions: " + reading.said());
    }
}
