package io.leadloop.lead;

import java.time.Instant;

/**
 * One step in a lead's history, with the CRM's own time and words.
 *
 * @param dealValue the deal's money as the CRM told it with this change
 */
public record StageChange(
        LeadId lead,
        String dealId,
        String stage,
        String crmStatus,
        StageMove move,
        Instant occurredAt,
        DealValue dealValue) {}
