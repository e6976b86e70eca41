package io.leadloop.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the person allowed.
 *
 * @param adUserData may their data be sent to ad platforms; what an unknown one means, each account's consent policy says
 * @param adPersonalization may it be used to personalise ads
 * @param saidAt on a lead: when the newest denial that still stands was said, or, where nothing is denied, the newest word, by the
 *     CRM's clock; null where only a source's silence says it. In an event: when this was so, where that is not the event's own
 *     time, which is that of a stage; null where it is
 */
public record Consent(
        State adUserData, State adPersonalization, @Nullable Instant saidAt) {

    public static final Consent UNKNOWN = of(State.UNKNOWN);

    public Consent(State adUserData, State adPersonalization) {
        this(adUserData, adPersonalization, null);
    }

    public static Consent of(State both) {
        return new Consent(both, both);
    }

    public enum State {
        GRANTED,
        DENIED,
        UNKNOWN,
        /** An event says nothing of this half. Never stands on a lead. */
        UNSAID
    }

    public boolean isUnknown() {
        return adUserData == State.UNKNOWN && adPersonalization == State.UNKNOWN;
    }

    public boolean denies() {
        return adUserData == State.DENIED || adPersonalization == State.DENIED;
    }

    /** What stands after an event; a source's silence counts only while nothing is known. */
    Consent after(LeadEvent event) {
        Consent known = isUnknown() ? event.assumedConsent() : this;
        return event.consent() == null
                ? known
                : known.after(event.consent(), event.consent().timeOr(event.occurredAt()));
    }

    /**
     * What stands after that was said at that time. A denial counts whenever it comes; other news from before the newest word
     * undoes nothing that is known, in whatever order it arrives.
     */
    public Consent after(Consent said, Instant at) {
        State userData = half(adUserData, said.adUserData, at);
        State personalization = half(adPersonalization, said.adPersonalization, at);
        boolean denied = userData == State.DENIED || personalization == State.DENIED;
        return new Consent(userData, personalization, denied ? denialAfter(said, at) : wordAfter(said, at));
    }

    private @Nullable Instant denialAfter(Consent said, Instant at) {
        if (!said.denies()) {
            return saidAt;
        }
        return denies() ? later(at) : at;
    }

    private @Nullable Instant wordAfter(Consent said, Instant at) {
        boolean isSilent = said.adUserData == State.UNSAID && said.adPersonalization == State.UNSAID;
        return isSilent ? saidAt : later(at);
    }

    private Instant later(Instant at) {
        return saidAt == null || at.isAfter(saidAt) ? at : saidAt;
    }

    /** The same as it was at that time; null for the time of the event that says it. */
    public Consent at(@Nullable Instant time) {
        return new Consent(adUserData, adPersonalization, time);
    }

    private Instant timeOr(Instant ofEvent) {
        return saidAt == null ? ofEvent : saidAt;
    }

    private State half(State known, State said, Instant at) {
        boolean isOlder = saidAt != null && at.isBefore(saidAt);
        boolean undoes = said != State.DENIED && known != State.UNKNOWN;
        return said == State.UNSAID || isOlder && undoes ? known : said;
    }
}
