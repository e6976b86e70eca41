package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our own event as JSON; docs/webhooks.md describes each field, {@code generic-event.schema.json} is its schema. */
record GenericPayload(
        @JsonDeserialize(using = NumberIds.class) @Nullable String id,
        @Nullable String occurredAt,
        @Nullable String status,
        @Nullable LeadPart lead,
        @Nullable DealPart deal,
        @Nullable List<ClickPart> clickIds,
        @Nullable ConsentPart consent,
        @Nullable OriginPart origin) {

    record LeadPart(
            @JsonDeserialize(using = NumberIds.class) @Nullable
            String id,

            @Nullable String capturedAt,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country) {}

    /**
     * @param amount a number, or a text of one
     * @param margin as amount
     */
    record DealPart(
            @JsonDeserialize(using = NumberIds.class) @Nullable
            String id,

            @Nullable String outcome,
            @Nullable JsonNode amount,
            @Nullable JsonNode margin,
            @Nullable String currency) {}

    record ClickPart(
            @Nullable String kind,
            @Nullable String value,
            @Nullable String clickedAt) {}

    record OriginPart(
            @Nullable String utmSource,
            @Nullable String utmMedium,
            @Nullable String utmCampaign,
            @Nullable String landingPage,
            @Nullable String referrer) {}

    record ConsentPart(
            @Nullable String adUserData, @Nullable String adPersonalization) {}
}
