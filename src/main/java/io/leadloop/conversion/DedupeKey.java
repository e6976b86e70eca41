package io.leadloop.conversion;

import io.leadloop.lead.ExternalId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name under which a platform counts a conversion once: {@code event_id}, {@code transactionId}, {@code order_id}.
 * Made from the CRM's own records and nothing else, so every retry, restart and replay gives the same key, and so does the
 * CRM's repeat into a restored back-up that does not know the lead yet, as long as the lead begins by the same record again.
 * 39 characters of {@code [a-z0-9-]}, without personal data. Conversions keep the key that they were made with; those of releases up to 0.2.0 begin with {@code llc-v1}.
 */
public final class DedupeKey {

    private static final int HEX_LENGTH = 32;

    private DedupeKey() {}

    /**
     * Of a conversion of a stage.
     *
     * @param lead the record by which the lead began
     */
    public static String of(ExternalId lead, String dealId, String stage, String destination) {
        return of(lead.toString(), dealId, stage, destination);
    }

    /**
     * Of what follows a conversion: an adjustment, or the same step told again after it was taken back.
     *
     * @param key of the conversion that it follows
     * @param sequence its place in the chain
     */
    static String after(String key, int sequence) {
        return of(key, Integer.toString(sequence));
    }

    private static String of(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return "llc-v2-" + HexFormat.of().formatHex(hash).substring(0, HEX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
