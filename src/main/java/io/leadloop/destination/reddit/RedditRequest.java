package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /api/v3/pixels/{pixel}/conversion_events} (Ads API, "Post Conversion Events"). */
final class RedditRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.RDT_CID);
    static final Set<String> PERSONAL = Set.of("click_id", "uuid", "email", "phone_number");
    static final String CUSTOM = "CUSTOM";

    static final Set<String> TRACKING_TYPES = Set.of(
            "PAGE_VISIT", "VIEW_CONTENT", "SEARCH", "ADD_TO_CART", "ADD_TO_WISHLIST", "PURCHASE", "LEAD", "SIGN_UP");

    private final RedditProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    RedditRequest(RedditProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ObjectNode data = request.putObject("data");
        if (properties.testId() != null) {
            data.put("test_id", properties.testId());
        }
        ArrayNode events = data.putArray("events");
        uploads.forEach(it -> events.add(event(it)));
        return request;
    }

    private ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.put("event_at", upload.step().occurredAt().toEpochMilli());
        event.put("action_source", properties.actionSource().name());
        event.set("type", type(properties.eventName(upload.conversion().action())));
        ClickId click = upload.click();
        if (click != null) {
            event.put("click_id", click.value());
        }
        ObjectNode user = user(upload);
        if (!user.isEmpty()) {
            event.set("user", user);
        }
        ObjectNode metadata = event.putObject("metadata");
        metadata.put("conversion_id", upload.step().dedupeKey());
        Money value = upload.conversion().value();
        if (value != null) {
            metadata.put("currency", value.currency().getCurrencyCode());
            metadata.put("value", value.plainAmount());
        }
        return event;
    }

    private ObjectNode type(String name) {
        return TRACKING_TYPES.contains(name)
                ? json.objectNode().put("tracking_type", name)
                : json.objectNode().put("tracking_type", CUSTOM).put("custom_event_name", name);
    }

    private ObjectNode user(Upload upload) {
        ObjectNode user = json.objectNode();
        HashedContact contact = upload.lead().contact();
        // Of leads of before this form was kept, only the nearest other one is there.
        String email = contact.emailLetters() != null ? contact.emailLetters() : contact.emailAllStripped();
        if (email != null) {
            user.put("email", email);
        }
        if (contact.phoneE164() != null) {
            user.put("phone_number", contact.phoneE164());
        }
        upload.newest(ClickIdKind.RDT_UUID).ifPresent(it -> user.put("uuid", it.value()));
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            // Limited data use: measured, not used to choose ads.
            user.putObject("data_processing_options").putArray("modes").add("LDU");
        }
        return user;
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
