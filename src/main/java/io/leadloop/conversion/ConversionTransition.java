package io.leadloop.conversion;

import static io.leadloop.conversion.ConversionState.ACCEPTED;
import static io.leadloop.conversion.ConversionState.CANCELLED;
import static io.leadloop.conversion.ConversionState.DROPPED;
import static io.leadloop.conversion.ConversionState.EXHAUSTED;
import static io.leadloop.conversion.ConversionState.EXPIRED;
import static io.leadloop.conversion.ConversionState.MERGED;
import static io.leadloop.conversion.ConversionState.PLANNED;
import static io.leadloop.conversion.ConversionState.REFUSED;
import static io.leadloop.conversion.ConversionState.REJECTED;
import static io.leadloop.conversion.ConversionState.TAKEN_BACK;
import static io.leadloop.conversion.ConversionState.WITHDRAWN;

import java.util.EnumSet;
import java.util.Set;

/**
 * Everything that can happen to a conversion once it is there: from which states, to which. {@link ConversionStates} is the
 * only code that writes a state, and it applies these. A conversion is born as PLANNED or REFUSED.
 */
public enum ConversionTransition {
    /**
     * The platform has it. True whenever it is said: also for one that was withdrawn, dropped or cancelled while it was being
     * sent, because what the platform has cannot be unsaid here, only adjusted.
     */
    ACCEPT(
            "the platform took it, or had it already",
            ACCEPTED,
            PLANNED,
            REJECTED,
            EXHAUSTED,
            EXPIRED,
            WITHDRAWN,
            TAKEN_BACK,
            MERGED,
            DROPPED,
            CANCELLED),
    REJECT("the platform refused it", REJECTED, PLANNED),
    /** A failure that is worth another attempt, or a block of the whole destination. */
    WAIT("it will be tried again", PLANNED, PLANNED),
    EXHAUST("the last retry failed", EXHAUSTED, PLANNED),
    /** Checked before each attempt, and by the watch for what is not attempted any more. */
    EXPIRE("its time ran out, or a rule forbids it now", EXPIRED, PLANNED, REJECTED, EXHAUSTED),
    /** A later event brought the fact whose lack refused it, or stopped it while it waited. */
    RECONSIDER("the reason of its refusal is gone", PLANNED, REFUSED, EXPIRED),
    SEND_AGAIN("a person, or the daily try, sends it again", PLANNED, REJECTED, EXHAUSTED, DROPPED, CANCELLED),
    DROP("a person gave it up", DROPPED, PLANNED, REJECTED, EXHAUSTED, CANCELLED),
    WITHDRAW("the person took the consent back", WITHDRAWN, PLANNED, REJECTED, EXHAUSTED, CANCELLED),
    /** Where the platform surely does not have it, or cannot be told that it is no longer true; else it is told that. */
    TAKE_BACK("the CRM took the stage back", TAKEN_BACK, PLANNED, REJECTED, EXHAUSTED, CANCELLED, DROPPED),
    MERGE("the same step is told for the lead that stays", MERGED, PLANNED, REJECTED, EXHAUSTED, CANCELLED, DROPPED),
    CANCEL("its upload was ended in Cockpit", CANCELLED, PLANNED, REJECTED, EXHAUSTED);

    private final String occasion;
    private final ConversionState to;
    private final Set<ConversionState> from;

    ConversionTransition(String occasion, ConversionState to, ConversionState first, ConversionState... more) {
        this.occasion = occasion;
        this.to = to;
        this.from = EnumSet.of(first, more);
    }

    /** When it happens, in words. */
    public String occasion() {
        return occasion;
    }

    public ConversionState to() {
        return to;
    }

    public boolean mayBeginAt(ConversionState state) {
        return from.contains(state);
    }

    /** The states at which it may begin. */
    public Set<ConversionState> from() {
        return EnumSet.copyOf(from);
    }
}
