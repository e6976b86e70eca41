package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.PlatformAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code events:ingest} answers. There is no partial failure: one invalid row refuses the request
 * (developers.google.com/data-manager/api, "Understand errors"); the details may name the row.
 */
final class GoogleAdsResponse {

    private static final Pattern ROW = Pattern.compile("events\\[(\\d+)]");
    /** Reasons of google.ads.datamanager.v1.ErrorReason that a person mends in the account or in our configuration. */
    private static final Set<String> ACCOUNT_REASONS = Set.of(
            "INVALID_DESTINATION",
            "INVALID_CONVERSION_ACTION_ID",
            "INVALID_CONVERSION_ACTION_TYPE",
            "DESTINATION_ACCOUNT_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
            "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED",
            "DESTINATION_ACCOUNT_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS",
            "TERMS_AND_CONDITIONS_NOT_SIGNED",
            "OPERATING_ACCOUNT_LOGIN_ACCOUNT_MISMATCH",
            "NOT_ALLOWLISTED",
            "DESTINATION_ACCOUNT_TYPE_MISMATCH",
            "PERMISSION_DENIED");

    private GoogleAdsResponse() {}

    static BatchAnswer read(PlatformAnswer answer, int size) {
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            String requestId = body.path("requestId").asText("");
            return requestId.isEmpty()
                    ? BatchAnswer.forAll(size, retry(answer, "UNEXPECTED_ANSWER", "answered without a requestId"))
                    : BatchAnswer.forAll(
                            size,
                            UploadResult.of(Outcome.ACCEPTED, "OK", "Google took it: " + requestId)
                                    .answered(answer.evidence()));
        }
        JsonNode error = body.path("error");
        String status = error.path("status").asText("HTTP_" + answer.status());
        return switch (answer.status()) {
            case 400 -> badRequest(answer, error, status, size);
            case 401, 403, 404, 410, 426 -> BatchAnswer.forAll(size, blocked(answer, status, error));
            case 408, 429 -> BatchAnswer.forAll(size, retry(answer, status, message(error)));
            default ->
                answer.status() >= 500
                        ? BatchAnswer.forAll(size, retry(answer, status, message(error)))
                        : BatchAnswer.spoiledSomewhere(rejected(answer, status, message(error)));
        };
    }

    private static BatchAnswer badRequest(PlatformAnswer answer, JsonNode error, String status, int size) {
        Map<Integer, UploadResult> rows = new HashMap<>();
        String reason = status;
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                reason = violation.path("reason").asText(status);
                if (ACCOUNT_REASONS.contains(reason)) {
                    return BatchAnswer.forAll(size, blocked(answer, reason, error));
                }
                Matcher row = ROW.matcher(violation.path("field").asText());
                if (row.find() && Integer.parseInt(row.group(1)) < size) {
                    String words = violation.path("field").asText() + ": "
                            + violation.path("description").asText(reason);
                    rows.putIfAbsent(Integer.parseInt(row.group(1)), rejected(answer, reason, words));
                }
            }
        }
        return rows.isEmpty()
                ? BatchAnswer.spoiledSomewhere(rejected(answer, reason, message(error)))
                : BatchAnswer.spoiledBy(rows);
    }

    private static UploadResult rejected(PlatformAnswer answer, String code, String message) {
        return UploadResult.of(
                        Outcome.REJECTED,
                        code,
                        "Google refused the conversion (" + message + "). Correct it or drop it.")
                .answered(answer.evidence());
    }

    private static UploadResult retry(PlatformAnswer answer, String code, String message) {
        return UploadResult.of(Outcome.RETRY, code, "Google could not take it now: " + message)
                .after(answer.retryAfter())
                .answered(answer.evidence());
    }

    private static UploadResult blocked(PlatformAnswer answer, String code, JsonNode error) {
        return UploadResult.of(
                        Outcome.BLOCKED,
                        code,
                        "Google refuses the account or the request as a whole (" + code + ": " + message(error)
                                + "). Check the sign-in, the account's access and its conversion actions, then resume.")
                .answered(answer.evidence());
    }

    private static String message(JsonNode error) {
        return error.path("message").asText("no explanation");
    }
}
