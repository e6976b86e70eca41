package io.leadloop.crm;

import io.leadloop.lead.LeadEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source whose webhooks can be read from a sample before it goes live: without a signature, storing nothing. */
public interface CrmTrial {

    /**
     * One event of a sample.
     *
     * @param key names it: the same again would change nothing; null when there is a mistake
     * @param event what was understood; null when there is a mistake
     * @param mistakes each with its place; without values that may be personal
     */
    record Reading(@Nullable String key, @Nullable LeadEvent event, List<String> mistakes) {}

    /**
     * Reads a sample as a webhook's body is read.
     *
     * @return one reading for each of its events, in order
     * @throws WebhookRefused when it is no body of this source at all
     */
    List<Reading> attempt(byte[] sample) throws WebhookRefused;
}
