package io.leadloop.crm.generic;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a shared secret sent in clear: in a header, as a bearer token or in the URL. For senders that cannot sign.
 */
record SharedToken(String header, List<String> secrets) implements Verifier {

    private static final String BEARER = "Bearer ";

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        String given = request.header(header)
                .or(() -> request.header("Authorization")
                        .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(it -> it.substring(BEARER.length()).strip()))
                .orElse(request.token());
        if (!Secrets.matchesAny(given, secrets)) {
            throw WebhookRefused.unverified(
                    "The token is missing or wrong. Send this source's secret in the header " + header + ".");
        }
        return Optional.empty();
    }
}
