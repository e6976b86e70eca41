package io.leadloop.crm;

import io.leadloop.lead.Consent;
import org.jspecify.annotations.Nullable;

/** What the silence of a source about consent means. A person decides; there is no default. */
public final class ConsentWhenAbsent {

    private ConsentWhenAbsent() {}

    /** Throws IllegalStateException when the key is not set. */
    public static Consent of(Consent.@Nullable State state, String prefix) {
        if (state == null || state == Consent.State.UNSAID) {
            throw new IllegalStateException("Set " + prefix + ".consent-when-absent: granted (your forms take no lead"
                    + " without consent), unknown or denied (nothing is uploaded until an event says granted).");
        }
        return Consent.of(state);
    }
}
