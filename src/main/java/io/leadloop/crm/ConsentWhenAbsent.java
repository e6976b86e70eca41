package io.leadloop.crm;

import io.leadloop.lead.Consent;
import org.jspecify.annotations.Nullable;

/**
 * The consent that is assumed for events of a source that say nothing about it ({@code consent-when-absent}). It must
 * be configured; there is no default.
 */
public final class ConsentWhenAbsent {

    private ConsentWhenAbsent() {}

    /**
     * The configured consent. Throws IllegalStateException if the key is not set; the application does not start then.
     */
    public static Consent of(Consent.@Nullable State state, String prefix) {
        if (state == null || state == Consent.State.UNSAID) {
            throw new IllegalStateException("Set " + prefix + ".consent-when-absent: granted (your forms take no lead"
                    + " without consent), unknown or denied (nothing is uploaded until an event says granted).");
        }
        return Consent.of(state);
    }
}
