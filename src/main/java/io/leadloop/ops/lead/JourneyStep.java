package io.leadloop.ops.lead;

import io.leadloop.lead.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point on the time line of a lead.
 *
 * @param at by the CRM's clock; null where nobody told
 * @param note in the CRM's words, or how LeadLoop heard of it
 * @param worth of the deal; null where nobody said
 */
record JourneyStep(
        @Nullable Instant at,
        Kind kind,
        String title,
        String note,
        @Nullable Money worth) {

    /** What happened; at one moment the first comes first. */
    enum Kind {
        CLICK("pointer"),
        CAPTURED("forms"),
        STAGE("flag"),
        WON("trophy"),
        LOST("x"),
        ADJUSTED("refresh");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }

        /** The symbol in {@code /ops/icons.svg}. */
        public String icon() {
            return icon;
        }
    }
}
