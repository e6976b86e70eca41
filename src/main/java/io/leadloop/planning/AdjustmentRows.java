package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.CurrencyConversion;
import io.leadloop.conversion.DedupeKey;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.CorrectionPolicy;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the rows of corrections, in the form that the platform takes; one that it does not take says so. */
@Component
class AdjustmentRows {

    private final Destinations destinations;
    private final Clock clock;

    AdjustmentRows(Destinations destinations, Clock clock) {
        this.destinations = destinations;
        this.clock = clock;
    }

    /** A new value for a conversion that the platform has. */
    Conversion restate(Conversion step, Conversion last, Conversion planned, Instant changedAt) {
        boolean possible = adjustments(step).restates();
        return row(
                step,
                last.sequence() + 1,
                ConversionType.RESTATEMENT,
                planned.value(),
                planned.valueRule(),
                planned.exchange(),
                changedAt,
                possible ? null : Refusal.CORRECTION_NOT_POSSIBLE);
    }

    /** That a conversion which the platform has is no longer true. */
    Conversion takeBack(Conversion step, Conversion last, CorrectionPolicy policy, Instant changedAt) {
        AdjustmentSupport platform = adjustments(step);
        int sequence = last.sequence() + 1;
        if (policy == CorrectionPolicy.RETRACT && platform.retracts()) {
            return row(step, sequence, ConversionType.RETRACTION, null, "TAKEN_BACK", null, changedAt, null);
        }
        Money value = step.value();
        if (platform.restates() && value != null) {
            Money zero = new Money(BigDecimal.ZERO, value.currency());
            return row(
                    step,
                    sequence,
                    ConversionType.RESTATEMENT,
                    zero,
                    "TAKEN_BACK, RESTATED TO 0",
                    null,
                    changedAt,
                    null);
        }
        return row(
                step,
                sequence,
                ConversionType.RETRACTION,
                null,
                "TAKEN_BACK",
                null,
                changedAt,
                Refusal.CORRECTION_NOT_POSSIBLE);
    }

    /** A step that was taken back and is true again: a conversion under a key of its own. */
    Conversion again(Conversion planned, Conversion last) {
        int sequence = last.sequence() + 1;
        return new Conversion(
                planned.id(),
                planned.lead(),
                planned.dealId(),
                planned.stage(),
                sequence,
                ConversionType.CONVERSION,
                null,
                planned.destination(),
                planned.action(),
                planned.kind(),
                planned.role(),
                key(planned, sequence),
                planned.occurredAt(),
                planned.value(),
                planned.valueRule(),
                planned.exchange(),
                planned.clickId(),
                planned.state(),
                planned.reason(),
                planned.detail(),
                planned.notBefore(),
                planned.sendBefore(),
                0,
                planned.createdAt(),
                planned.updatedAt());
    }

    boolean isZero(Conversion row) {
        return row.value() != null && row.value().amount().signum() == 0;
    }

    private Conversion row(
            Conversion step,
            int sequence,
            ConversionType type,
            @Nullable Money value,
            String rule,
            @Nullable CurrencyConversion exchange,
            Instant changedAt,
            @Nullable Refusal impossible) {
        Instant now = clock.instant();
        AdjustmentSupport window = adjustments(step);
        Instant from = step.occurredAt().plus(window.from());
        Instant until = window.until() == null ? null : step.occurredAt().plus(window.until());
        Refusal refusal =
                impossible == null && until != null && now.isAfter(until) ? Refusal.CORRECTION_TOO_LATE : impossible;
        return new Conversion(
                Conversion.nextId(),
                step.lead(),
                step.dealId(),
                step.stage(),
                sequence,
                type,
                step.id(),
                step.destination(),
                step.action(),
                step.kind(),
                step.role(),
                key(step, sequence),
                // A changed amount often comes with the time of the stage only; then it changed when we heard of it.
                changedAt.isAfter(step.occurredAt()) ? changedAt : now,
                value,
                rule,
                exchange,
                step.clickId(),
                refusal == null ? ConversionState.PLANNED : ConversionState.REFUSED,
                refusal == null ? null : refusal.name(),
                refusal == null ? null : refusal.words(),
                from.isAfter(now) ? from : null,
                until,
                0,
                now,
                now);
    }

    private static String key(Conversion of, int sequence) {
        return DedupeKey.of(of.lead(), of.dealId(), of.stage(), sequence, of.destination());
    }

    private AdjustmentSupport adjustments(Conversion step) {
        return destinations
                .find(step.destination())
                .map(Destination::profile)
                .map(DestinationProfile::adjustments)
                .orElse(AdjustmentSupport.NONE);
    }
}
