package io.leadloop.destination.microsoftads;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Upload;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adjustments of a conversion that was sent. */
final class Adjustments {

    private Adjustments() {}

    static Upload of(Upload step, ConversionType type, @Nullable String yen, Duration later) {
        Conversion original = step.conversion();
        Instant at = original.occurredAt().plus(later);
        Conversion adjustment = new Conversion(
                Conversion.nextId(),
                original.lead(),
                original.dealId(),
                original.stage(),
                original.sequence() + 1,
                type,
                original.id(),
                original.destination(),
                original.action(),
                original.kind(),
                original.role(),
                "another-key",
                at,
                yen == null ? null : Money.of(new BigDecimal(yen), "JPY"),
                "CORRECTED",
                null,
                original.clickId(),
                original.state(),
                null,
                null,
                null,
                null,
                0,
                at,
                at);
        return new Upload(adjustment, step.lead(), step.click(), step.clicks(), original);
    }
}
