package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code events:ingest} answers. There is no partial failure: one invalid row refuses the request
 * (developers.google.com/data-manager/api, "Understand errors"); the details may name the row.
 */
final class GoogleAdsResponse {

    private static final Vocabulary VOCABULARY = Vocabulary.of("Google", "requestId", "error");

    private static final Pattern ROW = Pattern.compile("events\\[(\\d{1,9})]");
    /** Reasons of google.ads.datamanager.v1.ErrorReason that a person fixes in the account or in our configuration. */
    private static final Set<String> ACCOUNT_REASONS = Set.of(
            "INVALID_DESTINATION",
            "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED",
            "DESTINATION_ACCOUNT_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
            "DESTINATION_ACCOUNT_ENHANCED_CONVERSIONS_TERMS_NOT_SIGNED",
            "DESTINATION_ACCOUNT_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS",
            "TERMS_AND_CONDITIONS_NOT_SIGNED",
            "OPERATING_ACCOUNT_LOGIN_ACCOUNT_MISMATCH",
            "NOT_ALLOWLISTED",
            "DESTINATION_ACCOUNT_TYPE_MISMATCH",
            "PERMISSION_DENIED");

    /** google.api.ErrorReason (error_reason.proto): what no new token helps against. */
    private static final Set<String> ACCOUNT_STATES = Set.of(
            "ACCOUNT_STATE_INVALID", "USER_BLOCKED_BY_ADMIN", "ACCESS_TOKEN_TYPE_UNSUPPORTED", "CONSUMER_INVALID");

    /** Statuses of google.rpc.Code that say: try again. */
    private static final Set<String> LATER =
            Set.of("RESOURCE_EXHAUSTED", "UNAVAILABLE", "ABORTED", "DEADLINE_EXCEEDED");

    /** Reasons that name the one conversion action of the request, which a request has by our own rule. */
    private static final Set<String> ACTION_REASONS = Set.of(
            "INVALID_CONVERSION_ACTION_ID",
            "INVALID_CONVERSION_ACTION_TYPE",
            "NO_CONVERSION_ACTION_FOUND",
            "EVENT_SOURCE_AND_DESTINATION_MISMATCH",
            "CUSTOM_VARIABLE_NOT_ENABLED",
            "CUSTOM_VARIABLE_NOT_FOUND");

    private GoogleAdsResponse() {}

    static BatchAnswer read(OutsideAnswer answer, int size, boolean rehearsal) {
        return VOCABULARY.read(answer, size, classifier -> own(classifier, size, rehearsal));
    }

    private static BatchAnswer own(AnswerClassifier classifier, int size, boolean rehearsal) {
        OutsideAnswer answer = classifier.answer();
        JsonNode body = answer.json();
        if (answer.isSuccess()) {
            String requestId = body.path("requestId").asText("");
            if (requestId.isEmpty()) {
                return BatchAnswer.forAll(size, classifier.retry("UNEXPECTED_ANSWER", "answered without a requestId"));
            }
            UploadResult accepted = classifier.accepted(warned(body, requestId));
            return BatchAnswer.forAll(size, rehearsal ? accepted : accepted.under(requestId));
        }
        JsonNode error = body.path("error");
        String status = error.path("status").asText("HTTP_" + answer.status());
        String words = status + ": " + classifier.words(error, "message");
        if (answer.status() == 400 && error.isObject()) {
            return badRequest(classifier, error, status, size);
        }
        if (LATER.contains(status)) {
            return BatchAnswer.forAll(size, classifier.retry(status, words));
        }
        return classifier
                .byStatus(words)
                .map(it -> BatchAnswer.forAll(size, it))
                .orElseGet(() -> BatchAnswer.forAll(size, classifier.retry("UNEXPECTED_ANSWER", words)));
    }

    /** A 401 may be about the account: blocked, disabled, or without the two-step verification that Google wants. */
    static boolean mayBeTheToken(OutsideAnswer answer) {
        return answer.mayBeJson()
                && answer.json()
                        .path("error")
                        .path("details")
                        .valueStream()
                        .map(it -> it.path("reason").asText(""))
                        .noneMatch(it -> it.startsWith("TWO_STEP_VERIFICATION") || ACCOUNT_STATES.contains(it));
    }

    /** Optional fields that Google found wrong and left out (since v1.8). */
    private static String warned(JsonNode body, String requestId) {
        List<String> warnings = new ArrayList<>();
        body.path("fieldWarnings")
                .forEach(it -> warnings.add(it.path("field").asText() + " "
                        + it.path("reason").asText() + ": "
                        + it.path("description").asText()));
        return requestId + (warnings.isEmpty() ? "" : ", left out " + String.join("; ", warnings));
    }

    /** What is wrong with a row, without its place in the batch, which says nothing to whoever reads it later. */
    private static String ofRow(JsonNode violation, String reason) {
        String field =
                ROW.matcher(violation.path("field").asText()).replaceFirst("").replaceFirst("^\\.", "");
        String words = violation.path("description").asText(reason);
        return field.isEmpty()
                ? words + " Google does not name the field: compare the click id, its time and the value"
                : field + ": " + words;
    }

    private static BatchAnswer badRequest(AnswerClassifier classifier, JsonNode error, String status, int size) {
        Map<Integer, UploadResult> rows = new HashMap<>();
        Optional<UploadResult> action = Optional.empty();
        String reason = status;
        String message = classifier.words(error, "message");
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                reason = violation.path("reason").asText(status);
                String words = violation.path("field").asText() + ": "
                        + violation.path("description").asText(reason);
                if (ACCOUNT_REASONS.contains(reason)) {
                    return BatchAnswer.forAll(
                            size,
                            classifier.blocked(
                                    reason,
                                    reason + ", " + words,
                                    "Check the account's access, its terms and its conversion actions."));
                }
                if (ACTION_REASONS.contains(reason)) {
                    action = Optional.of(classifier.actionRefused(
                            reason,
                            reason + ", " + words,
                            "Check its id under conversion-actions and its type (an import of clicks) at Google."));
                }
                Matcher row = ROW.matcher(violation.path("field").asText());
                if (row.find() && Integer.parseInt(row.group(1)) < size) {
                    rows.putIfAbsent(
                            Integer.parseInt(row.group(1)), classifier.rejected(reason, ofRow(violation, reason)));
                }
            }
        }
        if (action.isPresent()) {
            return BatchAnswer.forAll(size, action.get());
        }
        return rows.isEmpty()
                ? BatchAnswer.spoiledSomewhere(classifier.rejected(reason, message))
                : BatchAnswer.spoiledBy(rows);
    }
}
