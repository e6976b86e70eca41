package io.leadloop.ops.overview;

import io.leadloop.lead.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the feed: a lead, what it did, and what was told of it.
 *
 * @param id of the step; the page keeps the keyboard's place by it
 * @param lead what the CRM calls it
 * @param worth of the deal; null where nobody said
 */
record Activity(
        String id,
        UUID leadId,
        String lead,
        String did,
        @Nullable Money worth,
        Instant at,
        List<Telling> tellings) {

    /**
     * @param state of the conversion, for its colour
     * @param words such as {@code told to Google Ads 4 s later}
     */
    record Telling(String state, String words) {}
}
