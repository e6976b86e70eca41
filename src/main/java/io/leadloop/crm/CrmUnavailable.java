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

    /**
     * @param retryAfter the delay that the CRM asks for; null where it does not say
     */
    public CrmUnavailable(String message, @Nullable Duration retryAfter) {
        super(StorableText.of(message, LONGEST));
        this.retryAfter = retryAfter;
    }

    public String words() {
        return String.valueOf(getMessage());
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
