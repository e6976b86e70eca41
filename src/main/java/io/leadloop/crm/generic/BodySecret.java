package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a shared secret that the CRM sends in the body. The body is parsed for it before anybody is verified, so that it
 * may be small only.
 */
record BodySecret(BodyForm form, String place, List<String> secrets) implements Verifier {

    /** Such webhooks name records and carry no data. */
    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        if (request.body().length > MOST_BYTES) {
            throw WebhookRefused.tooLarge("A body whose secret is in it may have " + MOST_BYTES + " bytes.");
        }
        JsonNode given = Place.pointer(place).in(EventContent.of(form.tree(request.body())));
        if (!given.isValueNode() || !Secrets.matchesAny(given.asText(), secrets)) {
            throw WebhookRefused.unverified("The secret at " + place + " of the body is missing or wrong.");
        }
        return Optional.empty();
    }
}
