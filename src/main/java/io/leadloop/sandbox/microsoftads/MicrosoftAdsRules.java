package io.leadloop.sandbox.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Microsoft checks in a row of Apply (OfflineConversion and OfflineConversionAdjustment, facts of 2026-11). Goals
 * whose name contains "enhanced" are the ones for enhanced conversions.
 */
final class MicrosoftAdsRules {

    private static final Set<String> IDENTITY =
            Set.of("ConversionName", "ConversionTime", "MicrosoftClickId", "HashedEmailAddress", "HashedPhoneNumber");
    private static final Set<String> CONVERSION = Set.of(
            "ConversionValue", "ConversionCurrencyCode", "ExternalAttributionCredit", "ExternalAttributionModel");
    private static final Set<String> ADJUSTMENT =
            Set.of("AdjustmentType", "AdjustmentTime", "AdjustmentValue", "AdjustmentCurrencyCode");
    private static final Pattern UTC = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Pattern CLICK =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Duration OLDEST = Duration.ofDays(90);
    private static final int LONGEST_NAME = 100;

    private final Instant now;

    /** An error as Microsoft numbers and names it; number 0 where the documents give none. */
    record Error(int number, String name) {}

    MicrosoftAdsRules(Instant now) {
        this.now = now;
    }

    /** What makes the request unreadable as a whole: a field that nobody knows, a time in another form. */
    static boolean isReadable(JsonNode row, boolean adjustment) {
        Set<String> own = adjustment ? ADJUSTMENT : CONVERSION;
        for (String name : (Iterable<String>) row::fieldNames) {
            if (!IDENTITY.contains(name) && !own.contains(name)) {
                return false;
            }
        }
        return List.of("ConversionTime", "AdjustmentTime").stream()
                .allMatch(it -> !row.has(it) || time(row.path(it)) != null);
    }

    private static @Nullable Instant time(JsonNode value) {
        if (!value.isTextual() || !UTC.matcher(value.asText()).matches()) {
            return null;
        }
        try {
            return Instant.parse(value.asText());
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    /** What is wrong with a readable row; null when nothing is. */
    @Nullable
    Error check(JsonNode row, boolean adjustment) {
        Error identity = identity(row);
        if (identity != null) {
            return identity;
        }
        return adjustment ? adjustment(row) : value(row, "ConversionValue", "ConversionCurrencyCode");
    }

    private @Nullable Error identity(JsonNode row) {
        String goal = row.path("ConversionName").asText("");
        if (goal.isBlank()) {
            return new Error(5605, "OfflineConversionNameNullOrEmpty");
        }
        if (goal.length() > LONGEST_NAME) {
            return new Error(5606, "OfflineConversionNameInvalid");
        }
        Instant at = time(row.path("ConversionTime"));
        if (at == null) {
            return new Error(5608, "OfflineConversionTimeNullOrEmpty");
        }
        if (at.isAfter(now)) {
            return new Error(5614, "FutureConversionTimeCannotBeSet");
        }
        if (at.isBefore(now.minus(OLDEST))) {
            return new Error(5609, "OfflineConversionTimeOutOfWindow");
        }
        return identifiers(row, goal);
    }

    private static @Nullable Error identifiers(JsonNode row, String goal) {
        boolean hashed = row.has("HashedEmailAddress") || row.has("HashedPhoneNumber");
        if (!row.has("MicrosoftClickId") && !hashed) {
            return new Error(5603, "OfflineConversionMicrosoftClickIdNullOrEmpty");
        }
        if (row.has("MicrosoftClickId")
                && !CLICK.matcher(row.path("MicrosoftClickId").asText()).matches()) {
            return new Error(5604, "OfflineConversionMicrosoftClickIdInvalid");
        }
        if (hashed && !goal.toLowerCase(Locale.ROOT).contains("enhanced")) {
            return new Error(0, "NotEligibleForEnhancedConversions");
        }
        if (row.has("HashedEmailAddress") && !StrictFields.isSha256(row.path("HashedEmailAddress"))) {
            return new Error(0, "ConversionEmailAddressIsNotHashed");
        }
        if (row.has("HashedPhoneNumber") && !StrictFields.isSha256(row.path("HashedPhoneNumber"))) {
            return new Error(0, "ConversionPhoneNumberIsNotHashed");
        }
        return null;
    }

    private static @Nullable Error value(JsonNode row, String amount, String currency) {
        if (row.has(amount) && !(row.path(amount).isNumber() && row.path(amount).asDouble() >= 0)) {
            return new Error(5610, "OfflineConversionValueInvalid");
        }
        return row.has(currency) && !row.path(currency).asText().matches("[A-Z]{3}")
                ? new Error(5611, "OfflineConversionCurrencyCodeInvalid")
                : null;
    }

    private @Nullable Error adjustment(JsonNode row) {
        String type = row.path("AdjustmentType").asText();
        if (!type.equals("Restate") && !type.equals("Retract")) {
            return new Error(5618, "InvalidAdjustmentType");
        }
        Instant adjusted = time(row.path("AdjustmentTime"));
        Instant converted = time(row.path("ConversionTime"));
        if (adjusted == null || converted == null || adjusted.isAfter(now) || adjusted.isBefore(converted)) {
            return new Error(0, "AdjustmentTimeInvalid");
        }
        if (type.equals("Retract")) {
            return row.has("AdjustmentValue") || row.has("AdjustmentCurrencyCode")
                    ? new Error(0, "AdjustmentValueNotExpected")
                    : null;
        }
        return row.has("AdjustmentValue")
                ? value(row, "AdjustmentValue", "AdjustmentCurrencyCode")
                : new Error(0, "AdjustmentValueRequired");
    }
}
