package io.leadloop.crm;

import io.leadloop.database.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The CRM did not answer, refused the call or asked to retry later. The call is retried; the message is for an operator
 * and holds no personal data. Where an operator asked, it becomes 400 with its message.
 */
public final class CrmUnavailable extends Exception {

    private static final int LONGEST = 4_000;

    private final @Nullable Duration retryAfter;
    private final Kind kind;

    /** What kind of failure it is. */
    public enum Kind {
        /** No answer, a limit, a fault of the CRM: it passes. */
        OUTAGE,
        /** The credentials are refused (401, or the token endpoint's error of RFC 6749): somebody has to set new ones. */
        SIGN_IN_REFUSED,
        /** The credentials are good and may not make this call (403): somebody has to grant it. */
        ACCESS_DENIED,
        /** The CRM does not understand the request (400, 422): perhaps because of one record in it. */
        BAD_REQUEST
    }

    /**
     * @param retryAfter the delay that the CRM asks for; null where it does not say
     */
    public CrmUnavailable(String message, @Nullable Duration retryAfter) {
        this(Kind.OUTAGE, message, retryAfter);
    }

    public CrmUnavailable(Kind kind, String message, @Nullable Duration retryAfter) {
        super(StorableText.of(message, LONGEST));
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it lasts until somebody changes credentials or rights. */
    public boolean isRefusal() {
        return kind == Kind.SIGN_IN_REFUSED || kind == Kind.ACCESS_DENIED;
    }

    public String words() {
        return String.valueOf(getMessage());
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
