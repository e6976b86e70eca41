package io.leadloop.crm;

import io.leadloop.lead.LeadEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that can parse a sample webhook before it goes live, without a signature and without storing it. */
public interface CrmTrial {

    /**
     * One parsed event of a sample.
     *
     * @param key the idempotency key; null if there is a mistake
     * @param event the event; null if there is a mistake
     * @param mistakes each with its place in the sample, without values that may be personal data
     */
    record Reading(@Nullable String key, @Nullable LeadEvent event, List<String> mistakes) {}

    /**
     * Parses a sample like the body of a webhook.
     *
     * @return one reading for each of its events, in order
     * @throws WebhookRefused if it is no body of this source
     */
    List<Reading> attempt(byte[] sample) throws WebhookRefused;
}
