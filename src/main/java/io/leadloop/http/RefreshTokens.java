package io.leadloop.http;

/** Refresh tokens that a platform replaces when they are used; the newest one has to be kept. */
public interface RefreshTokens {

    /** The newest token that came of the configured one; the configured one itself while none did. */
    String newest(String destination, String configured);

    /** Keeps the token that the platform gave in its place. */
    void replace(String destination, String configured, String next);
}
