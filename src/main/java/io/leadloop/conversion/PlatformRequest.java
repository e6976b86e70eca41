package io.leadloop.conversion;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a platform took, and what it counted of it in the end. It tells counts and reasons, never rows.
 *
 * @param state WAITING until the platform knows, then its words: SUCCESS, PARTIAL_SUCCESS, FAILED, UNKNOWN
 * @param counted how many conversions count; null while nobody knows
 * @param reasons why others do not, with how many
 */
public record PlatformRequest(
        String destination,
        String receipt,
        int conversions,
        Instant sentAt,
        int polls,
        String state,
        @Nullable Long counted,
        Map<String, Long> reasons,
        @Nullable Instant checkedAt) {}
