package io.leadloop.sandbox.googleadslegacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Google checks in uploads and adjustments (google.ads.googleads.v25.services, facts of 2026-11). */
final class GoogleAdsLegacyRules {

    private static final Set<String> REQUEST =
            Set.of("conversions", "conversionAdjustments", "partialFailure", "validateOnly", "jobId");
    private static final Set<String> CONVERSION = Set.of(
            "gclid",
            "gbraid",
            "wbraid",
            "conversionAction",
            "conversionDateTime",
            "conversionValue",
            "currencyCode",
            "orderId",
            "userIdentifiers",
            "conversionEnvironment",
            "consent");
    private static final Set<String> ADJUSTMENT =
            Set.of("conversionAction", "adjustmentType", "adjustmentDateTime", "orderId", "restatementValue");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx");
    private static final int MOST = 2_000;
    private static final Duration OLDEST = Duration.ofDays(90);

    private final Instant now;

    GoogleAdsLegacyRules(Instant now) {
        this.now = now;
    }

    /** What refuses the request as a whole. */
    Optional<String> whole(String field, JsonNode request) {
        if (StrictFields.unknown(request, REQUEST).isPresent()) {
            return Optional.of("UNKNOWN");
        }
        if (!request.path("partialFailure").asBoolean()) {
            return Optional.of("PARTIAL_FAILURE_MODE_REQUIRED");
        }
        return request.path(field).size() > MOST ? Optional.of("TOO_MANY_CONVERSIONS_IN_REQUEST") : Optional.empty();
    }

    /** What refuses a row. */
    Optional<String> row(String field, JsonNode row) {
        return field.equals("conversions") ? conversion(row) : adjustment(row);
    }

    private Optional<String> conversion(JsonNode row) {
        long clicks = Stream.of("gclid", "gbraid", "wbraid").filter(row::has).count();
        if (StrictFields.unknown(row, CONVERSION).isPresent() || !hasAction(row)) {
            return Optional.of("INVALID_CONVERSION_ACTION");
        }
        if (clicks > 1) {
            return Optional.of("GBRAID_WBRAID_BOTH_SET");
        }
        for (String click : List.of("gclid", "gbraid", "wbraid")) {
            if (row.has(click) && !StrictFields.isGoogleClick(row.path(click))) {
                return Optional.of("UNPARSEABLE_" + click.toUpperCase(java.util.Locale.ROOT));
            }
        }
        if (clicks == 0 && row.path("userIdentifiers").isEmpty()) {
            return Optional.of("INVALID_USER_IDENTIFIER");
        }
        for (JsonNode identifier : row.path("userIdentifiers")) {
            if (identifier.size() != 1
                    || !List.of("hashedEmail", "hashedPhoneNumber")
                            .contains(identifier.fieldNames().next())
                    || !StrictFields.isSha256(identifier.elements().next())) {
                return Optional.of("UNSUPPORTED_USER_IDENTIFIER");
            }
        }
        Optional<Instant> at = time(row.path("conversionDateTime").asText());
        if (at.isEmpty()) {
            return Optional.of("INVALID_STRING_DATE_TIME_SECONDS_WITH_OFFSET");
        }
        return at.get().isBefore(now.minus(OLDEST)) ? Optional.of("EXPIRED_EVENT") : Optional.empty();
    }

    private static Optional<String> adjustment(JsonNode row) {
        boolean restates = row.path("adjustmentType").asText().equals("RESTATEMENT");
        boolean known = restates || row.path("adjustmentType").asText().equals("RETRACTION");
        if (StrictFields.unknown(row, ADJUSTMENT).isPresent() || !known || !hasAction(row)) {
            return Optional.of("INVALID_CONVERSION_ACTION");
        }
        return restates == row.path("restatementValue").path("adjustedValue").isNumber()
                ? Optional.empty()
                : Optional.of("MISSING_RESTATEMENT_VALUE");
    }

    private static boolean hasAction(JsonNode row) {
        return row.path("conversionAction").asText().matches("customers/\\d{10}/conversionActions/\\d+")
                && row.path("orderId").asText().length() <= 64;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
