package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.DedupeKey;
import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload as a golden case describes it; what it leaves out is ordinary. */
final class AnUpload {

    private static final Instant CLICKED = Instant.parse("2026-10-01T08:15:30Z");

    private AnUpload() {}

    static Upload of(JsonNode described, int number) {
        LeadId leadId = LeadId.of("019a2051-b15a-799a-905b-%012d".formatted(number));
        List<ClickId> clicks = new ArrayList<>();
        described
                .path("clicks")
                .properties()
                .forEach(click -> clicks.add(new ClickId(
                        UUID.randomUUID(),
                        ClickIdKind.ofKey(click.getKey()).orElseThrow(),
                        click.getValue().asText(),
                        CLICKED)));
        Lead lead = new Lead(
                leadId,
                ExternalId.lead("crm", "L-" + number),
                "WON",
                Instant.parse("2026-10-03T10:20:30Z"),
                "",
                "pi",
                CLICKED,
                "DE",
                new Consent(
                        Consent.State.valueOf(described.path("consent").asText("GRANTED")),
                        Consent.State.valueOf(described
                                .path("personalization")
                                .asText(described.path("consent").asText("GRANTED")))),
                ContactHasher.hash(
                        described.path("email").asText(null),
                        described.path("phone").asText(null),
                        null));
        UUID click = clicks.isEmpty() ? null : clicks.get(0).id();
        if (!described.has("original")) {
            Conversion step = conversion(described, lead, 1, ConversionType.CONVERSION, null, click);
            return new Upload(step, lead, clicks.isEmpty() ? null : clicks.get(0), clicks, null);
        }
        Conversion original = conversion(described.path("original"), lead, 1, ConversionType.CONVERSION, null, click);
        ConversionType type = ConversionType.valueOf(described.path("type").asText());
        Conversion adjustment = conversion(described, lead, 2, type, original.id(), click);
        return new Upload(adjustment, lead, clicks.isEmpty() ? null : clicks.get(0), clicks, original);
    }

    private static Conversion conversion(
            JsonNode described,
            Lead lead,
            int sequence,
            ConversionType type,
            @Nullable UUID adjusts,
            @Nullable UUID click) {
        Money value = described.has("value")
                ? Money.of(
                        described.path("value").decimalValue(),
                        described.path("currency").asText())
                : null;
        return new Conversion(
                Conversion.nextId(),
                lead.id(),
                "",
                "WON",
                sequence,
                type,
                adjusts,
                "any",
                described.path("action").asText("won"),
                StageKind.REVENUE,
                ConversionRole.SECONDARY,
                DedupeKey.of(lead.externalId(), "", "WON", "golden"),
                Instant.parse(described.path("occurredAt").asText("2026-10-03T10:20:30Z")),
                value,
                "NONE",
                null,
                click,
                ConversionState.PLANNED,
                null,
                null,
                null,
                null,
                described.path("attempts").asInt(0),
                CLICKED,
                CLICKED);
    }
}
