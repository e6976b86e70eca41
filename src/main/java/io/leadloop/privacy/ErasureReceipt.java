package io.leadloop.privacy;

import java.time.Instant;
import java.util.UUID;

/**
 * The receipt of an erasure: counts of what was removed, without personal data.
 *
 * @param waiting uploads that were cancelled before they were sent
 * @param events messages in the inbox
 * @param processes process instances, running and in history
 * @param records CRM records that are blocked from now on, as keyed hashes
 */
public record ErasureReceipt(
        UUID id,
        String askedBy,
        String reason,
        Instant erasedAt,
        int leads,
        int clicks,
        int conversions,
        int waiting,
        int events,
        int processes,
        int records) {}
