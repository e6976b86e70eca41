package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.http.MaskedWords;
import io.leadloop.http.OutsideAnswer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer by what the account says of its receiver: by status first, then, where a pointer is set, by what stands
 * there. What is neither a yes nor a no is tried again.
 *
 * @param pointer null where the status says enough
 * @param values what stands there for a yes; empty for anything
 * @param wordsPointer where a refusal has its words; null where all that is said counts as such
 * @param othersAreANo whether anything else at the pointer is a no, as at a test way
 */
record Acceptance(
        List<Integer> accepted,
        List<Integer> rejected,
        List<Integer> blocked,
        @Nullable JsonPointer pointer,
        List<String> values,
        List<String> rejectedValues,
        @Nullable JsonPointer wordsPointer,
        boolean othersAreANo) {

    static final List<Integer> ACCEPTED = List.of(200, 201, 202, 204);
    static final List<Integer> REJECTED = List.of(400, 409, 413, 422);
    static final List<Integer> BLOCKED = List.of(401, 403, 404, 410, 426);

    /** Statuses of proxies and gateways, or of a part of an answer (RFC 9110, 15.3.4, 15.3.6, 15.3.7). */
    private static final Set<Integer> NEVER_THEIRS = Set.of(203, 205, 206, 407);

    /** The same for the receiver's test way; without a pointer of its own as for everything else. */
    Acceptance of(@Nullable JsonPointer testPointer, @Nullable List<String> testValues) {
        return testPointer == null || testValues == null
                ? this
                : new Acceptance(accepted, rejected, blocked, testPointer, testValues, List.of(), wordsPointer, true);
    }

    /**
     * @param size how many events the request had
     */
    BatchAnswer read(String receiver, OutsideAnswer answer, int size) {
        // A receiver that nobody knows may send back what it got.
        AnswerClassifier classifier = new AnswerClassifier(receiver, answer.with(answer.masked()));
        int status = answer.status();
        boolean isJudged = accepted.contains(status) || rejected.contains(status) || blocked.contains(status);
        if (status < 200 || status >= 300 && status < 400 || NEVER_THEIRS.contains(status)) {
            return BatchAnswer.forAll(size, classifier.notTheirs());
        }
        if (!isJudged) {
            return BatchAnswer.forAll(size, classifier.retry("HTTP_" + status, classifier.said()));
        }
        if (!isReadable(answer)) {
            return BatchAnswer.forAll(size, classifier.notTheirs());
        }
        JsonNode json = answer.json();
        if (accepted.contains(status)) {
            return yes(classifier, json, size);
        }
        String words = words(classifier, json);
        if (blocked.contains(status)) {
            return BatchAnswer.forAll(
                    size,
                    classifier.blocked(
                            "HTTP_" + status,
                            words == null ? classifier.said() : words,
                            "Check the account's url, auth, secret and keys."));
        }
        return words == null
                ? BatchAnswer.forAll(size, classifier.notTheirs())
                : BatchAnswer.spoiledSomewhere(classifier.rejected("HTTP_" + status, words));
    }

    private BatchAnswer yes(AnswerClassifier classifier, JsonNode json, int size) {
        if (pointer == null) {
            return BatchAnswer.forAll(
                    size, classifier.accepted("HTTP " + classifier.answer().status()));
        }
        JsonNode said = json.at(pointer);
        String text = said.isValueNode() ? said.asText() : said.toString();
        boolean isThere = !said.isMissingNode() && !said.isNull();
        if (isThere && (values.isEmpty() || values.contains(text))) {
            return BatchAnswer.forAll(size, classifier.accepted(pointer + " is " + MaskedWords.of(text)));
        }
        if (isThere && (othersAreANo || rejectedValues.contains(text))) {
            String words = words(classifier, json);
            return BatchAnswer.spoiledSomewhere(
                    classifier.rejected("NOT_ACCEPTED", othersAreANo || words == null ? classifier.said(said) : words));
        }
        return BatchAnswer.forAll(
                size,
                classifier.retry(
                        "UNEXPECTED_ANSWER",
                        "it did not confirm the conversion at " + pointer + ": " + classifier.said()));
    }

    /** Null where the receiver's own words are missing. */
    private @Nullable String words(AnswerClassifier classifier, JsonNode json) {
        if (wordsPointer == null) {
            return classifier.said();
        }
        JsonNode said = json.at(wordsPointer);
        return said.isMissingNode() || said.isNull()
                ? null
                : MaskedWords.of(said.isValueNode() ? said.asText() : said.toString());
    }

    /** Nothing, JSON that is whole, or plain text; a page is of whatever stands between. */
    private static boolean isReadable(OutsideAnswer answer) {
        if (answer.body().isBlank()) {
            return true;
        }
        String type = answer.contentType();
        boolean isText = type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("text/plain");
        return answer.mayBeJson() && (isText || !answer.json().isMissingNode());
    }
}
