package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import io.leadloop.http.MaskedWords;
import io.leadloop.http.OutsideAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts a platform's answer into our classes and words, with the answer as evidence.
 *
 * @param platform its name, for people
 */
public record AnswerClassifier(String platform, OutsideAnswer answer) {

    /** From the one that leaves nothing to do to the one that holds the whole account. */
    private static final List<Outcome> WORSE_AND_WORSE =
            List.of(Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.RETRY, Outcome.REJECTED, Outcome.BLOCKED);

    /** Of two errors that a platform names for one row the one that counts; the first of two that are equally bad. */
    public static UploadResult worse(UploadResult one, UploadResult other) {
        int difference = WORSE_AND_WORSE.indexOf(other.outcome()) - WORSE_AND_WORSE.indexOf(one.outcome());
        return difference > 0 ? other : one;
    }

    public UploadResult accepted(String words) {
        return result(Outcome.ACCEPTED, "OK", platform + " took it: " + words);
    }

    /** It had it already under the same key. */
    public UploadResult duplicate(String code, String words) {
        return result(Outcome.DUPLICATE, code, platform + " has it already (" + words + ").");
    }

    public UploadResult rejected(String code, String words) {
        return result(
                Outcome.REJECTED, code, platform + " refused the conversion (" + words + "). Correct it or drop it.");
    }

    /** Trouble of the whole platform or account; its own delay, where it tells one, holds for everything. */
    public UploadResult retry(String code, String words) {
        return result(Outcome.RETRY, code, platform + " could not take it now: " + words)
                .afterForAll(answer.retryAfter());
    }

    /** This conversion alone has to wait. */
    public UploadResult retryRow(String code, String words, Duration delay) {
        return result(Outcome.RETRY, code, platform + " takes it later: " + words)
                .after(delay);
    }

    /** One action, goal or rule at the platform is wrong: what is told as it waits, the rest goes on. */
    public UploadResult actionRefused(String code, String words, String whatToDo) {
        return result(
                        Outcome.BLOCKED,
                        code,
                        platform + " refuses the action (" + words + "). " + whatToDo
                                + " What is told as another action goes on.")
                .about(Scope.ACTION);
    }

    /** An answer that is not the platform's own: whatever stands between us answered, and no row is judged by it. */
    public UploadResult notTheirs() {
        String type = answer.contentType() == null ? "without a type" : "as " + MaskedWords.of(answer.contentType());
        return result(
                        Outcome.RETRY,
                        "UNEXPECTED_ANSWER",
                        "HTTP " + answer.status() + " " + type + " is not an answer of " + platform
                                + ": a proxy, a login page or a wrong base-url may stand between. It says: " + said())
                .about(Scope.DESTINATION);
    }

    /** The text of the first of these fields that has one; else all that was said, masked. */
    public String words(JsonNode node, String... fields) {
        for (String field : fields) {
            String text = node.path(field).isTextual() ? node.path(field).asText() : "";
            if (!text.isBlank()) {
                return text;
            }
        }
        return said(node);
    }

    /** All that was said, masked. */
    public String said() {
        String said = answer.masked();
        return said.isEmpty() || said.equals("{}") ? "no explanation" : said;
    }

    /** What a node says that nobody has words for, masked. */
    public String said(JsonNode node) {
        String said = node.isEmpty() && !node.isValueNode() ? "" : MaskedWords.of(node.toString());
        return said.isEmpty() ? "no explanation" : said;
    }

    public UploadResult blocked(String code, String words, String whatToDo) {
        return result(
                        Outcome.BLOCKED,
                        code,
                        platform + " refuses the account or the request as a whole (" + words + "). " + whatToDo
                                + " Then resume the destination.")
                .about(Scope.DESTINATION);
    }

    /** What the status says where it says enough: sign-in, version, too many, out of order. Empty for the others. */
    public Optional<UploadResult> byStatus(String words) {
        int status = answer.status();
        return switch (status) {
            case 401 -> Optional.of(blocked("HTTP_401", words, "Renew the access token."));
            case 403 -> Optional.of(blocked("HTTP_403", words, "Give the token's owner access to the account."));
            case 404 -> Optional.of(blocked("HTTP_404", words, "Check base-url, api-version and the account's ids."));
            case 410, 426 ->
                Optional.of(blocked(
                        "API_VERSION_ENDED", words, "This API version is switched off: set a newer api-version."));
            case 408, 425, 429 -> Optional.of(retry("HTTP_" + status, words));
            default -> status >= 500 ? Optional.of(retry("HTTP_" + status, words)) : Optional.empty();
        };
    }

    private UploadResult result(Outcome outcome, String code, String words) {
        return UploadResult.of(outcome, code, words).answered(answer.evidence());
    }
}
