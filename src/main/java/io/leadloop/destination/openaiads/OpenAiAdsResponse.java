package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.Set;

/**
 * Reads what OpenAI answers. Of a success only the status is documented; a page of something between us, or an error in
 * the body, is none. One bad event refuses the request, and none is named.
 */
final class OpenAiAdsResponse {

    private static final Vocabulary VOCABULARY = new Vocabulary("OpenAI", Set.of(), true);

    private OpenAiAdsResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        JsonNode error = body.path("error");
        String words = error.isMissingNode() ? classifier.said() : classifier.words(error, "message");
        if (answer.isSuccess()) {
            boolean silent = answer.body().isBlank();
            return silent || body.isObject() && error.isMissingNode()
                    ? BatchAnswer.forAll(size, classifier.accepted("HTTP " + answer.status()))
                    : BatchAnswer.forAll(size, classifier.retry("UNEXPECTED_ANSWER", words));
        }
        boolean refused = answer.status() == 400 || answer.status() == 413 || answer.status() == 422;
        if (refused && error.isObject()) {
            String code = error.path("code").asText(error.path("type").asText("HTTP_" + answer.status()));
            return BatchAnswer.spoiledSomewhere(
                    classifier.rejected(code.equals("null") ? "HTTP_" + answer.status() : code, words));
        }
        return BatchAnswer.forAll(
                size,
                classifier
                        .byStatus(words)
                        .orElseGet(
                                () -> classifier.retry("UNEXPECTED_ANSWER", "HTTP " + answer.status() + " " + words)));
    }
}
