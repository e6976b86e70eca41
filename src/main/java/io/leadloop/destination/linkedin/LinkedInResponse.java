package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what {@code conversionEvents} answers: a status for each element where the request was taken; a bad element
 * refuses the request, and the message names it in one of the forms that {@link LinkedInRows} knows.
 */
final class LinkedInResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("LinkedIn", "elements", "message", "status", "code");

    /** Words about the conversion rule: of the 400 and 403 that were seen, neither is documented. */
    private static final Pattern RULE =
            Pattern.compile("method should be CONVERSIONS_API|Invalid conversion target|must be a CAPI conversion");

    private static final int REVOKED_TOKEN = 65601;

    private LinkedInResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            return elements(classifier, body.path("elements"), size);
        }
        String words = classifier.words(body, "message");
        return switch (answer.status()) {
            case 400, 422 -> refused(classifier, body, size);
            case 401 -> BatchAnswer.forAll(size, signIn(classifier, body, words));
            case 403 ->
                RULE.matcher(words).find()
                        ? refused(classifier, body, size)
                        : BatchAnswer.forAll(
                                size,
                                classifier.blocked(
                                        "HTTP_403",
                                        words,
                                        "Check that the token's owner manages the ad account, and that each rule under"
                                                + " conversion-actions exists and is of the method CONVERSIONS_API."));
            case 423 -> BatchAnswer.forAll(size, classifier.retry("HTTP_423", words));
            default -> BatchAnswer.forAll(size, classifier.byStatus(words).orElseGet(() -> unexpected(classifier)));
        };
    }

    private static UploadResult bad(AnswerClassifier classifier, String code, String words) {
        return RULE.matcher(words).find()
                ? classifier.actionRefused(
                        code, words, "Check that its rule exists at LinkedIn and is of the method CONVERSIONS_API.")
                : classifier.rejected(code, words);
    }

    /** What the member took back no new token gives again. */
    static boolean mayBeTheToken(OutsideAnswer answer) {
        return answer.mayBeJson() && answer.json().path("serviceErrorCode").asInt() != REVOKED_TOKEN;
    }

    private static BatchAnswer refused(AnswerClassifier classifier, JsonNode body, int size) {
        String code = "HTTP_" + classifier.answer().status();
        String message = body.path("message").isTextual() ? body.path("message").asText() : "";
        if (message.isBlank()) {
            return BatchAnswer.forAll(size, unexpected(classifier));
        }
        Map<Integer, String> rows = LinkedInRows.named(message, size);
        if (rows.isEmpty()) {
            return BatchAnswer.spoiledSomewhere(bad(classifier, code, LinkedInRows.inOneLine(message)));
        }
        return BatchAnswer.spoiledBy(rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> bad(classifier, code, it.getValue()))));
    }

    /** A token that has only ended was renewed once already, where there is a refresh token. */
    private static UploadResult signIn(AnswerClassifier classifier, JsonNode body, String words) {
        return body.path("serviceErrorCode").asInt() == REVOKED_TOKEN
                ? classifier.blocked(
                        "REVOKED_ACCESS_TOKEN",
                        words,
                        "The member took the permission back: let them give it anew and set the new tokens.")
                : classifier.blocked(
                        body.path("code").asText("HTTP_401"), words, "Renew the access-token or the refresh-token.");
    }

    private static BatchAnswer elements(AnswerClassifier classifier, JsonNode elements, int size) {
        if (!elements.isArray() || elements.size() != size) {
            return BatchAnswer.forAll(size, unexpected(classifier));
        }
        List<UploadResult> results = new ArrayList<>();
        elements.forEach(it -> results.add(element(classifier, it)));
        return BatchAnswer.forEach(results);
    }

    private static UploadResult element(AnswerClassifier classifier, JsonNode element) {
        int status = element.path("status").asInt();
        String words = classifier.words(element.has("error") ? element.path("error") : element, "message");
        String code = "HTTP_" + status;
        if (status >= 200 && status < 300) {
            return classifier.accepted("status " + status);
        }
        return switch (status) {
            case 400, 404, 409, 422 -> classifier.rejected(code, words);
            case 401, 403 ->
                classifier.blocked(code, words, "Check the access token, its owner's role and the conversion rules.");
            default -> classifier.retry(status == 0 ? "UNEXPECTED_ANSWER" : code, words);
        };
    }

    private static UploadResult unexpected(AnswerClassifier classifier) {
        return classifier.retry("UNEXPECTED_ANSWER", "it did not answer for each conversion: " + classifier.said());
    }
}
