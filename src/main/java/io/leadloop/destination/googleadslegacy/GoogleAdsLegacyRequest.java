package io.leadloop.destination.googleadslegacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The bodies of UploadClickConversions and UploadConversionAdjustments in their JSON form (lowerCamelCase). */
final class GoogleAdsLegacyRequest {

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.GCLID, ClickIdKind.GBRAID, ClickIdKind.WBRAID);
    private static final Set<String> PERSONAL = Set.of("gclid", "gbraid", "wbraid", "hashedEmail", "hashedPhoneNumber");
    /** Lower-case x, so that UTC is written +00:00 and never Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private final GoogleAdsLegacyProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    GoogleAdsLegacyRequest(GoogleAdsLegacyProperties properties) {
        this.properties = properties;
    }

    /** All of one kind: conversions, or adjustments of them. */
    ObjectNode of(List<Upload> uploads, boolean validateOnly) {
        ObjectNode request = json.objectNode();
        ArrayNode rows = request.putArray(uploads.get(0).isAdjustment() ? "conversionAdjustments" : "conversions");
        uploads.forEach(it -> rows.add(row(it)));
        // Google refuses the request without it.
        request.put("partialFailure", true);
        return request.put("validateOnly", validateOnly);
    }

    ObjectNode row(Upload upload) {
        return upload.isAdjustment() ? adjustment(upload) : conversion(upload);
    }

    private ObjectNode conversion(Upload upload) {
        ObjectNode row = json.objectNode();
        ClickId click = upload.click();
        if (click != null) {
            row.put(click.kind().key(), click.value());
        }
        row.put("conversionAction", action(upload));
        row.put("conversionDateTime", time(upload.conversion().occurredAt()));
        Money value = upload.conversion().value();
        if (value != null) {
            row.put("conversionValue", value.plainAmount());
            row.put("currencyCode", value.currency().getCurrencyCode());
        }
        row.put("orderId", upload.conversion().dedupeKey());
        if (properties.conversionEnvironment() != null) {
            row.put("conversionEnvironment", properties.conversionEnvironment());
        }
        ArrayNode identifiers = identifiers(upload.lead().contact());
        if (!identifiers.isEmpty()) {
            row.set("userIdentifiers", identifiers);
        }
        // Whether ads may be personalised is not told to this service.
        if (upload.lead().consent().adUserData() == Consent.State.GRANTED) {
            row.putObject("consent").put("adUserData", "GRANTED");
        }
        return row;
    }

    private ObjectNode adjustment(Upload upload) {
        ObjectNode row = json.objectNode();
        row.put("conversionAction", action(upload));
        row.put("adjustmentType", upload.conversion().type().name());
        row.put("adjustmentDateTime", time(upload.conversion().occurredAt()));
        row.put("orderId", upload.step().dedupeKey());
        if (upload.conversion().type() == ConversionType.RESTATEMENT) {
            Money total = Objects.requireNonNull(upload.conversion().value());
            row.putObject("restatementValue")
                    .put("adjustedValue", total.plainAmount())
                    .put("currencyCode", total.currency().getCurrencyCode());
        }
        return row;
    }

    private String action(Upload upload) {
        String action = upload.conversion().action();
        String id = properties.conversionActions().getOrDefault(action, action);
        return "customers/" + properties.digits(properties.customerId()) + "/conversionActions/" + id;
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private ArrayNode identifiers(HashedContact contact) {
        ArrayNode identifiers = json.arrayNode();
        if (contact.emailGmailStripped() != null) {
            identifiers.addObject().put("hashedEmail", contact.emailGmailStripped());
        }
        if (contact.phoneE164() != null) {
            identifiers.addObject().put("hashedPhoneNumber", contact.phoneE164());
        }
        return identifiers;
    }

    String masked(Upload upload) {
        return Masked.text(row(upload), PERSONAL);
    }
}
