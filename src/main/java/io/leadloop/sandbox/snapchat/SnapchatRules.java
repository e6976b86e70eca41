package io.leadloop.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Snap checks in a request for events (pages "Using the API", "Parameters" and "Offline Events", facts of 2026-11). */
final class SnapchatRules {

    private static final Set<String> REQUEST = Set.of("data", "test_event_code");
    private static final Set<String> EVENT = Set.of(
            "event_name",
            "event_time",
            "event_id",
            "event_source_url",
            "action_source",
            "opt_out",
            "data_processing_options",
            "integration",
            "user_data",
            "custom_data",
            "app_data");
    private static final Set<String> USER = Set.of(
            "em",
            "ph",
            "fn",
            "ln",
            "ge",
            "ct",
            "st",
            "zp",
            "country",
            "external_id",
            "client_ip_address",
            "client_user_agent",
            "sc_click_id",
            "sc_cookie1",
            "lead_id",
            "madid");
    private static final Set<String> CUSTOM = Set.of(
            "currency",
            "value",
            "order_id",
            "num_items",
            "content_ids",
            "content_category",
            "brands",
            "search_string",
            "sign_up_method");
    private static final Set<String> NAMES = Set.of(
            "PURCHASE",
            "SAVE",
            "START_CHECKOUT",
            "ADD_CART",
            "VIEW_CONTENT",
            "ADD_BILLING",
            "SIGN_UP",
            "SEARCH",
            "PAGE_VIEW",
            "SUBSCRIBE",
            "AD_CLICK",
            "AD_VIEW",
            "COMPLETE_TUTORIAL",
            "LEVEL_COMPLETE",
            "INVITE",
            "LOGIN",
            "SHARE",
            "RESERVE",
            "ACHIEVEMENT_UNLOCKED",
            "ADD_TO_WISHLIST",
            "SPEND_CREDITS",
            "RATE",
            "START_TRIAL",
            "LIST_VIEW",
            "CUSTOM_EVENT_1",
            "CUSTOM_EVENT_2",
            "CUSTOM_EVENT_3",
            "CUSTOM_EVENT_4",
            "CUSTOM_EVENT_5");
    private static final Set<String> SOURCES =
            Set.of("WEB", "MOBILE_APP", "OFFLINE", "website", "app", "physical_store", "phone_call", "email", "chat");
    private static final Duration OLDEST = Duration.ofDays(37);
    private static final int MAX_EVENTS = 2_000;
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private final Instant now;

    SnapchatRules(Instant now) {
        this.now = now;
    }

    /** The first violation in any event, which refuses all of them. */
    Optional<String> check(JsonNode request) {
        JsonNode data = request.path("data");
        if (StrictFields.unknown(request, REQUEST).isPresent() || data.isEmpty() || data.size() > MAX_EVENTS) {
            return Optional.of("1 to 2000 events in data");
        }
        for (JsonNode event : data) {
            Optional<String> violation = event(event);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Optional<String> event(JsonNode event) {
        Optional<String> unknown = StrictFields.unknown(event, EVENT)
                .or(() -> StrictFields.unknown(event.path("user_data"), USER))
                .or(() -> StrictFields.unknown(event.path("custom_data"), CUSTOM));
        if (unknown.isPresent()) {
            return Optional.of("Unknown parameter " + unknown.get());
        }
        if (!NAMES.contains(event.path("event_name").asText())) {
            return Optional.of("Invalid event_name");
        }
        String source = event.path("action_source").asText();
        if (!SOURCES.contains(source)) {
            return Optional.of("Invalid action_source");
        }
        if ((source.equals("WEB") || source.equals("website")) && !event.has("event_source_url")) {
            return Optional.of("Missing event_source_url");
        }
        for (JsonNode option : event.path("data_processing_options")) {
            if (!option.asText().equals("LMU")) {
                return Optional.of("Invalid data_processing_options");
            }
        }
        return time(event.path("event_time"))
                .or(() -> user(event.path("user_data")))
                .or(() -> money(event));
    }

    private Optional<String> time(JsonNode time) {
        if (!time.isIntegralNumber()) {
            return Optional.of("event_time is no number");
        }
        Instant at = time.asLong() < FIRST_MILLISECONDS
                ? Instant.ofEpochSecond(time.asLong())
                : Instant.ofEpochMilli(time.asLong());
        return at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plusSeconds(300))
                ? Optional.of("Timestamp invalid or out of range")
                : Optional.empty();
    }

    private static Optional<String> user(JsonNode user) {
        boolean browser = user.has("client_ip_address") && user.has("client_user_agent");
        if (!user.has("em") && !user.has("ph") && !user.has("madid") && !browser) {
            return Optional.of("Insufficient PII");
        }
        for (String hashed : List.of("em", "ph")) {
            for (JsonNode value : user.path(hashed)) {
                if (!StrictFields.isSha256(value)) {
                    return Optional.of("Unhashed PII");
                }
            }
        }
        return user.has("sc_click_id") && !StrictFields.isIdentifier(user.path("sc_click_id"))
                ? Optional.of("Invalid sc_click_id")
                : Optional.empty();
    }

    private static Optional<String> money(JsonNode event) {
        JsonNode custom = event.path("custom_data");
        boolean complete = custom.path("value").isNumber()
                && custom.path("currency").asText().matches("[A-Z]{3}");
        boolean needed =
                event.path("event_name").asText().equals("PURCHASE") || custom.has("value") || custom.has("currency");
        return needed && !complete ? Optional.of("Missing price and/or currency") : Optional.empty();
    }
}
