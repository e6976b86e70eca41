package io.leadloop.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What TikTok checks in a request for event/track (document 1771101303285761, facts of 2026-11). */
final class TikTokRules {

    private static final Set<String> REQUEST =
            Set.of("event_source", "event_source_id", "data", "test_event_code", "partner_name");
    private static final Set<String> EVENT =
            Set.of("event", "event_time", "event_id", "user", "lead", "page", "properties", "limited_data_use", "ad");
    private static final Set<String> USER =
            Set.of("email", "phone", "external_id", "ttclid", "ttp", "ip", "user_agent", "locale");
    private static final Set<String> SOURCES = Set.of("web", "crm", "offline");
    private static final Set<String> STANDARD = Set.of(
            "Lead",
            "Purchase",
            "CompleteRegistration",
            "SubmitForm",
            "Contact",
            "Schedule",
            "Subscribe",
            "StartTrial",
            "ViewContent",
            "Download",
            "Search",
            "AddToCart",
            "InitiateCheckout");
    private static final int MOST = 1_000;
    private static final Duration OLDEST = Duration.ofDays(28);

    private final Instant now;

    TikTokRules(Instant now) {
        this.now = now;
    }

    /** The first thing that is wrong, which refuses the whole request. */
    Optional<String> check(JsonNode request) {
        String source = request.path("event_source").asText();
        if (StrictFields.unknown(request, REQUEST).isPresent() || !SOURCES.contains(source)) {
            return Optional.of("Invalid value for event_source.");
        }
        if (!request.path("event_source_id").isTextual()) {
            return Optional.of("Invalid value for event_source_id: not a valid string.");
        }
        if (request.path("data").isEmpty() || request.path("data").size() > MOST) {
            return Optional.of("Invalid batch size.");
        }
        for (JsonNode event : request.path("data")) {
            Optional<String> wrong = event(source, event);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> event(String source, JsonNode event) {
        JsonNode user = event.path("user");
        if (StrictFields.unknown(event, EVENT).isPresent()
                || StrictFields.unknown(user, USER).isPresent()) {
            return Optional.of("Unknown field.");
        }
        if (!event.path("event_id").isTextual()) {
            return Optional.of("Invalid value for event_id: not a valid string.");
        }
        Instant at = Instant.ofEpochSecond(event.path("event_time").asLong());
        if (!event.path("event_time").isIntegralNumber()
                || at.isAfter(now.plusSeconds(600))
                || at.isBefore(now.minus(OLDEST))) {
            return Optional.of("Invalid value for event_time.");
        }
        for (String field : List.of("email", "phone")) {
            if (user.has(field) && !StrictFields.isSha256(user.path(field))) {
                return Optional.of("PII is not hashed: " + field);
            }
        }
        for (JsonNode id : List.of(
                user.path("ttclid"), user.path("ttp"), event.path("lead").path("lead_id"))) {
            if (!id.isMissingNode() && !StrictFields.isIdentifier(id)) {
                return Optional.of("Invalid value for user.");
            }
        }
        return source(source, event, user);
    }

    private static Optional<String> source(String source, JsonNode event, JsonNode user) {
        boolean standard = STANDARD.contains(event.path("event").asText());
        boolean contact = user.has("email") || user.has("phone");
        return switch (source) {
            case "web" ->
                event.path("page").path("url").isTextual() && (user.has("ttclid") || contact)
                        ? Optional.empty()
                        : Optional.of("Missing page.url or user.");
            case "crm" ->
                event.path("lead").path("lead_id").isTextual() && !user.has("ttclid")
                        ? Optional.empty()
                        : Optional.of("Missing lead.lead_id.");
            default ->
                contact && standard && !user.has("ttclid") && !user.has("external_id")
                        ? Optional.empty()
                        : Optional.of("Offline events need email or phone and a standard event.");
        };
    }
}
