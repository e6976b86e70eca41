package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what TikTok answers: HTTP 200 for success and failure alike, {@code code} tells them apart (code list of TikTok's
 * Business API SDK). One bad event refuses the request.
 */
final class TikTokResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("TikTok", "code");

    private static final Set<Integer> LATER =
            Set.of(20001, 40016, 40100, 40132, 40133, 40202, 50000, 50002, 60001, 61000);
    private static final Set<Integer> ACCOUNT = Set.of(40001, 40063, 40102, 40104, 40105, 40113);
    private static final int PARAMETER = 40002;
    /** TikTok names the row in some of its messages: {@code Batch.0.properties...}. */
    private static final Pattern ROW = Pattern.compile("(?:Batch|data)\\.(\\d{1,9})\\.");

    private TikTokResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        if (!body.path("code").isIntegralNumber()) {
            return BatchAnswer.forAll(
                    size,
                    classifier
                            .byStatus(classifier.said())
                            .orElseGet(() -> classifier.retry(
                                    "UNEXPECTED_ANSWER", "its answer has no code: " + classifier.said())));
        }
        int code = body.path("code").asInt();
        String message = classifier.words(body, "message");
        String words = code + ": " + message;
        String name = Integer.toString(code);
        if (code == 0 && answer.isSuccess()) {
            return BatchAnswer.forAll(
                    size, classifier.accepted(body.path("request_id").asText("no request id")));
        }
        if (ACCOUNT.contains(code) || code == PARAMETER && message.contains("event_source_id")) {
            return BatchAnswer.forAll(
                    size,
                    classifier.blocked(name, words, "Check the access token, its rights and the ids of the sources."));
        }
        if (LATER.contains(code)
                || code >= 51_000 && code < 53_000
                || answer.status() == 429
                || answer.status() >= 500) {
            return BatchAnswer.forAll(size, classifier.retry(name, words));
        }
        if (code < 40_000 || code >= 50_000) {
            return BatchAnswer.forAll(size, classifier.retry("UNEXPECTED_ANSWER", words));
        }
        Matcher row = ROW.matcher(message);
        return row.find() && Integer.parseInt(row.group(1)) < size
                ? BatchAnswer.spoiledBy(Map.of(Integer.parseInt(row.group(1)), classifier.rejected(name, words)))
                : BatchAnswer.spoiledSomewhere(classifier.rejected(name, words));
    }
}
