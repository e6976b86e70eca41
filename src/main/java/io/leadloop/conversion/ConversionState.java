package io.leadloop.conversion;

import java.util.Arrays;

/**
 * Where a conversion stands. Each state but {@link #PLANNED} and {@link #ACCEPTED} carries a reason on the row. Which state may
 * follow which stands in {@link ConversionTransition}.
 */
public enum ConversionState {
    /** Its upload runs or waits for its time. */
    PLANNED("waiting"),
    /** The platform has it, told now or already there. */
    ACCEPTED("accepted"),
    /** The platform refused it; a person corrects, sends again or drops it. */
    REJECTED("refused by the platform"),
    /** Every retry failed: a person sends it again, or the daily try does while the platform still takes it. */
    EXHAUSTED("retries used up"),
    /** Never sent: a rule of ours or of the platform forbids it. */
    REFUSED("not sent"),
    /** Its time at the platform ran out before it was accepted. */
    EXPIRED("too late"),
    /** The person took the consent back before it was accepted. */
    WITHDRAWN("withdrawn"),
    /** The CRM took the stage back before it was sent. */
    TAKEN_BACK("taken back"),
    /** Its lead became part of another, for which the same step is told. */
    MERGED("merged"),
    /** A person gave it up. */
    DROPPED("dropped"),
    /** Somebody ended its upload in Cockpit or through Camunda's REST; it can be sent again. */
    CANCELLED("ended in Cockpit");

    private final String words;

    ConversionState(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }

    /** The names of the open states, as a parameter of a statement. */
    public static String[] open() {
        return Arrays.stream(values())
                .filter(ConversionState::isOpen)
                .map(Enum::name)
                .toArray(String[]::new);
    }

    /** Whether it may still be sent as it stands, so that a process has to carry it. */
    public boolean isOpen() {
        return this == PLANNED || this == REJECTED || this == EXHAUSTED;
    }
}
