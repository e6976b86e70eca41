package io.leadloop.conversion;

import io.leadloop.database.TimeOrderedIds;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One business step, owed to one platform, or an adjustment of one. Changed copies are made by {@link #change}.
 *
 * @param dealId the deal that it stands for; empty for a step of the lead itself
 * @param sequence 1 for the step, then one more for each adjustment of it
 * @param adjusts the conversion that this one adjusts; null for a step
 * @param action the platform's conversion action or event name, as the conversion plan calls it
 * @param occurredAt when the stage was reached by the CRM's clock (UTC); never the time of sending
 * @param valueRule how the value came about, for a person to read
 * @param currencyConversion how it came into the account's currency; null where it stayed in the CRM's
 * @param clickId our id of the click that it is matched by; null when it is matched by hashed contact only
 * @param reason code of a {@link Refusal} or of the platform's answer; null while all is well
 * @param notBefore the platform takes it only from then on; null for at once
 * @param sendBefore the platform takes it only until then; null for no known limit
 */
public record Conversion(
        UUID id,
        LeadId lead,
        String dealId,
        String stage,
        int sequence,
        ConversionType type,
        @Nullable UUID adjusts,
        String destination,
        String action,
        StageKind kind,
        ConversionRole role,
        String dedupeKey,
        Instant occurredAt,
        @Nullable Money value,
        String valueRule,
        @Nullable CurrencyConversion currencyConversion,
        @Nullable UUID clickId,
        ConversionState state,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant notBefore,
        @Nullable Instant sendBefore,
        int attempts,
        Instant createdAt,
        Instant updatedAt) {

    public static UUID nextId() {
        return TimeOrderedIds.next();
    }

    /** A changed copy is written down here, then {@link ConversionDraft#done() done}. */
    public ConversionDraft change() {
        return new ConversionDraft(this);
    }

    /** Whether a fact that comes later may let it out after all: one of our own rules kept it back for want of that fact. */
    public boolean isReviewable() {
        return !isAdjustment()
                && ConversionTransition.RECONSIDER.mayBeginAt(state)
                && reason != null
                && Refusal.reviewable().contains(reason);
    }

    /** Whether it tells the platform that its step is not true any more, by the platform's way: taken back, or worth nothing. */
    public boolean isTakingBack() {
        return type == ConversionType.RETRACTION
                || type == ConversionType.RESTATEMENT
                        && value != null
                        && value.amount().signum() == 0;
    }

    /** Whether it changes or takes back what the platform has. */
    public boolean isAdjustment() {
        return type != ConversionType.CONVERSION;
    }
}
