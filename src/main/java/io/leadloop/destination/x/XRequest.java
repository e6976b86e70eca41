package io.leadloop.destination.x;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /{version}/measurement/conversions/{pixel}} (Ads API 12, "Web Conversions"). */
final class XRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.TWCLID);
    private static final Set<String> PERSONAL = Set.of("twclid", "hashed_email", "hashed_phone_number");

    private final XProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    XRequest(XProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode conversions = request.putArray("conversions");
        uploads.forEach(it -> conversions.add(conversion(it)));
        return request;
    }

    /** One conversion. The conversion id makes a repetition count once. */
    ObjectNode conversion(Upload upload) {
        ObjectNode conversion = json.objectNode();
        // X shows milliseconds at most.
        conversion.put(
                "conversion_time",
                upload.step().occurredAt().truncatedTo(ChronoUnit.MILLIS).toString());
        conversion.put("event_id", properties.eventId(upload.conversion().action()));
        ArrayNode identifiers = conversion.putArray("identifiers");
        if (upload.click() != null) {
            identifiers.addObject().put("twclid", upload.click().value());
        }
        HashedContact contact = upload.lead().contact();
        if (contact.email() != null) {
            identifiers.addObject().put("hashed_email", contact.email());
        }
        String phone = phone(contact);
        if (phone != null) {
            identifiers.addObject().put("hashed_phone_number", phone);
        }
        conversion.put("conversion_id", upload.step().dedupeKey());
        Money value = upload.conversion().value();
        if (value != null) {
            conversion.put("value", value.plainAmount().toPlainString());
            conversion.put("price_currency", value.currency().getCurrencyCode());
        }
        return conversion;
    }

    private @Nullable String phone(HashedContact contact) {
        return switch (properties.phoneForm()) {
            case E164 -> contact.phoneE164();
            case DIGITS -> contact.phoneDigits();
        };
    }

    String masked(Upload upload) {
        return Masked.text(conversion(upload), PERSONAL);
    }
}
