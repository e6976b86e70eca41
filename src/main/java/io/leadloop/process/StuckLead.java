package io.leadloop.process;

import io.leadloop.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead that stands longer at its stage than sales ops allow.
 *
 * @param externalId the CRM's id of the lead
 * @param stageAt since when it stands there, by the CRM's clock
 * @param allowedDays how long it may
 * @param acknowledgement null where nobody looked at it, or the day is over
 */
public record StuckLead(
        LeadId lead,
        String source,
        String externalId,
        String stage,
        Instant stageAt,
        int allowedDays,
        @Nullable String processInstanceId,
        @Nullable StuckAcknowledgement acknowledgement) {

    /** Whole days at the stage. */
    public long days(Instant now) {
        return Duration.between(stageAt, now).toDays();
    }

    /** From when on it counts as stuck. */
    public Instant since() {
        return stageAt.plus(Duration.ofDays(allowedDays));
    }
}
