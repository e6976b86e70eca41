package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The body of {@code POST /v1/events}. */
final class OpenAiAdsRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.OPPREF);
    private static final Set<String> PERSONAL =
            Set.of("oppref", "obref", "email_sha256", "emails_sha256", "phone_numbers_sha256");
    private static final String CUSTOM = "custom";
    /** Event types with the {@code data.type} that each wants ("Supported events"). */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("page_viewed", "contents"),
            Map.entry("contents_viewed", "contents"),
            Map.entry("items_added", "contents"),
            Map.entry("checkout_started", "contents"),
            Map.entry("order_created", "contents"),
            Map.entry("lead_created", "customer_action"),
            Map.entry("registration_completed", "customer_action"),
            Map.entry("appointment_scheduled", "customer_action"),
            Map.entry("subscription_created", "plan_enrollment"),
            Map.entry("trial_started", "plan_enrollment"));

    private final OpenAiAdsProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    OpenAiAdsRequest(OpenAiAdsProperties properties) {
        this.properties = properties;
    }

    /** Whether the name is an event type or may be a custom event's: 1 to 64 characters, letters or digits at its ends. */
    static boolean isEvent(String name) {
        return TYPES.containsKey(name) || name.matches("[A-Za-z0-9]([A-Za-z0-9_-]{0,62}[A-Za-z0-9])?");
    }

    ObjectNode of(List<Upload> uploads, boolean validateOnly) {
        ObjectNode request = json.objectNode();
        request.put("validate_only", validateOnly);
        request.put("integration_source", properties.integrationSource());
        ArrayNode events = request.putArray("events");
        uploads.forEach(it -> events.add(event(it)));
        return request;
    }

    ObjectNode event(Upload upload) {
        String action = upload.conversion().action();
        String name = properties.conversionActions().getOrDefault(action, action);
        String dataType = TYPES.getOrDefault(name, CUSTOM);
        ObjectNode event = json.objectNode();
        event.put("id", upload.step().dedupeKey());
        event.put("type", TYPES.containsKey(name) ? name : CUSTOM);
        if (dataType.equals(CUSTOM)) {
            event.put("custom_event_name", name);
        }
        event.put("timestamp_ms", upload.step().occurredAt().toEpochMilli());
        event.put("action_source", properties.actionSource());
        if (properties.sourceUrl() != null) {
            event.put("source_url", properties.sourceUrl().toString());
        }
        if (upload.click() != null) {
            event.put("oppref", upload.click().value());
        }
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            event.put("opt_out", true);
        }
        ObjectNode data = event.putObject("data").put("type", dataType);
        Money value = upload.conversion().value();
        if (value != null) {
            data.put("amount", minorUnits(value))
                    .put("currency", value.currency().getCurrencyCode());
        }
        ObjectNode user = user(upload);
        if (!user.isEmpty()) {
            event.set("user", user);
        }
        return event;
    }

    private ObjectNode user(Upload upload) {
        HashedContact contact = upload.lead().contact();
        ObjectNode user = json.objectNode();
        boolean june = properties.userSchema() == OpenAiAdsProperties.UserSchema.JUNE;
        if (contact.email() != null && june) {
            user.put("email_sha256", contact.email());
        } else if (contact.email() != null) {
            user.putArray("emails_sha256").add(contact.email());
        }
        if (contact.phoneDigits() != null && !june) {
            user.putArray("phone_numbers_sha256").add(contact.phoneDigits());
        }
        if (!june) {
            upload.newest(ClickIdKind.OBREF).ifPresent(it -> user.put("obref", it.value()));
        }
        return user;
    }

    /** 125000.50 EUR is 12500050, 5000 JPY is 5000, 1.234 KWD is 1234. */
    static long minorUnits(Money money) {
        return money.amount()
                .movePointRight(money.currency().getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
