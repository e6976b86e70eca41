package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of {@code POST /{version}/{dataset}/events} (server event parameters, "Updated Feb 12 2026"). */
final class MetaRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.META_LEAD_ID, ClickIdKind.FBC, ClickIdKind.FBCLID);
    private static final Set<String> PERSONAL = Set.of("fbc", "fbp", "lead_id", "em", "ph");

    private final MetaProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    MetaRequest(MetaProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode data = request.putArray("data");
        uploads.forEach(it -> data.add(event(it)));
        if (properties.testEventCode() != null) {
            request.put("test_event_code", properties.testEventCode());
        }
        return request;
    }

    /** One event. The event id makes a repetition within 48 hours count once. */
    ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.put("event_name", upload.conversion().action());
        event.put("event_time", upload.conversion().occurredAt().getEpochSecond());
        event.put("event_id", upload.conversion().dedupeKey());
        // A change in a CRM happens without the person's browser; "website" would demand its address and agent.
        event.put("action_source", "system_generated");
        ObjectNode user = event.putObject("user_data");
        ObjectNode custom = json.objectNode();
        Optional<ClickId> lead = upload.newest(ClickIdKind.META_LEAD_ID);
        if (lead.isPresent()) {
            user.put("lead_id", Long.parseLong(lead.get().value()));
            custom.put("event_source", "crm");
            custom.put("lead_event_source", properties.leadEventSource());
        } else {
            fbc(upload).ifPresent(fbc -> user.put("fbc", fbc));
            upload.newest(ClickIdKind.FBP).ifPresent(fbp -> user.put("fbp", fbp.value()));
        }
        if (upload.lead().contact().email() != null) {
            user.putArray("em").add(upload.lead().contact().email());
        }
        if (upload.lead().contact().phoneDigits() != null) {
            user.putArray("ph").add(upload.lead().contact().phoneDigits());
        }
        if (upload.conversion().value() != null) {
            custom.put("currency", upload.conversion().value().currency().getCurrencyCode());
            custom.put("value", upload.conversion().value().plainAmount());
        }
        if (!custom.isEmpty()) {
            event.set("custom_data", custom);
        }
        return event;
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }

    /**
     * The cookie as the browser kept it or, without it, built from the fbclid and the time at which it was first seen:
     * {@code fb.1.<milliseconds>.<fbclid>} (fbp-and-fbc page; 1 is for "made on a server").
     */
    static Optional<String> fbc(Upload upload) {
        ClickId click = upload.click();
        if (click != null && click.kind() == ClickIdKind.FBC) {
            return Optional.of(click.value());
        }
        if (click != null && click.kind() == ClickIdKind.FBCLID && click.clickedAt() != null) {
            return Optional.of("fb.1." + click.clickedAt().toEpochMilli() + "." + click.value());
        }
        return Optional.empty();
    }
}
