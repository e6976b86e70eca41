package io.leadloop.lead;

/**
 * What the person allowed.
 *
 * @param adUserData may their data be sent to ad platforms; nothing is uploaded unless granted
 * @param adPersonalization may it be used to personalise ads
 */
public record Consent(State adUserData, State adPersonalization) {

    public static final Consent UNKNOWN = new Consent(State.UNKNOWN, State.UNKNOWN);

    public static Consent of(State both) {
        return new Consent(both, both);
    }

    public enum State {
        GRANTED,
        DENIED,
        UNKNOWN
    }
}
