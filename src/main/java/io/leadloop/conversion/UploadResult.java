package io.leadloop.conversion;

import io.leadloop.database.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a platform answered for one conversion. Its texts can be stored whatever the platform sent: the ledger of a batch
 * must not be undone by one row's bytes.
 *
 * @param code the platform's or our own short code, e.g. {@code 100/2804003} or {@code TIMEOUT}
 * @param message what happened, to what, what to do; without personal data
 * @param retryAfter the delay that the platform asks for; null where it does not say
 * @param forAll whether that delay holds for the whole destination and not for this conversion alone
 * @param scope what a fault concerns; of an outcome that is none of the conversion's alone, everything like it waits
 * @param receipt the platform's id of the request, under which it tells later what it counted; null where it has none
 * @param request what was sent for this conversion, masked; null when nothing was sent
 * @param answer what came back, masked; null when nothing came
 */
public record UploadResult(
        Outcome outcome,
        String code,
        String message,
        @Nullable Duration retryAfter,
        boolean forAll,
        Scope scope,
        @Nullable String receipt,
        @Nullable String request,
        @Nullable String answer) {

    /** What an answer is about. */
    public enum Scope {
        CONVERSION,
        /** The action, goal or rule at the platform that the conversion is told as; other actions go on. */
        ACTION,
        /** The account, or whatever stands between it and us. */
        DESTINATION
    }

    /** The code of a conversion of which nobody can know whether the platform has it: sent again it may count twice. */
    public static final String FATE_UNKNOWN = "FATE_UNKNOWN";

    /** The code of an attempt that found no connection: the platform was sent nothing. */
    public static final String NOT_REACHED = "NOT_REACHED";

    /** The code of an attempt whose batch took so long that nothing was sent for it any more. */
    public static final String NOT_SENT = "NOT_SENT";

    private static final int LONGEST_CODE = 200;
    private static final int LONGEST_TEXT = 4_000;

    public UploadResult {
        code = StorableText.of(code, LONGEST_CODE);
        message = StorableText.of(message, LONGEST_TEXT);
        receipt = receipt == null ? null : StorableText.of(receipt, LONGEST_CODE);
        request = request == null ? null : StorableText.of(request, LONGEST_TEXT);
        answer = answer == null ? null : StorableText.of(answer, LONGEST_TEXT);
    }

    public static UploadResult of(Outcome outcome, String code, String message) {
        return new UploadResult(outcome, code, message, null, false, Scope.CONVERSION, null, null, null);
    }

    /** This conversion has to wait that long. */
    public UploadResult after(@Nullable Duration delay) {
        return new UploadResult(outcome, code, message, delay, false, scope, receipt, request, answer);
    }

    /** The platform wants to hear nothing at all for that long. */
    public UploadResult afterForAll(@Nullable Duration delay) {
        return new UploadResult(outcome, code, message, delay, delay != null, scope, receipt, request, answer);
    }

    /** It concerns more than this conversion. */
    public UploadResult about(Scope concerned) {
        return new UploadResult(outcome, code, message, retryAfter, forAll, concerned, receipt, request, answer);
    }

    /** The same answer, after which everything that it concerns waits until it is over. */
    public UploadResult asBlocked() {
        return new UploadResult(Outcome.BLOCKED, code, message, null, false, scope, receipt, request, answer);
    }

    public UploadResult under(String requestId) {
        return new UploadResult(outcome, code, message, retryAfter, forAll, scope, requestId, request, answer);
    }

    public UploadResult sent(@Nullable String maskedRequest) {
        return new UploadResult(outcome, code, message, retryAfter, forAll, scope, receipt, maskedRequest, answer);
    }

    public UploadResult answered(@Nullable String maskedAnswer) {
        return new UploadResult(outcome, code, message, retryAfter, forAll, scope, receipt, request, maskedAnswer);
    }
}
