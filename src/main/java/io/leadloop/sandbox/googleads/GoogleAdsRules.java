package io.leadloop.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.StrictFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Google checks in a request for events:ingest (google.ads.datamanager.v1, facts of 2026-11). */
final class GoogleAdsRules {

    private static final Set<String> REQUEST =
            Set.of("destinations", "events", "consent", "validateOnly", "encoding", "encryptionInfo");
    private static final Set<String> DESTINATION =
            Set.of("reference", "operatingAccount", "loginAccount", "linkedAccount", "productDestinationId");
    private static final Set<String> EVENT = Set.of(
            "destinationReferences",
            "transactionId",
            "eventTimestamp",
            "lastUpdatedTimestamp",
            "userData",
            "consent",
            "adIdentifiers",
            "currency",
            "conversionValue",
            "conversionCount",
            "eventSource",
            "eventDeviceInfo",
            "customVariables",
            "userProperties",
            "cartData",
            "experimentalFields");
    private static final Set<String> AD_IDENTIFIERS = Set.of(
            "gclid",
            "gbraid",
            "wbraid",
            "sessionAttributes",
            "landingPageDeviceInfo",
            "mobileDeviceId",
            "dclid",
            "impressionId",
            "matchId");
    private static final Set<String> SOURCES = Set.of("WEB", "APP", "IN_STORE", "PHONE", "MESSAGE", "OTHER");
    private static final Set<String> CONSENT = Set.of("CONSENT_GRANTED", "CONSENT_DENIED");
    private static final int MAX_DESTINATIONS = 10;
    private static final int MAX_EVENTS = 2_000;
    private static final int MAX_IDENTIFIERS = 10;
    private static final Duration OLDEST = Duration.ofDays(90);

    private final Instant now;
    private final List<Violation> violations = new ArrayList<>();
    private boolean unnamed;

    record Violation(String field, String description, String reason) {}

    GoogleAdsRules(Instant now) {
        this.now = now;
    }

    List<Violation> violations() {
        return violations;
    }

    /** The request is bad and Google does not say where. */
    boolean isUnnamed() {
        return unnamed;
    }

    void check(JsonNode request, List<Faults.Fault> badRows) {
        unknown("", request, REQUEST);
        JsonNode destinations = request.path("destinations");
        check(destinations.size() >= 1, "destinations", "Required.", "REQUIRED_FIELD_MISSING");
        check(destinations.size() <= MAX_DESTINATIONS, "destinations", "Too many.", "TOO_MANY_DESTINATIONS");
        Set<String> references = new HashSet<>();
        for (int i = 0; i < destinations.size(); i++) {
            destination("destinations[" + i + "]", destinations.get(i), references);
        }
        JsonNode events = request.path("events");
        check(events.size() >= 1, "events", "Required.", "REQUIRED_FIELD_MISSING");
        check(events.size() <= MAX_EVENTS, "events", "At most 2000 events.", "TOO_MANY_EVENTS");
        for (int i = 0; i < events.size(); i++) {
            event(
                    "events[" + i + "]",
                    events.get(i),
                    references,
                    request.path("encoding").asText());
            for (Faults.Fault fault : badRows) {
                if (events.get(i).toString().contains(String.valueOf(fault.matching()))) {
                    boolean named = !Boolean.FALSE.equals(fault.namesTheRow());
                    unnamed |= !named;
                    check(!named, "events[" + i + "]", "The event is invalid.", "INVALID_EVENT");
                }
            }
        }
    }

    private void destination(String path, JsonNode destination, Set<String> references) {
        unknown(path, destination, DESTINATION);
        check(
                references.add(destination.path("reference").asText()),
                path + ".reference",
                "Not unique.",
                "DUPLICATE_DESTINATION_REFERENCE");
        JsonNode account = destination.path("operating_account").isMissingNode()
                ? destination.path("operatingAccount")
                : destination.path("operating_account");
        check(
                account.path("accountType").asText().equals("GOOGLE_ADS")
                        && account.path("accountId").asText().matches("\\d{10}"),
                path + ".operating_account",
                "Not a Google Ads account.",
                "INVALID_DESTINATION");
        check(
                destination.path("productDestinationId").asText().matches("\\d+"),
                path + ".product_destination_id",
                "Not a conversion action id.",
                "INVALID_CONVERSION_ACTION_ID");
    }

