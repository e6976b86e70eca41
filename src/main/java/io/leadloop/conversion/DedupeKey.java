package io.leadloop.conversion;

import io.leadloop.lead.LeadId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a platform counts a conversion once: {@code event_id}, {@code transactionId}, {@code order_id}.
 * Made from what the conversion is and nothing else, so every retry, restart and replay gives the same key. 39
 * characters of {@code [a-z0-9-]}, without personal data.
 */
public final class DedupeKey {

    private static final int HEX_LENGTH = 32;

    private DedupeKey() {}

    public static String of(LeadId lead, String dealId, String stage, int sequence, String destination) {
        String identity = String.join("\n", lead.toString(), dealId, stage, Integer.toString(sequence), destination);
        return "llc-v1-" + sha256(identity).substring(0, HEX_LENGTH);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
