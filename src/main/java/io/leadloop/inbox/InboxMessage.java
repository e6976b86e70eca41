package io.leadloop.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the inbox, without its payload.
 *
 * @param reason why it waits, is parked or was dropped, in words for an operator
 * @param crmStatus the CRM's status where no rule knows it
 */
public record InboxMessage(
        long id,
        String source,
        String deliveryKey,
        State state,
        int attempts,
        @Nullable String reason,
        @Nullable String crmStatus,
        @Nullable UUID lead,
        Instant receivedAt,
        @Nullable Instant processedAt) {

    /** Whether it is parked until its time has come, and applied by itself then. */
    public boolean waitsForItsTime() {
        return Verdicts.waitsForItsTime(state, reason);
    }

    public enum State {
        /** The CRM is asked for what it does not say. */
        LOOKUP("being looked up"),
        /** It will be applied, now or at its time. */
        WAITING("waiting"),
        /** Its lead is not known yet; it is applied when the lead comes. */
        UNMATCHED("lead not known"),
        /** No rule knows its CRM status; it is applied when sales ops map it. */
        UNMAPPED("status not mapped"),
        /** It could not be applied; a person looks at the reason and replays it. */
        PARKED("could not be applied"),
        PROCESSED("applied");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** What people read. */
        public String words() {
            return words;
        }

        /** Whether it waits for a person or another event. */
        public boolean waitsForSomeone() {
            return this == PARKED || this == UNMATCHED || this == UNMAPPED;
        }
    }
}
