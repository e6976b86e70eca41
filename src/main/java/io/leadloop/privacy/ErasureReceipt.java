package io.leadloop.privacy;

import java.time.Instant;
import java.util.UUID;

/**
 * What an erasure removed: evidence without anything of the person.
 *
 * @param waiting uploads that were cancelled before they were sent
 * @param events messages in the inbox
 * @param processes process instances, running or remembered
 * @param records CRM records that will not come back
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