    /** error.proto, INVALID_CONVERSION_ACTION_TYPE: "The conversion action type isn't supported for uploading events". */
    void action(boolean isForUploads) {
        check(
                isForUploads,
                "destinations[0].product_destination_id",
                "The conversion action type isn't supported for uploading events.",
                "INVALID_CONVERSION_ACTION_TYPE");
    }

    private void event(String path, JsonNode event, Set<String> references, String encoding) {
        unknown(path, event, EVENT);
        for (JsonNode reference : event.path("destinationReferences")) {
            check(
                    references.contains(reference.asText()),
                    path + ".destination_references",
                    "Unknown.",
                    "INVALID_DESTINATION");
        }
        check(
                SOURCES.contains(event.path("eventSource").asText()),
                path + ".event_source",
                "Required.",
                "REQUIRED_FIELD_MISSING");
        time(path + ".event_timestamp", event.path("eventTimestamp").asText());
        JsonNode ads = event.path("adIdentifiers");
        unknown(path + ".ad_identifiers", ads, AD_IDENTIFIERS);
        for (JsonNode id : ads) {
            check(
                    !id.isTextual() || StrictFields.isGoogleClick(id),
                    path + ".ad_identifiers",
                    "No click id.",
                    "INVALID_FORMAT");
        }
        JsonNode identifiers = event.path("userData").path("userIdentifiers");
        check(
                !ads.isEmpty() || !identifiers.isEmpty(),
                path,
                "An event needs an ad identifier or user data.",
                "NO_IDENTIFIERS_PROVIDED");
        check(identifiers.size() <= MAX_IDENTIFIERS, path + ".user_data", "Too many.", "TOO_MANY_USER_IDENTIFIERS");
        for (JsonNode identifier : identifiers) {
            check(encoding.equals("HEX"), "encoding", "Required with user data.", "REQUIRED_FIELD_MISSING");
            for (String field : List.of("emailAddress", "phoneNumber")) {
                check(
                        !identifier.has(field) || StrictFields.isSha256(identifier.path(field)),
                        path + ".user_data",
                        "Not a SHA-256 hash.",
                        "INVALID_SHA256_FORMAT");
            }
        }
        money(path, event);
        for (JsonNode consent : event.path("consent")) {
            check(CONSENT.contains(consent.asText()), path + ".consent", "Unknown value.", "INVALID_ENUM_VALUE");
        }
    }

    private void money(String path, JsonNode event) {
        if (event.has("conversionValue")) {
            check(
                    event.path("conversionValue").isNumber(),
                    path + ".conversion_value",
                    "Not a number.",
                    "INVALID_FORMAT");
            check(
                    isCurrency(event.path("currency").asText()),
                    path + ".currency",
                    "Not ISO 4217.",
                    "INVALID_CURRENCY_CODE");
        }
    }

    private void time(String path, String text) {
        try {
            Instant at = OffsetDateTime.parse(text).toInstant();
            check(!at.isAfter(now.plusSeconds(60)), path, "In the future.", "EVENT_TIME_INVALID");
        } catch (DateTimeException e) {
            check(false, path, "Not RFC 3339.", "EVENT_TIME_INVALID");
        }
    }

    /** What Google finds out later and only counts: the reason, or null when the event counts. */
    @Nullable
    String notCounted(JsonNode event) {
        if (OffsetDateTime.parse(event.path("eventTimestamp").asText())
                .toInstant()
                .isBefore(now.minus(OLDEST))) {
            return "PROCESSING_ERROR_REASON_EVENT_TOO_OLD";
        }
        return switch (event.path("consent").path("adUserData").asText()) {
            case "CONSENT_GRANTED" -> null;
            case "CONSENT_DENIED" -> "PROCESSING_ERROR_REASON_DENIED_CONSENT";
            default -> "PROCESSING_ERROR_REASON_NO_CONSENT";
        };
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(it -> it.getCurrencyCode().equals(code));
    }

    private void unknown(String path, JsonNode node, Set<String> allowed) {
        StrictFields.unknown(node, allowed)
                .ifPresent(name -> violations.add(new Violation(
                        path.isEmpty() ? name : path + "." + name,
                        "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.",
                        "INVALID_ARGUMENT")));
    }

    private void check(boolean holds, String field, String description, String reason) {
        if (!holds) {
            violations.add(new Violation(field, description, reason));
        }
    }
}
