package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Money;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /rest/conversionEvents} as a batch. */
final class LinkedInRequest {

    private static final Set<String> PERSONAL = Set.of("idValue", "lead");

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.LI_LEAD_ID, ClickIdKind.LI_FAT_ID);
    private static final String LEAD_URN = "urn:li:leadGenFormResponse:";

    private final LinkedInProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    LinkedInRequest(LinkedInProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode elements = request.putArray("elements");
        uploads.forEach(it -> elements.add(event(it)));
        return request;
    }

    private ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.put(
                "conversion",
                "urn:lla:llaPartnerConversion:"
                        + properties.rule(upload.conversion().action()));
        event.put("conversionHappenedAt", upload.step().occurredAt().toEpochMilli());
        Money value = upload.conversion().value();
        if (value != null) {
            event.putObject("conversionValue")
                    .put("currencyCode", value.currency().getCurrencyCode())
                    .put("amount", value.plainAmount().toPlainString());
        }
        event.put("eventId", upload.step().dedupeKey());
        ObjectNode user = event.putObject("user");
        // Has to be there even where it stays empty.
        ArrayNode ids = user.putArray("userIds");
        if (upload.lead().contact().email() != null) {
            id(ids, "SHA256_EMAIL", upload.lead().contact().email());
        }
        ClickId click = upload.click();
        if (click != null && click.kind() == ClickIdKind.LI_LEAD_ID) {
            user.put("lead", urn(click.value()));
        } else if (click != null) {
            id(ids, "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID", click.value());
        }
        return event;
    }

    private static String urn(String lead) {
        return lead.startsWith(LEAD_URN) ? lead : LEAD_URN + lead;
    }

    private static void id(ArrayNode ids, String type, String value) {
        ids.addObject().put("idType", type).put("idValue", value);
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }
}
