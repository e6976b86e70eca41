package io.leadloop.destination.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.http.OutsideAnswer;

/**
 * Reads what X answers. A request counts only when none of its conversions is wrong; otherwise X lists the errors (page
 * "Troubleshooting") in a form that does not say reliably to which conversion one belongs.
 */
final class XResponse {

    private XResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        AnswerClassifier reading = new AnswerClassifier("X", answer);
        JsonNode body = answer.json();
        JsonNode error = body.path("errors").path(0);
        String code = error.path("code").asText("");
        String words = code.isEmpty()
                ? "no reason given"
                : code + ": " + error.path("message").asText("no explanation");
        return reading.byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() -> code.isEmpty()
                        ? BatchAnswer.forAll(size, withoutError(reading, body, size))
                        : BatchAnswer.spoiledSomewhere(reading.rejected(code, words)));
    }

    private static UploadResult withoutError(AnswerClassifier reading, JsonNode body, int size) {
        JsonNode data = body.path("data");
        return reading.answer().isSuccess()
                        && data.path("conversions_processed").asInt(-1) == size
                ? reading.accepted(data.path("debug_id").asText("no debug id"))
                : reading.retry("UNEXPECTED_ANSWER", "it did not confirm " + size + " processed conversions");
    }
}
