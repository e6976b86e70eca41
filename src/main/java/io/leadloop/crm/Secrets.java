package io.leadloop.crm;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMACs and constant-time comparison of secrets. */
public final class Secrets {

    private static final ThreadLocal<Map<String, Mac>> MACS = ThreadLocal.withInitial(HashMap::new);

    private Secrets() {}

    /**
     * The HMAC over the concatenated parts.
     *
     * @param algorithm a JCA name, e.g. {@code HmacSHA256}
     */
    public static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = mac(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Cannot sign with " + algorithm, e);
        }
    }

    /** Looking an algorithm up costs more than using it; a thread keeps the ones that it has used. */
    private static Mac mac(String algorithm) throws NoSuchAlgorithmException {
        Map<String, Mac> known = MACS.get();
        Mac mac = known.get(algorithm);
        if (mac == null) {
            mac = Mac.getInstance(algorithm);
            known.put(algorithm, mac);
        }
        return mac;
    }

    /** Whether the value equals one of the secrets, in constant time; all of them are compared. */
    public static boolean matchesAny(@Nullable String value, List<String> secrets) {
        boolean found = false;
        byte[] given = (value == null ? "" : value).getBytes(StandardCharsets.UTF_8);
        for (String secret : secrets) {
            found |= MessageDigest.isEqual(given, secret.getBytes(StandardCharsets.UTF_8));
        }
        return found && value != null && !value.isEmpty();
    }
}
