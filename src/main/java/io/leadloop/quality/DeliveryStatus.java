package io.leadloop.quality;

/** The delivery status of a business step at a platform; each step has exactly one. */
public enum DeliveryStatus {
    NOT_THEIRS("Another platform brought the lead, so nothing is owed."),
    NO_ROW("The lead has a click of this platform, and no row was made: the plan had no rule then, or a row is lost."),
    REFUSED("A rule forbids telling it; the row says which."),
    WAITING("Not told yet: it waits for its time, or is on its way."),
    SENT("Told, and not answered for good: it is tried again."),
    REJECTED("The platform refused it; it waits for a person."),
    DROPPED("Given up by a person, or taken back by the CRM before it was sent."),
    EXPIRED("Its time at the platform ran out."),
    ACCEPTED("The platform took it.");

    private final String words;

    DeliveryStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
