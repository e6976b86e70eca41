package io.leadloop.lead;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one event.
 *
 * @param lead the lead that it was about; null when it is not known
 * @param uploads ids of the conversions whose upload begins by it
 */
public record EventResult(Result result, @Nullable LeadId lead, List<UUID> uploads) {

    /** Whether the event told something about a stage that was not known. */
    public boolean isNews() {
        return result == Result.STARTED || result == Result.MOVED || result == Result.PASSED;
    }

    public enum Result {
        /** A lead began. */
        STARTED,
        /** The lead went to another stage. */
        MOVED,
        /** Late news was recorded and reported with its own time; the lead stayed. */
        PASSED,
        /** Nothing new about the stage; new facts were kept. */
        UNCHANGED,
        /** It tells no stage, and of nobody who is a lead: nothing of it was kept. */
        NO_LEAD,
        /** No rule knows the CRM's status: it waits until sales ops map it. */
        UNMAPPED,
        /** The event's lead is not known yet: it waits for it. */
        UNMATCHED,
        /** The person was forgotten: nothing of the event was kept. */
        ERASED,
        /** Another event of the same lead goes first: it is looked at again at once. */
        DEFERRED,
        /** Somebody suspended the lead's process in Cockpit: the event waits until it is activated. */
        SUSPENDED,
        /** Somebody changed the lead's process in Cockpit so that it cannot go on: a person has to repair it first. */
        BROKEN
    }
}
