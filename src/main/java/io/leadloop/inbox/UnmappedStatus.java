package io.leadloop.inbox;

import java.time.Instant;

/**
 * A CRM status that no rule knows.
 *
 * @param sources who said it
 * @param events how many wait for a rule
 * @param newest when the newest of them arrived
 */
public record UnmappedStatus(String status, String sources, long events, Instant newest) {}
