package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Masked;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Reddit answers. Success says how many events were processed. A refusal may list its bad events under
 * {@code invalid_events}, each with the event as it was sent; they are told apart by their conversion_id.
 */
final class RedditResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("Reddit", "data", "error", "message", "invalid_events");

    private static final Pattern PROCESSED = Pattern.compile("processed (\\d{1,9}) ");

    private static final Set<Integer> REFUSES = Set.of(400, 422);

    private RedditResponse() {}

    /** @param keys the conversion ids of the request's events, in order */
    static BatchAnswer read(OutsideAnswer answer, List<String> keys) {
        JsonNode whole = answer.json();
        return VOCABULARY.read(withoutPersons(answer, whole), keys.size(), classifier -> own(classifier, whole, keys));
    }

    private static BatchAnswer own(AnswerClassifier classifier, JsonNode body, List<String> keys) {
        // Version 3 wraps its answers in data, version 2 did not.
        JsonNode data = body.has("data") ? body.path("data") : body;
        return classifier
                .byStatus(words(classifier, body, data))
                .map(it -> BatchAnswer.forAll(keys.size(), it))
                .orElseGet(() -> verdict(classifier, body, data, keys));
    }

    private static BatchAnswer verdict(AnswerClassifier classifier, JsonNode body, JsonNode data, List<String> keys) {
        JsonNode invalid = data.path("invalid_events");
        if (!invalid.isEmpty()) {
            return invalid(classifier, invalid, keys);
        }
        if (classifier.answer().isSuccess() && processed(data) == keys.size()) {
            return BatchAnswer.forAll(
                    keys.size(), classifier.accepted(data.path("message").asText()));
        }
        boolean refused = REFUSES.contains(classifier.answer().status())
                && (body.path("error").isObject() || data.path("message").isTextual());
        if (refused) {
            String code = body.path("error")
                    .path("reason")
                    .asText("HTTP_" + classifier.answer().status());
            return BatchAnswer.spoiledSomewhere(classifier.rejected(code, words(classifier, body, data)));
        }
        return BatchAnswer.forAll(
                keys.size(),
                classifier.retry(
                        "UNEXPECTED_ANSWER", "it did not confirm " + keys.size() + " events: " + classifier.said()));
    }

    private static int processed(JsonNode data) {
        Matcher count = PROCESSED.matcher(data.path("message").asText(""));
        return count.find() ? Integer.parseInt(count.group(1)) : -1;
    }

    /** "None were processed", so the others go again; should some have been, their conversion_id counts once. */
    private static BatchAnswer invalid(AnswerClassifier classifier, JsonNode invalid, List<String> keys) {
        Map<Integer, UploadResult> rows = new HashMap<>();
        for (JsonNode row : invalid) {
            int index = keys.indexOf(
                    row.path("event").path("metadata").path("conversion_id").asText(""));
            if (index >= 0) {
                rows.put(index, classifier.rejected("INVALID_EVENT", reason(classifier, row)));
            }
        }
        return rows.isEmpty()
                ? BatchAnswer.spoiledSomewhere(
                        classifier.rejected("INVALID_EVENT", reason(classifier, invalid.path(0))))
                : BatchAnswer.spoiledBy(rows);
    }

    private static String reason(AnswerClassifier classifier, JsonNode row) {
        return classifier.words(row, "error_message");
    }

    private static String words(AnswerClassifier classifier, JsonNode body, JsonNode data) {
        JsonNode error = body.path("error");
        return error.isObject() ? classifier.words(error, "message", "explanation") : classifier.words(data, "message");
    }

    /** Reddit sends refused events back as they were. */
    private static OutsideAnswer withoutPersons(OutsideAnswer answer, JsonNode body) {
        return body.isContainerNode() ? answer.with(Masked.text(body, RedditRequest.PERSONAL)) : answer;
    }
}
