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
        return VOCABULARY.read(answer, size, reading -> own(reading, size));
    }

    private static BatchAnswer own(AnswerClassifier reading, int size) {
        OutsideAnswer answer = reading.answer();
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            return elements(reading, body.path("elements"), size);
        }
        String words = reading.words(body, "message");
        return switch (answer.status()) {
            case 400, 422 -> refused(reading, body, size);
            case 401 -> BatchAnswer.forAll(size, signIn(reading, body, words));
            case 403 ->
                RULE.matcher(words).find()
                        ? refused(reading, body, size)
                        : BatchAnswer.forAll(
                                size,
                                reading.blocked(
                                        "HTTP_403",
                                        words,
                                        "Check that the token's owner manages the ad account, and that each rule under"
                                                + " conversion-actions exists and is of the method CONVERSIONS_API."));
            case 423 -> BatchAnswer.forAll(size, reading.retry("HTTP_423", words));
            default -> BatchAnswer.forAll(size, reading.byStatus(words).orElseGet(() -> unexpected(reading)));
        };
    }

    private static UploadResult bad(AnswerClassifier reading, String code, String words) {
        return RULE.matcher(words).find()
                ? reading.actionRefused(
                        code, words, "Check that its rule exists at LinkedIn and is of the method CONVERSIONS_API.")
                : reading.rejected(code, words);
    }

    /** What the member took back no new token gives again. */
    static boolean mayBeTheToken(OutsideAnswer answer) {
        return answer.mayBeJson() && answer.json().path("serviceErrorCode").asInt() != REVOKED_TOKEN;
    }

    private static BatchAnswer refused(AnswerClassifier reading, JsonNode body, int size) {
        String code = "HTTP_" + reading.answer().status();
        String message = body.path("message").isTextual() ? body.path("message").asText() : "";
        if (message.isBlank()) {
            return BatchAnswer.forAll(size, unexpected(reading));
        }
        Map<Integer, String> rows = LinkedInRows.named(message, size);
        if (rows.isEmpty()) {
            return BatchAnswer.spoiledSomewhere(bad(reading, code, LinkedInRows.inOneLine(message)));
        }
        return BatchAnswer.spoiledBy(rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> bad(reading, code, it.getValue()))));
    }

    /** A token that has only ended was renewed once already, where there is a refresh token. */
    private static UploadResult signIn(AnswerClassifier reading, JsonNode body, String words) {
        return body.path("serviceErrorCode").asInt() == REVOKED_TOKEN
                ? reading.blocked(
                        "REVOKED_ACCESS_TOKEN",
                        words,
                        "The member took the permission back: let them give it anew and set the new tokens.")
                : reading.blocked(
                        body.path("code").asText("HTTP_401"), words, "Renew the access-token or the refresh-token.");
    }

    private static BatchAnswer elements(AnswerClassifier reading, JsonNode elements, int size) {
        if (!elements.isArray() || elements.size() != size) {
            return BatchAnswer.forAll(size, unexpected(reading));
        }
        List<UploadResult> results = new ArrayList<>();
        elements.forEach(it -> results.add(element(reading, it)));
        return BatchAnswer.forEach(results);
    }

    private static UploadResult element(AnswerClassifier reading, JsonNode element) {
        int status = element.path("status").asInt();
        String words = reading.words(element.has("error") ? element.path("error") : element, "message");
        String code = "HTTP_" + status;
        if (status >= 200 && status < 300) {
            return reading.accepted("status " + status);
        }
        return switch (status) {
            case 400, 404, 409, 422 -> reading.rejected(code, words);
            case 401, 403 ->
                reading.blocked(code, words, "Check the access token, its owner's role and the conversion rules.");
            default -> reading.retry(status == 0 ? "UNEXPECTED_ANSWER" : code, words);
        };
    }

    private static UploadResult unexpected(AnswerClassifier reading) {
        return reading.retry("UNEXPECTED_ANSWER", "it did not answer for each conversion: " + reading.said());
    }
}
