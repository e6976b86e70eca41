package io.leadloop.destination.googleadslegacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import java.time.Duration;
import java.util.Set;

/** What the errors of a GoogleAdsFailure mean (google.ads.googleads.v25.errors). */
final class GoogleAdsLegacyErrors {

    private static final Duration CLICK_IS_YOUNG = Duration.ofHours(6);
    private static final Duration CONVERSION_IS_YOUNG = Duration.ofHours(24);
    /** Google needs up to a day to know a conversion that an adjustment names. */
    private static final int TRIES_TO_FIND = 4;

    private static final Set<String> THERE_ALREADY =
            Set.of("ORDER_ID_ALREADY_IN_USE", "CONVERSION_ALREADY_RETRACTED", "RESTATEMENT_ALREADY_EXISTS");
    /** "The click from the imported event is associated with a different Google Ads account" (conversion_upload_error.proto). */
    private static final Set<String> CLICK_OF_ANOTHER = Set.of("UNAUTHORIZED_CUSTOMER", "INVALID_CUSTOMER_FOR_CLICK");

    private static final Set<String> ACCOUNT = Set.of(
            "CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS",
            "CUSTOMER_NOT_ENABLED_ENHANCED_CONVERSIONS_FOR_LEADS",
            "CUSTOMER_DATA_POLICY_PROHIBITS_ENHANCED_CONVERSIONS");
    /** They name one conversion action (conversion_upload_error.proto and conversion_adjustment_upload_error.proto). */
    private static final Set<String> ACTION = Set.of(
            "NO_CONVERSION_ACTION_FOUND",
            "INVALID_CONVERSION_ACTION",
            "INVALID_CONVERSION_ACTION_TYPE",
            "CUSTOM_VARIABLE_NOT_ENABLED",
            "EXTERNAL_ATTRIBUTION_DATA_SET_FOR_NON_EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION",
            "EXTERNALLY_ATTRIBUTED_CONVERSION_ACTION_NOT_PERMITTED_WITH_BRAID");

    /** With a new token these may be gone (authentication_error.proto). */
    static final Set<String> TOKEN =
            Set.of("AUTHENTICATION_ERROR", "OAUTH_TOKEN_EXPIRED", "OAUTH_TOKEN_INVALID", "OAUTH_TOKEN_HEADER_INVALID");

    private static final Set<String> SIGN_IN =
            Set.of("authenticationError", "authorizationError", "notAllowlistedError");
    /** Of the head of a request: its version, its login-customer-id (request_error.proto, header_error.proto). */
    private static final Set<String> HEAD = Set.of("requestError", "headerError");

    private static final String VERSION_ENDED = "UNSUPPORTED_VERSION";
    private static final Set<String> LATER = Set.of("internalError", "databaseError", "quotaError");
    /** Counts as delivered only on a retry: on a first try somebody else told Google of this click. */
    private static final String CLICK_KNOWN = "CLICK_CONVERSION_ALREADY_EXISTS";

    private GoogleAdsLegacyErrors() {}

    /** The class of an error that concerns this row. */
    static UploadResult row(AnswerClassifier classifier, JsonNode error, Upload upload) {
        String code = code(error);
        String words = code + ": " + classifier.words(error, "message");
        if (isForAll(error)) {
            return forAll(classifier, error);
        }
        if (THERE_ALREADY.contains(code)
                || code.equals(CLICK_KNOWN) && upload.conversion().attempts() > 0) {
            return classifier.duplicate(code, words);
        }
        if (ACTION.contains(code)) {
            return classifier.actionRefused(
                    code, words, "Check its id under conversion-actions and its type (an import of clicks) at Google.");
        }
        return switch (code) {
            case "TOO_RECENT_EVENT", "TOO_RECENT_CONVERSION_ACTION" -> classifier.retryRow(code, words, CLICK_IS_YOUNG);
            case "TOO_RECENT_CONVERSION" -> classifier.retryRow(code, words, CONVERSION_IS_YOUNG);
            case "CONVERSION_NOT_FOUND" ->
                upload.conversion().attempts() < TRIES_TO_FIND
                        ? classifier.retryRow(code, words, CLICK_IS_YOUNG)
                        : classifier.rejected(code, words);
            default -> classifier.rejected(code, words);
        };
    }

    /** Whether an error is about us and not about a row. */
    static boolean isForAll(JsonNode error) {
        String family = family(error);
        return SIGN_IN.contains(family) || LATER.contains(family) || ACCOUNT.contains(code(error));
    }

    /** Whether an error that names no row says that no request of ours would be taken. */
    static boolean isOfTheRequest(JsonNode error) {
        return isForAll(error) || HEAD.contains(family(error));
    }

    /** Whether the account that is told is not the one whose ad was clicked. */
    static boolean isClickOfAnother(JsonNode error) {
        return CLICK_OF_ANOTHER.contains(code(error));
    }

    /** The class of an error that concerns everything. */
    static UploadResult forAll(AnswerClassifier classifier, JsonNode error) {
        String code = code(error);
        String words = code + ": " + classifier.words(error, "message");
        if (code.equals(VERSION_ENDED)) {
            return classifier.blocked("API_VERSION_ENDED", words, "This API version is switched off: set a newer one.");
        }
        if (LATER.contains(family(error))) {
            UploadResult later = classifier.retry(code, words);
            Duration delay = delay(error);
            return delay == null ? later : later.afterForAll(delay);
        }
        if (family(error).equals("notAllowlistedError")) {
            return classifier.blocked(
                    "NOT_ALLOWLISTED",
                    words,
                    "This developer token may not upload conversions any more: use the destination google-ads.");
        }
        return classifier.blocked(
                code, words, "Check the sign-in, the developer token, the account's terms and its conversion actions.");
    }

    /** {@code details.quotaErrorDetails.retryDelay}, a protobuf duration such as {@code 30s}. */
    private static @org.jspecify.annotations.Nullable Duration delay(JsonNode error) {
        String text = error.path("details")
                .path("quotaErrorDetails")
                .path("retryDelay")
                .asText("");
        return text.matches("\\d{1,9}(\\.\\d+)?s")
                ? Duration.ofSeconds(Long.parseLong(text.replaceAll("[.s].*", "")))
                : null;
    }

    private static String family(JsonNode error) {
        return error.path("errorCode").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    static String code(JsonNode error) {
        return error.path("errorCode").properties().stream()
                .map(it -> it.getValue().asText())
                .findFirst()
                .orElse("UNNAMED_ERROR");
    }
}
