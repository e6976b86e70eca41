package io.leadloop.crm;

import io.leadloop.database.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The CRM did not answer, or wants to be asked later. The words are for an operator and carry no personal data. */
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
