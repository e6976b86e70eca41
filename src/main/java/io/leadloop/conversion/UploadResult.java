package io.leadloop.conversion;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a platform answered for one conversion.
 *
 * @param code the platform's or our own short code, e.g. {@code 100/2804003} or {@code TIMEOUT}
 * @param message what happened, to what, what to do; without personal data
 * @param retryAfter the delay that the platform asks for; null where it does not say
 * @param request what was sent for this conversion, masked; null when nothing was sent
 * @param answer what came back, masked; null when nothing came
 */
public record UploadResult(
        Outcome outcome,
        String code,
        String message,
        @Nullable Duration retryAfter,
        @Nullable String request,
        @Nullable String answer) {

    public static UploadResult of(Outcome outcome, String code, String message) {
        return new UploadResult(outcome, code, message, null, null, null);
    }

    public UploadResult after(@Nullable Duration delay) {
        return new UploadResult(outcome, code, message, delay, request, answer);
    }

    public UploadResult sent(@Nullable String maskedRequest) {
        return new UploadResult(outcome, code, message, retryAfter, maskedRequest, answer);
    }

    public UploadResult answered(@Nullable String maskedAnswer) {
        return new UploadResult(outcome, code, message, retryAfter, request, maskedAnswer);
    }
}
