package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.Optional;

/** Verifies that a request is authentic. */
interface Verifier {

    /**
     * Returns if the request is authentic, else throws WebhookRefused (401).
     *
     * @return the sender's own id for this delivery, where the way of signing has one
     */
    Optional<String> verify(WebhookRequest request) throws WebhookRefused;

    /** Whether every request that passes has such an id. */
    default boolean namesDeliveries() {
        return false;
    }

    /** What {@link #verify} would return for a sample, which is not signed. */
    default Optional<String> sampleId() {
        return namesDeliveries() ? Optional.of("sample") : Optional.empty();
    }
}
