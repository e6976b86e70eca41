package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Money;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The body of {@code POST /open_api/v1.3/event/track/}: events of one source. */
final class TikTokRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.TIKTOK_LEAD_ID, ClickIdKind.TTCLID);
    private static final Set<String> PERSONAL = Set.of("email", "phone", "ttclid", "ttp", "lead_id");

    private final TikTokProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    TikTokRequest(TikTokProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(TikTokSource source, List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        request.put("event_source", source.key());
        request.put("event_source_id", source.id(properties));
        if (properties.testEventCode() != null) {
            request.put("test_event_code", properties.testEventCode());
        }
        ArrayNode data = request.putArray("data");
        uploads.forEach(it -> data.add(event(it)));
        return request;
    }

    /** One event. Its id is a text: TikTok refuses numbers. */
    ObjectNode event(Upload upload) {
        TikTokSource source = TikTokSource.of(upload);
        ObjectNode event = json.objectNode();
        event.put("event", source.event(properties, upload.conversion().action()));
        event.put("event_time", upload.step().occurredAt().getEpochSecond());
        event.put("event_id", upload.step().dedupeKey());
        ObjectNode user = event.putObject("user");
        if (upload.lead().contact().email() != null) {
            user.put("email", upload.lead().contact().email());
        }
        if (upload.lead().contact().phoneE164() != null) {
            user.put("phone", upload.lead().contact().phoneE164());
        }
        switch (source) {
            case WEB -> web(upload, event, user);
            case CRM -> {
                ClickId lead = Objects.requireNonNull(upload.click());
                event.putObject("lead")
                        .put("lead_id", lead.value())
                        .put("lead_event_source", properties.leadEventSource());
            }
            case OFFLINE -> {}
        }
        Money value = upload.conversion().value();
        if (value != null) {
            event.putObject("properties")
                    .put("currency", value.currency().getCurrencyCode())
                    .put("value", value.plainAmount());
        }
        return event;
    }

    private void web(Upload upload, ObjectNode event, ObjectNode user) {
        user.put("ttclid", Objects.requireNonNull(upload.click()).value());
        upload.newest(ClickIdKind.TTP).ifPresent(it -> user.put("ttp", it.value()));
        event.putObject("page").put("url", String.valueOf(properties.landingPage()));
        if (upload.lead().consent().adPersonalization() == Consent.State.DENIED) {
            event.put("limited_data_use", true);
        }
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
