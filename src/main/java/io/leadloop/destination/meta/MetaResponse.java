package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.Set;

/**
 * Reads what Meta answers. Its HTTP statuses say little; {@code error.code} decides (Graph API, "Handle errors"). If any
 * event of a request is invalid, Meta refuses all and names none.
 */
final class MetaResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("Meta", "events_received", "error");

    private static final Set<Integer> TRY_LATER =
            Set.of(1, 2, 4, 17, 341, 368, 613, 5000, 21009, 80000, 80003, 80004, 80014);
    private static final Set<Integer> ACCOUNT = Set.of(3, 10, 102, 190);
    private static final int VERSION_ENDED = 2635;
    private static final int PARAMETER_ERROR = 100;
    /** With code 100: the dataset does not exist or the token may not write to it. */
    private static final int NO_SUCH_OBJECT = 33;

    private MetaResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        JsonNode error = body.path("error");
        if (!error.path("code").isIntegralNumber()) {
            return withoutError(classifier, body, size);
        }
        int code = error.path("code").asInt();
        boolean noSuchObject = error.path("error_subcode").asInt() == NO_SUCH_OBJECT;
        String words = code(error) + ", " + words(classifier, error);
        if (error.path("is_transient").asBoolean()) {
            return BatchAnswer.forAll(size, classifier.retry(code(error), words));
        }
        if (code == PARAMETER_ERROR && !noSuchObject) {
            return BatchAnswer.spoiledSomewhere(classifier.rejected(code(error), words));
        }
        if (code == VERSION_ENDED) {
            return BatchAnswer.forAll(
                    size,
                    classifier.blocked(
                            "API_VERSION_ENDED", words, "This API version is switched off: set a newer one."));
        }
        if (ACCOUNT.contains(code) || (code >= 200 && code <= 299) || code == PARAMETER_ERROR) {
            return BatchAnswer.forAll(
                    size,
                    classifier.blocked(code(error), words, "Check the access token and its rights on the dataset."));
        }
        if (TRY_LATER.contains(code) || answer.status() == 429 || answer.status() >= 500) {
            return BatchAnswer.forAll(size, classifier.retry(code(error), words));
        }
        return BatchAnswer.spoiledSomewhere(classifier.rejected(code(error), words));
    }

    private static BatchAnswer withoutError(AnswerClassifier classifier, JsonNode body, int size) {
        if (classifier.answer().isSuccess()
                && !body.has("error")
                && body.path("events_received").asInt(-1) == size) {
            return BatchAnswer.forAll(
                    size, classifier.accepted(body.path("fbtrace_id").asText("no trace id")));
        }
        return BatchAnswer.forAll(
                size,
                classifier
                        .byStatus(classifier.said())
                        .orElseGet(() -> classifier.retry(
                                "UNEXPECTED_ANSWER",
                                "it did not confirm " + size + " received events: " + classifier.said())));
    }

    private static String code(JsonNode error) {
        String subcode = error.path("error_subcode").asText("");
        return error.path("code").asText() + (subcode.isEmpty() ? "" : "/" + subcode);
    }

    private static String words(AnswerClassifier classifier, JsonNode error) {
        return classifier.words(error, "error_user_title", "message", "error_user_msg");
    }
}
