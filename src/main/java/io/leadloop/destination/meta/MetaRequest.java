package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
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
        event.put("event_time", upload.step().occurredAt().getEpochSecond());
        event.put("event_id", upload.step().dedupeKey());
        // A change in a CRM happens without the person's browser; "website" would demand its address and agent.
        event.put("action_source", "system_generated");
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            // Counted for attribution, not used to deliver ads.
            event.put("opt_out", true);
        }
        dataProcessing(event);
        ObjectNode user = event.putObject("user_data");
        ObjectNode custom = json.objectNode();
        Optional<ClickId> lead = upload.newest(ClickIdKind.META_LEAD_ID);
        if (lead.isPresent()) {
            user.put("lead_id", Long.parseLong(lead.get().value()));
            custom.put("event_source", "crm");
            custom.put("lead_event_source", properties.leadEventSource());
        } else {
            Fbc.of(upload).ifPresent(fbc -> user.put("fbc", fbc));
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

    private void dataProcessing(ObjectNode event) {
        if (!properties.dataProcessingOptions().isEmpty()) {
            ArrayNode options = event.putArray("data_processing_options");
            properties.dataProcessingOptions().forEach(options::add);
            event.put("data_processing_options_country", properties.dataProcessingOptionsCountry());
            event.put("data_processing_options_state", properties.dataProcessingOptionsState());
        }
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
