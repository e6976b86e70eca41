package io.leadloop.sandbox.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What OpenAI checks in a request for events (developers.openai.com/ads of 2026-09; facts/meta-tiktok-openai.md 3.2: each field of
 * its tables). */
final class OpenAiAdsRules {

    private static final Set<String> REQUEST = Set.of("validate_only", "integration_source", "events");
    private static final Set<String> EVENT = Set.of(
            "id",
            "type",
            "timestamp_ms",
            "custom_event_name",
            "oppref",
            "action_source",
            "source_url",
            "opt_out",
            "data",
            "user");
    private static final Set<String> USER = Set.of(
            "emails_sha256",
            "phone_numbers_sha256",
            "external_ids_sha256",
            "first_names_sha256",
            "last_names_sha256",
            "countries",
            "cities",
            "regions",
            "postal_codes",
            "obref",
            "ip_address",
            "user_agent",
            "android_advertising_id");
    private static final Set<String> SOURCES =
            Set.of("web", "mobile_app", "offline", "physical_store", "phone_call", "email", "other");
    private static final Set<String> ACTIONS =
            Set.of("lead_created", "registration_completed", "appointment_scheduled", "app_installed", "app_opened");
    private static final Set<String> CONTENTS =
            Set.of("page_viewed", "contents_viewed", "items_added", "checkout_started", "order_created");
    private static final int MOST = 1_000;

    private final Instant now;

    OpenAiAdsRules(Instant now) {
        this.now = now;
    }

    /** The first thing that is wrong, which refuses the whole request. */
    Optional<String> check(JsonNode request) {
        JsonNode events = request.path("events");
        if (StrictFields.unknown(request, REQUEST).isPresent() || events.isEmpty() || events.size() > MOST) {
            return Optional.of("Between 1 and 1000 events are needed");
        }
        if (!request.path("integration_source").asText("a").matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            return Optional.of("integration_source is invalid");
        }
        for (JsonNode event : events) {
            Optional<String> wrong = event(event);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> event(JsonNode event) {
        JsonNode user = event.path("user");
        if (StrictFields.unknown(event, EVENT).isPresent()
                || StrictFields.unknown(user, USER).isPresent()) {
            return Optional.of("Unknown parameter");
        }
        Instant at = Instant.ofEpochMilli(event.path("timestamp_ms").asLong());
        if (!event.path("timestamp_ms").isIntegralNumber()
                || at.isBefore(now.minus(Duration.ofDays(7)))
                || at.isAfter(now.plus(Duration.ofMinutes(10)))) {
            return Optional.of("timestamp_ms is outside of the window");
        }
        if (!event.path("id").isTextual()
                || !SOURCES.contains(event.path("action_source").asText())) {
            return Optional.of("id or action_source is missing");
        }
        if (event.path("action_source").asText().equals("web") && !event.has("source_url")) {
            return Optional.of("source_url is missing");
        }
        if (event.has("oppref") && !StrictFields.isIdentifier(event.path("oppref"))) {
            return Optional.of("oppref is invalid");
        }
        for (String list : List.of("emails_sha256", "phone_numbers_sha256")) {
            for (JsonNode hash : user.path(list)) {
                if (!StrictFields.isSha256(hash)) {
                    return Optional.of(list + " is not a SHA-256 hash");
                }
            }
        }
        return data(event);
    }

    private static Optional<String> data(JsonNode event) {
        String type = event.path("type").asText();
        String wanted = ACTIONS.contains(type) ? "customer_action" : CONTENTS.contains(type) ? "contents" : "custom";
        if (type.equals("subscription_created") || type.equals("trial_started")) {
            wanted = "plan_enrollment";
        }
        boolean custom = type.equals("custom");
        JsonNode data = event.path("data");
        boolean fits = data.path("type").asText().equals(wanted) && custom == event.has("custom_event_name");
        boolean money = !data.has("amount") || data.path("amount").isIntegralNumber() && data.has("currency");
        return fits && money ? Optional.empty() : Optional.of("data does not fit the type");
    }
}
