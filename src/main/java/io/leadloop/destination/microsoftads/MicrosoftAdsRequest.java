package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * The bodies of {@code OfflineConversions/Apply} and {@code OfflineConversionAdjustments/Apply}. There is no id of ours:
 * Microsoft knows a conversion by goal, identifier and time, so these three never change.
 */
final class MicrosoftAdsRequest {

    private static final Set<String> PERSONAL = Set.of("MicrosoftClickId", "HashedEmailAddress", "HashedPhoneNumber");

    private final MicrosoftAdsProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    /** A conversion and its adjustment go to different addresses, in different shapes. */
    enum Method {
        CONVERSIONS("OfflineConversions"),
        ADJUSTMENTS("OfflineConversionAdjustments");

        private final String rows;

        Method(String rows) {
            this.rows = rows;
        }

        static Method of(Upload upload) {
            return upload.isAdjustment() ? ADJUSTMENTS : CONVERSIONS;
        }

        String path() {
            return rows + "/Apply";
        }
    }

    MicrosoftAdsRequest(MicrosoftAdsProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(Method method, List<Upload> uploads) {
        ObjectNode request = json.objectNode();
        ArrayNode rows = request.putArray(method.rows);
        uploads.forEach(it -> rows.add(row(it)));
        return request;
    }

    String masked(Upload upload) {
        return Masked.text(row(upload), PERSONAL);
    }

    private ObjectNode row(Upload upload) {
        ObjectNode row = identity(upload);
        return upload.isAdjustment() ? adjustment(row, upload) : conversion(row, upload);
    }

    private ObjectNode identity(Upload upload) {
        ObjectNode row = json.objectNode();
        row.put("ConversionName", properties.goal(upload.step().action()));
        row.put("ConversionTime", utc(upload.step().occurredAt()));
        if (upload.click() != null) {
            row.put("MicrosoftClickId", upload.click().value());
        }
        HashedContact contact = upload.lead().contact();
        if (properties.enhancedConversions() && contact.emailAllStripped() != null) {
            row.put("HashedEmailAddress", contact.emailAllStripped());
        }
        if (properties.enhancedConversions() && contact.phoneE164() != null) {
            row.put("HashedPhoneNumber", contact.phoneE164());
        }
        return row;
    }

    /** Without a value Microsoft takes the one that is set at the goal. */
    private static ObjectNode conversion(ObjectNode row, Upload upload) {
        Money value = upload.conversion().value();
        if (value != null) {
            row.put("ConversionValue", value.plainAmount());
            row.put("ConversionCurrencyCode", value.currency().getCurrencyCode());
        }
        return row;
    }

    /** A retraction must carry no value. */
    private static ObjectNode adjustment(ObjectNode row, Upload upload) {
        boolean restates = upload.conversion().type() == ConversionType.RESTATEMENT;
        row.put("AdjustmentType", restates ? "Restate" : "Retract");
        // Before the conversion it is refused, and a CRM may date an adjustment back.
        Instant since = upload.step().occurredAt();
        Instant adjusted = upload.conversion().occurredAt();
        row.put("AdjustmentTime", utc(adjusted.isBefore(since) ? since : adjusted));
        Money value = upload.conversion().value();
        if (restates && value != null) {
            row.put("AdjustmentValue", value.plainAmount());
            row.put("AdjustmentCurrencyCode", value.currency().getCurrencyCode());
        }
        return row;
    }

    /** UTC to the second, with Z: the time is part of what Microsoft counts once by. */
    private static String utc(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
