package io.leadloop.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Pinterest checks in a request for events (OpenAPI 5.13.0). What breaks the schema refuses the request, what is
 * wrong within it fails the event. The age limit is not published; the fake takes seven days.
 */
final class PinterestRules {

    private static final Set<String> REQUEST = Set.of("data");
    private static final Set<String> EVENT = Set.of(
            "event_name",
            "action_source",
            "event_time",
            "event_id",
            "event_source_url",
            "opt_out",
            "partner_name",
            "user_data",
            "custom_data",
            "app_id",
            "app_name",
            "app_version",
            "device_brand",
            "device_carrier",
            "device_model",
            "device_type",
            "os_version",
            "wifi",
            "language");
    private static final Set<String> CUSTOM = Set.of(
            "currency",
            "value",
            "content_ids",
            "content_name",
            "content_category",
            "content_brand",
            "contents",
            "num_items",
            "order_id",
            "search_string",
            "opt_out_type",
            "predicted_ltv",
            "np");
    private static final List<String> HASHED =
            List.of("em", "hashed_maids", "ph", "ge", "db", "ln", "fn", "ct", "st", "zp", "country", "external_id");
    private static final Set<String> NAMES = Set.of(
            "add_payment_info",
            "add_to_cart",
            "add_to_wishlist",
            "app_install",
            "checkout",
            "custom",
            "initiate_checkout",
            "lead",
            "page_visit",
            "search",
            "signup",
            "subscribe",
            "view_category",
            "view_content",
            "watch_video");
    private static final Set<String> SOURCES = Set.of("app_android", "app_ios", "web", "offline");
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int MAX_EVENTS = 1_000;

    private final Instant now;

    PinterestRules(Instant now) {
        this.now = now;
    }

    /** Whether the request has the form that the schema asks for. */
    boolean isRequest(JsonNode request) {
        JsonNode data = request.path("data");
        if (StrictFields.unknown(request, REQUEST).isPresent() || data.isEmpty() || data.size() > MAX_EVENTS) {
            return false;
        }
        for (JsonNode event : data) {
            if (!isEvent(event)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEvent(JsonNode event) {
        JsonNode custom = event.path("custom_data");
        boolean fieldsAreKnown = StrictFields.unknown(event, EVENT).isEmpty()
                && StrictFields.unknown(custom, CUSTOM).isEmpty();
        boolean required = event.path("event_name").isTextual()
                && event.path("action_source").isTextual()
                && event.path("event_time").isIntegralNumber()
                && event.path("event_id").isTextual();
        boolean types = (!custom.has("value") || custom.path("value").isTextual())
                && (!event.has("opt_out") || event.path("opt_out").isBoolean());
        return fieldsAreKnown && required && types && isUser(event.path("user_data"));
    }

    /** Mail, or a device's id, or address and agent together; a click id or a phone is not enough. */
    private static boolean isUser(JsonNode user) {
        boolean lists =
                HASHED.stream().allMatch(it -> !user.has(it) || user.path(it).isArray());
        boolean browser = user.has("client_ip_address") && user.has("client_user_agent");
        return lists
                && (!user.path("em").isEmpty() || !user.path("hashed_maids").isEmpty() || browser);
    }

    /** Why an event of the right form fails. */
    Optional<String> failure(JsonNode event) {
        if (!NAMES.contains(event.path("event_name").asText())) {
            return Optional.of("Event name is not supported.");
        }
        if (!SOURCES.contains(event.path("action_source").asText())) {
            return Optional.of("Action source is not supported.");
        }
        Instant at = Instant.ofEpochSecond(event.path("event_time").asLong());
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(AHEAD))) {
            return Optional.of("Event time is invalid.");
        }
        for (String field : HASHED) {
            for (JsonNode value : event.path("user_data").path(field)) {
                if (!StrictFields.isSha256(value)) {
                    return Optional.of("'" + field + "' is not hashed with SHA-256.");
                }
            }
        }
        JsonNode click = event.path("user_data").path("click_id");
        if (!click.isMissingNode() && !StrictFields.isIdentifier(click)) {
            return Optional.of("'click_id' is invalid.");
        }
        JsonNode custom = event.path("custom_data");
        boolean money = custom.path("value").asText().matches("\\d+(\\.\\d+)?")
                && custom.path("currency").asText().matches("[A-Z]{3}");
        return custom.has("value") && !money ? Optional.of("Value or currency is invalid.") : Optional.empty();
    }
}
