package io.leadloop.crm;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signatures and comparisons that take the same time for a right and for a wrong value. */
public final class Secrets {

    private Secrets() {}

    /**
     * The keyed hash of the parts, one after the other.
     *
     * @param algorithm a name of Java's, e.g. {@code HmacSHA256}
     */
    public static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Cannot sign with " + algorithm, e);
        }
    }

    /** Whether the value is one of the secrets; looks at each of them whatever the answer is. */
    public static boolean matchesAny(@Nullable String value, List<String> secrets) {
        boolean found = false;
        byte[] given = (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        for (String secret : secrets) {
            found |= MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8));
        }
        return found && value != null && !value.isEmpty();
    }
}
