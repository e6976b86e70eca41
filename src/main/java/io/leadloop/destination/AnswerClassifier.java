package io.leadloop.destination;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
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

    public UploadResult blocked(String code, String words, String whatToDo) {
        return result(
                Outcome.BLOCKED,
                code,
                platform + " refuses the account or the request as a whole (" + words + "). " + whatToDo
                        + " Then resume the destination.");
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
