package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the rows of adjustments, in the form that the platform takes; one that it does not take says so. */
@Component
class AdjustmentRows {

    /** The value rule of an adjustment that tells of no value. */
    static final String TAKEN_BACK = "TAKEN_BACK";

    private final Destinations destinations;
    private final Clock clock;

    AdjustmentRows(Destinations destinations, Clock clock) {
        this.destinations = destinations;
        this.clock = clock;
    }

    /** A new value for a conversion that the platform has. */
    Conversion restate(Conversion step, Conversion last, Valuation.Value value, Instant changedAt) {
        ConversionDraft row = row(step, last, ConversionType.RESTATEMENT, changedAt)
                .value(value.value())
                .valueRule(value.rule())
                .currencyConversion(value.currencyConversion());
        return decided(row, step, support(step).restates());
    }

    /** That a conversion which the platform has is no longer true. */
    Conversion takeBack(Conversion step, Conversion last, AdjustmentPolicy policy, Instant changedAt) {
        AdjustmentSupport platform = support(step);
        Money value = step.value();
        boolean retracts = policy == AdjustmentPolicy.RETRACT && platform.retracts();
        if (!retracts && platform.restates() && value != null) {
            ConversionDraft zero = row(step, last, ConversionType.RESTATEMENT, changedAt)
                    .value(new Money(BigDecimal.ZERO, value.currency()))
                    .valueRule(TAKEN_BACK + ", RESTATED TO 0")
                    .currencyConversion(null);
            return decided(zero, step, true);
        }
        ConversionDraft row = row(step, last, ConversionType.RETRACTION, changedAt)
                .value(null)
                .valueRule(TAKEN_BACK)
                .currencyConversion(null);
        return decided(row, step, retracts);
    }

    /** A step that was taken back and is true again: a conversion under a key of its own. */
    Conversion again(Conversion planned, Conversion last) {
        return planned.change().after(last).done();
    }

    private ConversionDraft row(Conversion step, Conversion last, ConversionType type, Instant changedAt) {
        Instant now = clock.instant();
        AdjustmentSupport window = support(step);
        // A changed amount often comes with the time of the stage only; then it changed when we heard of it.
        Instant changed = changedAt.isAfter(step.occurredAt()) ? changedAt : now;
        Instant from = latest(step.occurredAt().plus(window.from()), changed);
        return step.change()
                .id(Conversion.nextId())
                .sequence(last.sequence() + 1)
                .type(type)
                .adjusts(step.id())
                .occurredAt(changed)
                .notBefore(from.isAfter(now) ? from : null)
                .sendBefore(until(step, window))
                .attempts(0)
                .createdAt(now)
                .updatedAt(now);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Conversion decided(ConversionDraft row, Conversion step, boolean isPossible) {
        Instant until = until(step, support(step));
        Refusal refusal = !isPossible
                ? Refusal.ADJUSTMENT_NOT_POSSIBLE
                : until != null && clock.instant().isAfter(until) ? Refusal.ADJUSTMENT_TOO_LATE : null;
        return row.state(refusal == null ? ConversionState.PLANNED : ConversionState.REFUSED)
                .reason(refusal == null ? null : refusal.name())
                .detail(refusal == null ? null : refusal.words())
                .done();
    }

    private static @Nullable Instant until(Conversion step, AdjustmentSupport window) {
        return window.until() == null ? null : step.occurredAt().plus(window.until());
    }

    private AdjustmentSupport support(Conversion step) {
        return destinations
                .find(step.destination())
                .map(Destination::profile)
                .map(DestinationProfile::adjustments)
                .orElse(AdjustmentSupport.NONE);
    }
}
