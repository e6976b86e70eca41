package io.leadloop.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What X checks in a request for conversions (Ads API 12). Identifiers and their hashes, the number of conversions and the words of
 * the errors: "Troubleshooting" of Web Conversions; fields: the reference of {@code POST measurement/conversions/:pixel_id}; an address
 * and a browser are enough together: docs.x.com, "Preparing Identifiers", 4 and 5. Length of {@code conversion_id} and times ahead are
 * not documented: ours.
 */
final class XRules {

    private static final Set<String> REQUEST = Set.of("conversions");
    private static final Set<String> CONVERSION = Set.of(
            "conversion_time",
            "event_id",
            "identifiers",
            "number_items",
            "price_currency",
            "value",
            "conversion_id",
            "description",
            "contents");
    private static final Set<String> IDENTIFIER =
            Set.of("twclid", "hashed_email", "hashed_phone_number", "ip_address", "user_agent");
    private static final Set<String> ENOUGH = Set.of("twclid", "hashed_email", "hashed_phone_number");
    private static final Pattern MONEY = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MAX_CONVERSIONS = 500;
    private static final int MAX_ID = 64;

    private final Pattern eventId;
    private final Instant now;

    XRules(String pixel, Instant now) {
        this.eventId = Pattern.compile("(tw-" + Pattern.quote(pixel) + "-)?[0-9a-z]+");
        this.now = now;
    }

    /** The first violation in any conversion, which refuses all of them. */
    Optional<String> check(JsonNode request) {
        JsonNode conversions = request.path("conversions");
        if (StrictFields.unknown(request, REQUEST).isPresent() || conversions.isEmpty()) {
            return Optional.of("conversions is required");
        }
        if (conversions.size() > MAX_CONVERSIONS) {
            return Optional.of("Conversion count limit is 500");
        }
        for (JsonNode conversion : conversions) {
            Optional<String> violation = conversion(conversion);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Optional<String> conversion(JsonNode conversion) {
        Optional<String> unknown = StrictFields.unknown(conversion, CONVERSION);
        if (unknown.isPresent()) {
            return Optional.of("Unknown parameter " + unknown.get());
        }
        if (!eventId.matcher(conversion.path("event_id").asText()).matches()) {
            return Optional.of("Event ID was not found");
        }
        if (conversion.path("conversion_id").asText().length() > MAX_ID) {
            return Optional.of("conversion_id is too long");
        }
        return time(conversion.path("conversion_time"))
                .or(() -> identifiers(conversion.path("identifiers")))
                .or(() -> money(conversion));
    }

    private Optional<String> time(JsonNode time) {
        try {
            return Instant.parse(time.asText()).isAfter(now.plusSeconds(300))
                    ? Optional.of("conversion_time is in the future")
                    : Optional.empty();
        } catch (DateTimeParseException noTime) {
            return Optional.of("conversion_time is not ISO 8601");
        }
    }

    private static Optional<String> identifiers(JsonNode identifiers) {
        boolean enough = false;
        for (JsonNode identifier : identifiers) {
            if (StrictFields.unknown(identifier, IDENTIFIER).isPresent()) {
                return Optional.of("Unknown identifier");
            }
            for (String hashed : Set.of("hashed_email", "hashed_phone_number")) {
                if (identifier.has(hashed) && !StrictFields.isSha256(identifier.path(hashed))) {
                    return Optional.of(hashed + " is not a valid SHA-256 hash");
                }
            }
            if (identifier.has("twclid") && !StrictFields.isIdentifier(identifier.path("twclid"))) {
                return Optional.of("twclid is invalid");
            }
            enough |= ENOUGH.stream().anyMatch(identifier::has)
                    || identifier.has("ip_address") && identifier.has("user_agent");
        }
        return enough ? Optional.empty() : Optional.of("At least one user identifier must be provided");
    }

    private static Optional<String> money(JsonNode conversion) {
        if (!conversion.has("value") && !conversion.has("price_currency")) {
            return Optional.empty();
        }
        boolean good = MONEY.matcher(conversion.path("value").asText()).matches()
                && CURRENCY.matcher(conversion.path("price_currency").asText()).matches();
        return good ? Optional.empty() : Optional.of("value or price_currency is invalid");
    }
}
