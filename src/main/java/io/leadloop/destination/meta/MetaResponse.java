package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.PlatformAnswer;
import java.util.Set;

/**
 * Reads what Meta answers. Its HTTP statuses say little; {@code error.code} decides (Graph API, "Handle errors"). If any
 * event of a request is invalid, Meta refuses all and names none.
 */
final class MetaResponse {

    private static final Set<Integer> TRY_LATER =
            Set.of(1, 2, 4, 17, 341, 368, 613, 5000, 21009, 80000, 80003, 80004, 80014);
    private static final Set<Integer> ACCOUNT = Set.of(3, 10, 102, 190, 2635);
    private static final int PARAMETER_ERROR = 100;
    /** With code 100: the dataset does not exist or the token may not write to it. */
    private static final int NO_SUCH_OBJECT = 33;

    private MetaResponse() {}

    static BatchAnswer read(PlatformAnswer answer, int size) {
        JsonNode body = answer.json();
        JsonNode error = body.path("error");
        if (error.isMissingNode()) {
            return withoutError(answer, body, size);
        }
        int code = error.path("code").asInt();
        int subcode = error.path("error_subcode").asInt();
        if (code == PARAMETER_ERROR && subcode != NO_SUCH_OBJECT) {
            return BatchAnswer.spoiledSomewhere(rejected(answer, error));
        }
        if (ACCOUNT.contains(code) || (code >= 200 && code <= 299) || code == PARAMETER_ERROR) {
            return BatchAnswer.forAll(size, blocked(answer, error));
        }
        if (TRY_LATER.contains(code)
                || error.path("is_transient").asBoolean()
                || answer.status() == 429
                || answer.status() >= 500) {
            return BatchAnswer.forAll(size, retry(answer, code(error), words(error)));
        }
        return BatchAnswer.spoiledSomewhere(rejected(answer, error));
    }

    private static BatchAnswer withoutError(PlatformAnswer answer, JsonNode body, int size) {
        if (answer.isSuccess() && body.path("events_received").asInt(-1) == size) {
            return BatchAnswer.forAll(
                    size,
                    UploadResult.of(
                                    Outcome.ACCEPTED,
                                    "OK",
                                    "Meta took it: " + body.path("fbtrace_id").asText("no trace id"))
                            .answered(answer.evidence()));
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
            return BatchAnswer.forAll(
                    size,
                    UploadResult.of(
                                    Outcome.BLOCKED,
                                    "HTTP_" + answer.status(),
                                    "Meta refuses us without saying why."
                                            + " Check base-url, api-version, dataset-id and access-token, then resume.")
                            .answered(answer.evidence()));
        }
        return BatchAnswer.forAll(
                size, retry(answer, "UNEXPECTED_ANSWER", "it did not confirm " + size + " received events"));
    }

    private static UploadResult rejected(PlatformAnswer answer, JsonNode error) {
        return UploadResult.of(
                        Outcome.REJECTED,
                        code(error),
                        "Meta refused the conversion (" + words(error) + "). Correct it or drop it.")
                .answered(answer.evidence());
    }

    private static UploadResult blocked(PlatformAnswer answer, JsonNode error) {
        return UploadResult.of(
                        Outcome.BLOCKED,
                        code(error),
                        "Meta refuses the account as a whole (" + words(error)
                                + "). Check the access token, its rights on the dataset and the API version, then"
                                + " resume the destination.")
                .answered(answer.evidence());
    }

    private static UploadResult retry(PlatformAnswer answer, String code, String words) {
        return UploadResult.of(Outcome.RETRY, code, "Meta could not take it now: " + words)
                .after(answer.retryAfter())
                .answered(answer.evidence());
    }

    private static String code(JsonNode error) {
        String subcode = error.path("error_subcode").asText("");
        return error.path("code").asText() + (subcode.isEmpty() ? "" : "/" + subcode);
    }

    private static String words(JsonNode error) {
        String title = error.path("error_user_title").asText("");
        return title.isEmpty() ? error.path("message").asText("no explanation") : title;
    }
}
