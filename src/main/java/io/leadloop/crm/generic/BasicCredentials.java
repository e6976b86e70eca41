package io.leadloop.crm.generic;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Verifies HTTP Basic credentials (RFC 7617); any of the secrets is a valid password. For senders that cannot sign. */
record BasicCredentials(String user, List<String> secrets) implements Verifier {

    private static final String BASIC = "Basic ";

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        String given = request.header("Authorization")
                .filter(it -> it.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .map(it -> it.substring(BASIC.length()).strip())
                .orElse("");
        List<String> right = secrets.stream()
                .map(it -> Base64.getEncoder().encodeToString((user + ":" + it).getBytes(StandardCharsets.UTF_8)))
                .toList();
        if (!Secrets.matchesAny(given, right)) {
            throw WebhookRefused.unverified(
                    "User or password are missing or wrong. Send this source's by HTTP Basic authentication.");
        }
        return Optional.empty();
    }
}
