package io.leadloop.destination.pinterest;

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

/** The body of {@code POST /v5/ad_accounts/{account}/events} (schema ConversionEvents of OpenAPI 5.23.0). */
final class PinterestRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.EPIK);

    /** "Please use the right event_name otherwise the event wont be accepted." */
    static final Set<String> EVENT_NAMES = Set.of(
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

    private static final Set<String> PERSONAL = Set.of("click_id", "em", "ph");

    private final PinterestProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    PinterestRequest(PinterestProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode data = request.putArray("data");
        uploads.forEach(it -> data.add(event(it)));
        return request;
    }

    private ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.put("event_name", properties.eventName(upload.conversion().action()));
        event.put("action_source", properties.actionSource().wireName());
        event.put("event_time", upload.step().occurredAt().getEpochSecond());
        event.put("event_id", upload.step().dedupeKey());
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            event.put("opt_out", true);
        }
        event.set("user_data", user(upload));
        ObjectNode custom = event.putObject("custom_data");
        // Recommended "to help us deduplicate events when necessary"; offline it is all there is.
        custom.put("order_id", upload.step().dedupeKey());
        Money value = upload.conversion().value();
        if (value != null) {
            custom.put("currency", value.currency().getCurrencyCode());
            custom.put("value", value.plainAmount().toPlainString());
        }
        return event;
    }

    private ObjectNode user(Upload upload) {
        ObjectNode user = json.objectNode();
        HashedContact contact = upload.lead().contact();
        if (contact.email() != null) {
            user.putArray("em").add(contact.email());
        }
        if (contact.phoneDigits() != null) {
            user.putArray("ph").add(contact.phoneDigits());
        }
        ClickId click = upload.click();
        if (click != null) {
            user.put("click_id", click.value());
        }
        return user;
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
