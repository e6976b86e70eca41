package io.leadloop.crm;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as received, not verified yet.
 *
 * @param body the raw bytes; signatures are over these
 * @param token from the URL: the last path segment, or the parameter {@code token} or {@code code}
 * @param headers by name, in any letter case; the first value
 */
public record WebhookRequest(byte[] body, @Nullable String token, Function<String, @Nullable String> headers) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }
}
