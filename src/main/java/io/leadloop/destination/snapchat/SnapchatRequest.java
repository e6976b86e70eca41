package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /v3/{pixel}/events} (CapiEvent of Snap's OpenAPI "Snap Conversions API V3"). */
final class SnapchatRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.SC_CLICK_ID);
    /** Snap's own names for web and offline events (page "Parameters"). */
    static final Set<String> EVENT_NAMES = Set.of(
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

    private static final Set<String> PERSONAL = Set.of("sc_click_id", "sc_cookie1", "em", "ph");

    private final SnapchatProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    SnapchatRequest(SnapchatProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode data = request.putArray("data");
        uploads.forEach(it -> data.add(event(it)));
        return request;
    }

    /** One event. The event id makes a repetition within 48 hours count once. */
    ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.put("event_name", properties.eventName(upload.conversion().action()));
        event.put("event_time", upload.step().occurredAt().getEpochSecond());
        event.put("event_id", upload.step().dedupeKey());
        event.put("action_source", properties.actionSource());
        if (properties.eventSourceUrl() != null) {
            event.put("event_source_url", properties.eventSourceUrl());
        }
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            // Limited use: not for targeting.
            event.putArray("data_processing_options").add("LMU");
        }
        event.set("user_data", user(upload));
        Money value = upload.conversion().value();
        if (value != null) {
            event.putObject("custom_data")
                    .put("currency", value.currency().getCurrencyCode())
                    .put("value", value.plainAmount());
        }
        return event;
    }

    private ObjectNode user(Upload upload) {
        ObjectNode user = json.objectNode();
        if (upload.click() != null) {
            user.put("sc_click_id", upload.click().value());
        }
        upload.newest(ClickIdKind.SC_COOKIE1).ifPresent(it -> user.put("sc_cookie1", it.value()));
        HashedContact contact = upload.lead().contact();
        if (contact.email() != null) {
            user.putArray("em").add(contact.email());
        }
        if (contact.phoneDigits() != null) {
            user.putArray("ph").add(contact.phoneDigits());
        }
        return user;
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
