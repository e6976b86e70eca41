package io.leadloop.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Meta checks in a request for events (server event parameters, facts of 2026-11). */
final class MetaRules {

    private static final Set<String> REQUEST = Set.of("data", "test_event_code", "partner_agent", "upload_tag");
    private static final Set<String> EVENT = Set.of(
            "event_name",
            "event_time",
            "event_id",
            "action_source",
            "user_data",
            "custom_data",
            "event_source_url",
            "opt_out",
            "data_processing_options",
            "data_processing_options_country",
            "data_processing_options_state",
            "original_event_data",
            "messaging_channel");
    private static final Set<String> USER = Set.of(
            "em",
            "ph",
            "fn",
            "ln",
            "ge",
            "db",
            "ct",
            "st",
            "zp",
            "country",
            "external_id",
            "client_ip_address",
            "client_user_agent",
            "fbc",
            "fbp",
            "lead_id",
            "subscription_id",
            "fb_login_id",
            "ctwa_clid",
            "page_id",
            "whatsapp_business_account_id");
    private static final Set<String> ENOUGH = Set.of("em", "ph", "fbc", "fbp", "lead_id", "external_id", "ctwa_clid");
    private static final Set<String> SOURCES = Set.of(
            "email",
            "website",
            "app",
            "phone_call",
            "chat",
            "physical_store",
            "system_generated",
            "business_messaging",
            "other");
    private static final Pattern FBC = Pattern.compile("fb\\.[012]\\.\\d{13}\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)?");
    private static final Pattern FBP = Pattern.compile("fb\\.[012]\\.\\d{10,13}\\.\\d+(\\.[A-Za-z0-9_-]+)?");
    private static final Duration OLDEST = Duration.ofDays(7);
    private static final int MAX_EVENTS = 1_000;
    private static final int TOO_OLD = 2804003;
    private static final int MISSING_VALUE = 2804009;
    private static final int INVALID = 2804007;

    private final Instant now;

    record Violation(int subcode, String title) {}

    MetaRules(Instant now) {
        this.now = now;
    }

    /** The first violation in any event, which refuses all of them; null when there is none. */
    @Nullable
    Violation check(JsonNode request, List<Faults.Fault> badRows) {
        JsonNode data = request.path("data");
        if (StrictFields.unknown(request, REQUEST).isPresent() || data.isEmpty() || data.size() > MAX_EVENTS) {
            return new Violation(INVALID, "Invalid Request: 1 to 1000 events in data");
        }
        for (JsonNode event : data) {
            Violation violation = check(event);
            if (violation != null) {
                return violation;
            }
            for (Faults.Fault fault : badRows) {
                if (event.toString().contains(String.valueOf(fault.matching()))) {
                    return new Violation(INVALID, "Invalid Event");
                }
            }
        }
        return null;
    }

    private @Nullable Violation check(JsonNode event) {
        JsonNode user = event.path("user_data");
        if (StrictFields.unknown(event, EVENT).isPresent()
                || StrictFields.unknown(user, USER).isPresent()) {
            return new Violation(INVALID, "Unknown Parameter");
        }
        if (!event.path("event_name").isTextual() || !event.path("event_time").isIntegralNumber()) {
            return new Violation(INVALID, "Missing event_name or event_time");
        }
        Instant at = Instant.ofEpochSecond(event.path("event_time").asLong());
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plusSeconds(300))) {
            return new Violation(TOO_OLD, "Event Timestamp Too Old");
        }
        if (!SOURCES.contains(event.path("action_source").asText())) {
            return new Violation(INVALID, "Invalid action_source");
        }
        if (event.path("action_source").asText().equals("website")
                && (!event.has("event_source_url") || !user.has("client_user_agent"))) {
            return new Violation(INVALID, "Website events need event_source_url and client_user_agent");
        }
        return user(event, user);
    }

    private static @Nullable Violation user(JsonNode event, JsonNode user) {
        if (ENOUGH.stream().noneMatch(user::has)) {
            return new Violation(2804019, "Insufficient customer information");
        }
        for (String hashed : List.of("em", "ph")) {
            for (JsonNode value : user.path(hashed)) {
                if (!StrictFields.isSha256(value)) {
                    return new Violation(INVALID, hashed + " is not a SHA-256 hash");
                }
            }
        }
        if (user.has("fbc") && !FBC.matcher(user.path("fbc").asText()).matches()) {
            return new Violation(INVALID, "Invalid fbc");
        }
        if (user.has("fbp") && !FBP.matcher(user.path("fbp").asText()).matches()) {
            return new Violation(INVALID, "Invalid fbp");
        }
        boolean isMessage = event.path("action_source").asText().equals("business_messaging");
        boolean hasAccount = user.has("page_id") || user.has("whatsapp_business_account_id");
        if (isMessage != event.has("messaging_channel") || isMessage && !hasAccount) {
            return new Violation(INVALID, "Messages need messaging_channel and the page or account");
        }
        if (user.has("ctwa_clid") && !(isMessage && StrictFields.isIdentifier(user.path("ctwa_clid")))) {
            return new Violation(INVALID, "Invalid ctwa_clid");
        }
        if (user.has("lead_id")
                && !(user.path("lead_id").isIntegralNumber()
                        && user.path("lead_id").asText().matches("\\d{15,17}"))) {
            return new Violation(INVALID, "Invalid lead_id");
        }
        if (user.has("lead_id")
                && !event.path("custom_data").path("event_source").asText().equals("crm")) {
            return new Violation(INVALID, "A lead event needs event_source crm");
        }
        boolean hasValue = event.path("custom_data").path("value").isNumber()
                && event.path("custom_data").path("currency").asText().matches("[A-Z]{3}");
        return event.path("event_name").asText().equals("Purchase") && !hasValue
                ? new Violation(MISSING_VALUE, "Missing Value for Purchase Event")
                : null;
    }
}
