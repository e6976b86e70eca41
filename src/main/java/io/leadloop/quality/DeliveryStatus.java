package io.leadloop.quality;

import io.leadloop.conversion.ConversionState;

/**
 * Where a business step stands on its way to a platform. Each step stands on exactly one. A row that is PLANNED is WAITING or
 * SENT; each other {@link ConversionState} has its status of the same name.
 */
public enum DeliveryStatus {
    NOT_THEIRS(
            "not theirs",
            "The lead has no click of this platform: another one brought it, or no ad did. So nothing is owed."),
    NO_ROW(
            "no row",
            "The lead has a click of this platform and the plan reports the stage, but no row was made: it is lost, or the plan of then cannot be read here."),
    UNPLANNED("not in the plan", "The plan that was live then did not report this stage to this account."),
    EXCLUDED(
            "not sent: rule",
            "A rule of the plan leaves the lead out: its country, source or deal size does not fit. The row says which."),
    REFUSED("A rule forbids telling it; the row says which."),
    WAITING("waiting", "Not told yet: it waits for its time, or is on its way."),
    SENT("tried, waiting", "Told, and not answered for good: it is tried again."),
    REJECTED("The platform refused it; it waits for a person."),
    EXHAUSTED("Every retry failed; it waits for a person and is tried once a day while the platform takes it."),
    CANCELLED("Its upload was ended in Cockpit; it waits for a person."),
    DROPPED("Given up by a person."),
    EXPIRED("Its time at the platform ran out."),
    WITHDRAWN("The person took the consent back before the platform had it."),
    TAKEN_BACK("The CRM took the stage back before it was sent."),
    MERGED("Its lead became part of another, for which the same step is told."),
    ACCEPTED("The platform took it.");

    private final String label;
    private final String words;

    DeliveryStatus(String words) {
        this.label = ConversionState.valueOf(name()).words();
        this.words = words;
    }

    DeliveryStatus(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** What people read: for a conversion's own state the same as on every other page. */
    public String label() {
        return label;
    }

    /** What it means. */
    public String words() {
        return words;
    }
}
