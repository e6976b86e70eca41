package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.http.OutsideAnswer;

/**
 * Reads what Snap answers: {@code status} VALID or INVALID (EventResponse of Snap's OpenAPI), where INVALID may come with
 * 200. Whether the good events of an INVALID request count is not published; they are sent again under their keys.
 */
final class SnapchatResponse {

    private SnapchatResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        AnswerClassifier reading = new AnswerClassifier("Snapchat", answer);
        JsonNode body = answer.json();
        String status = body.path("status").asText("");
        if (answer.isSuccess() && status.equals("VALID")) {
            return BatchAnswer.forAll(size, reading.accepted(body.path("reason").asText("VALID")));
        }
        String words = words(body);
        return reading.byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() -> status.equals("INVALID")
                        ? BatchAnswer.spoiledSomewhere(reading.rejected(code(body), words))
                        : BatchAnswer.forAll(
                                size, reading.retry("UNEXPECTED_ANSWER", "it did not say VALID or INVALID")));
    }

    private static String code(JsonNode body) {
        return body.path("errors").path("codes").path(0).asText("INVALID");
    }

    private static String words(JsonNode body) {
        String message = body.path("errors").path("error_msgs").path(0).asText("");
        return message.isEmpty() ? body.path("reason").asText("no explanation") : message;
    }
}
