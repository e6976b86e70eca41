package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.http.OutsideAnswer;

/**
 * Reads what OpenAI answers. Of a success only the status is documented; a page of something between us, or an error in
 * the body, is none. One bad event refuses the request, and none is named.
 */
final class OpenAiAdsResponse {

    private OpenAiAdsResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        AnswerClassifier reading = new AnswerClassifier("OpenAI", answer);
        JsonNode body = answer.json();
        JsonNode error = body.path("error");
        String words = error.path("message").asText("no explanation");
        if (answer.isSuccess()) {
            boolean silent = answer.body().isBlank();
            return silent || body.isObject() && error.isMissingNode()
                    ? BatchAnswer.forAll(size, reading.accepted("HTTP " + answer.status()))
                    : BatchAnswer.forAll(size, reading.retry("UNEXPECTED_ANSWER", words));
        }
        if (answer.status() == 400 || answer.status() == 413 || answer.status() == 422) {
            String code = error.path("code").asText(error.path("type").asText("HTTP_" + answer.status()));
            return BatchAnswer.spoiledSomewhere(
                    reading.rejected(code.equals("null") ? "HTTP_" + answer.status() : code, words));
        }
        return BatchAnswer.forAll(
                size,
                reading.byStatus(words)
                        .orElseGet(() -> reading.retry("UNEXPECTED_ANSWER", "HTTP " + answer.status() + " " + words)));
    }
}
