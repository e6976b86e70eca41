package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What an error of Microsoft's means for us. Its name decides; where there is none, its number (the numbers are those of
 * the documents of 2021, newer names have none that is published).
 */
enum MicrosoftAdsError {
    /** This row will never be taken as it is. Every error that is not named here. */
    ROW,
    /** The conversion lies ahead of Microsoft's clock. */
    IN_FUTURE,
    /** The goal is younger than two hours. */
    NEW_GOAL,
    /** The account has to be put right. */
    CONFIGURATION,
    /** The goal has to be put right. */
    GOAL,
    SIGN_IN,
    TOO_MANY,
    /** Microsoft's own trouble. */
    LATER,
    /** Neither a name nor a number. */
    UNREADABLE;

    private static final Map<String, MicrosoftAdsError> BY_NAME = Map.ofEntries(
            Map.entry("InternalError", LATER),
            Map.entry("InvalidCredentials", SIGN_IN),
            Map.entry("UserIsNotAuthorized", SIGN_IN),
            Map.entry("AuthenticationTokenExpired", SIGN_IN),
            Map.entry("CallRateExceeded", TOO_MANY),
            Map.entry("ConcurrentRequestOverLimit", TOO_MANY),
            Map.entry("OfflineConversionNameNullOrEmpty", GOAL),
            Map.entry("OfflineConversionNameInvalid", GOAL),
            Map.entry("OfflineConversionsApplyFailed", LATER),
            Map.entry("OfflineConversionPilotNotEnabledForCustomer", CONFIGURATION),
            Map.entry("FutureConversionTimeCannotBeSet", IN_FUTURE),
            Map.entry("OfflineConversionNotAcceptedForGoal", NEW_GOAL),
            Map.entry("OfflineConversionGoalTooRecent", NEW_GOAL),
            Map.entry("NotEligibleForEnhancedConversions", GOAL),
            Map.entry("GoalNotEligibleForExternalAttribution", GOAL));

    private static final Map<Integer, MicrosoftAdsError> BY_NUMBER = Map.ofEntries(
            Map.entry(0, LATER),
            Map.entry(105, SIGN_IN),
            Map.entry(106, SIGN_IN),
            Map.entry(109, SIGN_IN),
            Map.entry(117, TOO_MANY),
            Map.entry(207, TOO_MANY),
            Map.entry(5605, GOAL),
            Map.entry(5606, GOAL),
            Map.entry(5612, LATER),
            Map.entry(5613, CONFIGURATION),
            Map.entry(5614, IN_FUTURE),
            Map.entry(5615, NEW_GOAL));

    private static final int NO_NUMBER = -1;
    private static final int FIRST_OF_CONVERSIONS = 5600;
    private static final int LAST_OF_CONVERSIONS = 5699;

    static MicrosoftAdsError of(JsonNode error) {
        int number = error.path("Code").asInt(NO_NUMBER);
        String name = error.path("ErrorCode").asText("");
        MicrosoftAdsError byName = BY_NAME.get(name);
        if (byName != null) {
            return byName;
        }
        if (name.isEmpty() && number == NO_NUMBER) {
            return UNREADABLE;
        }
        // A named error with number 0 is one without a number of its own.
        return number == 0 && !name.isEmpty() ? ROW : BY_NUMBER.getOrDefault(number, ROW);
    }

    /** Whether it is one of the errors of offline conversions (numbers 5600 to 5699), and not of the service around them. */
    static boolean isOfConversions(JsonNode error) {
        int number = error.path("Code").asInt(NO_NUMBER);
        return of(error) != ROW
                || number >= FIRST_OF_CONVERSIONS && number <= LAST_OF_CONVERSIONS
                || error.path("ErrorCode").asText("").contains("Conversion");
    }

    /** The name or, where there is none, the number. */
    static String code(JsonNode error) {
        String name = error.path("ErrorCode").asText("");
        return name.isEmpty() ? error.path("Code").asText("UNEXPECTED_ANSWER") : name;
    }
}
