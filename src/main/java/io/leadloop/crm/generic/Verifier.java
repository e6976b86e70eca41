package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.Optional;

/** One way of proving where a request comes from. */
interface Verifier {

    /**
     * Lets the request pass or refuses it.
     *
     * @return the sender's own id for this delivery, where the way of signing has one
     */
    Optional<String> verify(WebhookRequest request) throws WebhookRefused;

    /** Whether every request that passes has such an id. */
    default boolean namesDeliveries() {
        return false;
    }

    /** What {@link #verify} would give back for a sample that nobody signed. */
    default Optional<String> sampleId() {
        return namesDeliveries() ? Optional.of("sample") : Optional.empty();
    }
}
