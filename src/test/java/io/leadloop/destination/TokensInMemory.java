package io.leadloop.destination;

import io.leadloop.http.RefreshTokens;
import java.util.HashMap;
import java.util.Map;

/** Refresh tokens of a test. */
public final class TokensInMemory implements RefreshTokens {

    private final Map<String, String> kept = new HashMap<>();

    @Override
    public String newest(String destination, String configured) {
        return kept.getOrDefault(destination, configured);
    }

    @Override
    public void replace(String destination, String configured, String next) {
        kept.put(destination, next);
    }
}
