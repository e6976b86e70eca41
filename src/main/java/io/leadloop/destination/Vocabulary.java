package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.http.OutsideAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * By what a platform's own answers are told from those of whatever stands between: by status, content type and shape. Only
 * its own answers judge rows; all others are tried again and end as one incident of the destination.
 *
 * @param platform its name, for people
 * @param fields at least one of them stands at the top of each of its answers that says anything; empty where the platform
 *     does not publish what its answers look like
 * @param silenceIsYes whether a success without a body is one (where only the status of a success is documented)
 */
public record Vocabulary(String platform, Set<String> fields, boolean silenceIsYes) {

    /** Statuses that proxies and gateways answer with, or that tell that only a part came (RFC 9110, 15.3.4 and 15.3.7). */
    private static final Set<Integer> NEVER_THEIRS = Set.of(203, 205, 206, 407);

    private static final Set<Integer> TELLS_ENOUGH = Set.of(401, 403, 404, 410, 426);
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    public static Vocabulary of(String platform, String... fields) {
        return new Vocabulary(platform, Set.of(fields), false);
    }

    /**
     * Reads an answer.
     *
     * @param size how many rows the request had
     * @param own reads an answer of the platform's own: a JSON object that is empty or has one of its fields
     */
    public BatchAnswer read(OutsideAnswer answer, int size, Function<AnswerClassifier, BatchAnswer> own) {
        AnswerClassifier classifier = new AnswerClassifier(platform, answer);
        if (isTheirs(answer)) {
            return own.apply(classifier);
        }
        boolean byStatus = answer.status() >= 500
                || LATER.contains(answer.status())
                || TELLS_ENOUGH.contains(answer.status()) && saysNothingElse(answer);
        Optional<UploadResult> told = byStatus ? classifier.byStatus(classifier.said()) : Optional.empty();
        return BatchAnswer.forAll(size, told.orElseGet(classifier::notTheirs));
    }

    private boolean isTheirs(OutsideAnswer answer) {
        int status = answer.status();
        if (status < 200 || status >= 300 && status < 400 || NEVER_THEIRS.contains(status) || !answer.mayBeJson()) {
            return false;
        }
        JsonNode body = answer.json();
        return body.isObject()
                        && (body.isEmpty()
                                || fields.isEmpty()
                                || fields.stream().anyMatch(body::has))
                || silenceIsYes && answer.isSuccess() && answer.body().isBlank();
    }

    private static boolean saysNothingElse(OutsideAnswer answer) {
        return answer.body().isBlank() || answer.mayBeJson() && answer.json().isObject();
    }
}
