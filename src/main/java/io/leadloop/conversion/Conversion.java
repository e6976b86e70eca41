package io.leadloop.conversion;

import io.leadloop.database.TimeOrderedIds;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One business step, owed to one platform.
 *
 * @param dealId the deal that it stands for; empty for a step of the lead itself
 * @param action the platform's conversion action or event name, as the conversion plan calls it
 * @param occurredAt when the stage was reached by the CRM's clock; never the time of sending
 * @param type a step, or the correction of one that the platform has
 * @param corrects the conversion that it corrects; null for a step
 * @param valueRule how the value came about, for a person to read
 * @param exchange how it came into the account's currency; null where it stayed in the CRM's
 * @param clickId the click that it is matched by; null when it is matched by hashed contact only
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
        @Nullable UUID corrects,
        String destination,
        String action,
        StageKind kind,
        ConversionRole role,
        String dedupeKey,
        Instant occurredAt,
        @Nullable Money value,
        String valueRule,
        @Nullable CurrencyConversion exchange,
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

    /** The same conversion under the id of the row that exists for it. */
    public Conversion under(UUID existing) {
        return new Conversion(
                existing,
                lead,
                dealId,
                stage,
                sequence,
                type,
                corrects,
                destination,
                action,
                kind,
                role,
                dedupeKey,
                occurredAt,
                value,
                valueRule,
                exchange,
                clickId,
                state,
                reason,
                detail,
                notBefore,
                sendBefore,
                attempts,
                createdAt,
                updatedAt);
    }

    public boolean isSettled() {
        return state == ConversionState.ACCEPTED
                || state == ConversionState.REFUSED
                || state == ConversionState.EXPIRED
                || state == ConversionState.DROPPED;
    }
}
