package io.leadloop.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as we know it now.
 *
 * @param stage id of the stage at which it stands
 * @param stageAt when it came there, by the CRM's clock
 * @param dealId the deal that brought it there; empty for a change of the lead itself
 * @param processInstanceId its running lead-lifecycle; null once that has ended
 */
public record Lead(
        LeadId id,
        ExternalId externalId,
        String stage,
        Instant stageAt,
        String dealId,
        @Nullable String processInstanceId,
        @Nullable Instant capturedAt,
        @Nullable String country,
        Consent consent,
        HashedContact contact) {}
