package io.leadloop.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Reddit checks in a request for conversion events (Ads API v3, facts/meta-tiktok-openai.md 4: fields, action sources, event types,
 * 1,000 events, seven days, times in milliseconds; unknown fields and a missing or unknown action source in the words of public
 * reports). Stricter than Reddit in three places: it also takes mail and phone in the clear, its OpenAPI calls
 * {@code conversion_id} optional, and how far ahead a time may lie is not documented.
 */
final class RedditRules {

    private static final Set<String> REQUEST = Set.of("data");
    private static final Set<String> DATA = Set.of("partner", "test_id", "events");
    private static final Set<String> EVENT =
            Set.of("event_at", "action_source", "type", "click_id", "event_source_url", "user", "metadata");
    private static final Set<String> TYPE = Set.of("tracking_type", "custom_event_name");
    private static final Set<String> USER = Set.of(
            "email",
            "phone_number",
            "external_id",
            "ip_address",
            "user_agent",
            "idfa",
            "aaid",
            "uuid",
            "screen_dimensions",
            "data_processing_options");
    private static final Set<String> PRIVACY = Set.of("country", "region", "modes");
    private static final Set<String> METADATA = Set.of("conversion_id", "currency", "value", "item_count", "products");
    private static final Set<String> MATCH_KEYS =
            Set.of("email", "phone_number", "external_id", "ip_address", "idfa", "aaid", "uuid");
    private static final Set<String> SOURCES = Set.of("WEBSITE", "APP", "PHYSICAL_STORE", "OTHER");
    private static final Set<String> TRACKING_TYPES = Set.of(
            "PAGE_VISIT",
            "VIEW_CONTENT",
            "SEARCH",
            "ADD_TO_CART",
            "ADD_TO_WISHLIST",
            "PURCHASE",
            "LEAD",
            "SIGN_UP",
            "CUSTOM");
    private static final Duration OLDEST = Duration.ofHours(168);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int MAX_EVENTS = 1_000;

    private final Instant now;

    RedditRules(Instant now) {
        this.now = now;
    }

    /** What is wrong with the request as a whole. */
    Optional<String> refusal(JsonNode request) {
        JsonNode data = request.path("data");
        Stream<Optional<String>> unknown = Stream.of(unknown(request, REQUEST), unknown(data, DATA));
        Optional<String> first = unknown.flatMap(Optional::stream).findFirst();
        if (first.isPresent()) {
            return first;
        }
        JsonNode events = data.path("events");
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            return Optional.of("events must hold 1 to 1000 conversion events");
        }
        for (JsonNode event : events) {
            Optional<String> field = Stream.of(
                            unknown(event, EVENT),
                            unknown(event.path("type"), TYPE),
                            unknown(event.path("user"), USER),
                            unknown(event.path("user").path("data_processing_options"), PRIVACY),
                            unknown(event.path("metadata"), METADATA))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (field.isPresent()) {
                return field;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unknown(JsonNode node, Set<String> allowed) {
        return StrictFields.unknown(node, allowed).map(it -> "JSON error \"unknown field\" on field \"" + it + "\"");
    }

    /** What is wrong with one event. */
    Optional<String> invalid(JsonNode event) {
        if (!event.path("event_at").isIntegralNumber()) {
            return Optional.of("missing event_at");
        }
        Instant at = Instant.ofEpochMilli(event.path("event_at").asLong());
        if (!at.isAfter(now.minus(OLDEST))) {
            return Optional.of("event_at timestamp must be less than 168h0m0s old");
        }
        if (at.isAfter(now.plus(AHEAD))) {
            return Optional.of("event_at timestamp must not be in the future");
        }
        if (!event.has("action_source")) {
            return Optional.of("missing action_source");
        }
        if (!SOURCES.contains(event.path("action_source").asText())) {
            return Optional.of(
                    "invalid action_source: " + event.path("action_source").asText());
        }
        String type = event.path("type").path("tracking_type").asText();
        String name = event.path("type").path("custom_event_name").asText("");
        if (!TRACKING_TYPES.contains(type) || type.equals("CUSTOM") == name.isBlank()) {
            return Optional.of("invalid tracking_type or custom_event_name");
        }
        return user(event).or(() -> metadata(event.path("metadata")));
    }

    private static Optional<String> user(JsonNode event) {
        JsonNode user = event.path("user");
        if (event.path("click_id").asText("").isEmpty() && MATCH_KEYS.stream().noneMatch(user::has)) {
            return Optional.of("at least one match key is required");
        }
        if (event.has("click_id") && !StrictFields.isIdentifier(event.path("click_id"))) {
            return Optional.of("invalid click_id");
        }
        for (String field : List.of("email", "phone_number")) {
            if (user.has(field) && !StrictFields.isSha256(user.path(field))) {
                return Optional.of("invalid " + field);
            }
        }
        for (JsonNode mode : user.path("data_processing_options").path("modes")) {
            if (!mode.asText().equals("LDU")) {
                return Optional.of("invalid data_processing_options");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> metadata(JsonNode metadata) {
        if (metadata.path("conversion_id").asText("").isBlank()) {
            return Optional.of("missing conversion_id");
        }
        boolean money = metadata.path("value").isNumber()
                && metadata.path("value").asDouble() >= 0
                && metadata.path("currency").asText().matches("[A-Z]{3}");
        return metadata.has("value") && !money ? Optional.of("invalid value or currency") : Optional.empty();
    }
}
