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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The body of {@code POST /{version}/{dataset}/events} (server event parameters, "Updated Feb 12 2026"). */
final class MetaRequest {

    private static final List<ClickIdKind> KINDS =
            List.of(ClickIdKind.META_LEAD_ID, ClickIdKind.FBC, ClickIdKind.FBCLID);
    private static final Set<String> PERSONAL = Set.of("fbc", "fbp", "lead_id", "ctwa_clid", "em", "ph");

    private final MetaProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    MetaRequest(MetaProperties properties) {
        this.properties = properties;
    }

    /** A click to WhatsApp counts only together with the page or the WhatsApp account that the person wrote to. */
    static List<ClickIdKind> kinds(MetaProperties properties) {
        return properties.takesMessages()
                ? Stream.concat(KINDS.stream(), Stream.of(ClickIdKind.CTWA_CLID))
                        .toList()
                : KINDS;
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
        boolean isMessage = isMessage(upload);
        // A change in a CRM happens without the person's browser; "website" would demand its address and agent.
        event.put("action_source", isMessage ? "business_messaging" : "system_generated");
        if (isMessage) {
            event.put("messaging_channel", "whatsapp");
        }
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            // Counted for attribution, not used to deliver ads.
            event.put("opt_out", true);
        }
        dataProcessing(event);
        ObjectNode user = event.putObject("user_data");
        ObjectNode custom = json.objectNode();
        // One way to match or the other: an older form of the same person is not the click that is told.
        Optional<ClickId> lead = upload.newest(ClickIdKind.META_LEAD_ID)
                .filter(it -> upload.click() != null && upload.click().kind() == ClickIdKind.META_LEAD_ID);
        if (isMessage) {
            message(upload, user);
        } else if (lead.isPresent()) {
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

    private static boolean isMessage(Upload upload) {
        return upload.click() != null && upload.click().kind() == ClickIdKind.CTWA_CLID;
    }

    private void message(Upload upload, ObjectNode user) {
        user.put("ctwa_clid", Objects.requireNonNull(upload.click()).value());
        if (properties.pageId() != null) {
            user.put("page_id", properties.pageId());
        }
        if (properties.whatsappBusinessAccountId() != null) {
            user.put("whatsapp_business_account_id", properties.whatsappBusinessAccountId());
        }
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
