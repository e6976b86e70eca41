package io.leadloop.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM encryption for data at rest. Format: 12 bytes nonce, then ciphertext and tag. Seals with the present key; opens what it or
 * a former one sealed.
 */
public final class SecretBox {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(SecretBox::aesGcm);

    private final SecretKeySpec key;
    private final List<SecretKeySpec> former;
    private final SecureRandom random = new SecureRandom();

    SecretBox(String base64Key) {
        this(base64Key, List.of());
    }

    /**
     * Throws IllegalStateException if a key is not 32 bytes in base64; the application does not start then.
     *
     * @param former keys that were in use before, the newest first
     */
    public SecretBox(String base64Key, List<String> former) {
        this.key = key("leadloop.inbox.encryption-key", base64Key);
        this.former = former.stream()
                .map(it -> key("leadloop.inbox.former-encryption-keys", it))
                .toList();
    }

    private static SecretKeySpec key(String setting, String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(
                    setting + " has to be 32 bytes in base64. Make one with: openssl rand -base64 32");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** Encrypts; each call gives other bytes. */
    public byte[] seal(byte[] plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plain);
            return ByteBuffer.allocate(IV_BYTES + sealed.length)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt", e);
        }
    }

    /** Decrypts. Throws IllegalStateException if the data was encrypted with a key that is not known, or changed. */
    public byte[] open(byte[] sealed) {
        if (!former.isEmpty() && !isSealedBy(key, sealed)) {
            for (SecretKeySpec other : former) {
                if (isSealedBy(other, sealed)) {
                    return open(sealed, other);
                }
            }
        }
        return open(sealed, key);
    }

    /** Whether a former key sealed it, so that it has to be sealed anew before that key may go. */
    boolean isOfFormerKey(byte[] sealed) {
        return !isSealedBy(key, sealed) && former.stream().anyMatch(it -> isSealedBy(it, sealed));
    }

    private static boolean isSealedBy(SecretKeySpec by, byte[] sealed) {
        try {
            open(sealed, by);
            return true;
        } catch (IllegalStateException another) {
            return false;
        }
    }

    private static byte[] open(byte[] sealed, SecretKeySpec by) {
        byte[] iv = new byte[IV_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(sealed).get(iv);
        byte[] text = new byte[buffer.remaining()];
        buffer.get(text);
        try {
            return cipher(Cipher.DECRYPT_MODE, by, iv).doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot decrypt what was stored. Was leadloop.inbox.encryption-key changed? Start with the key that was"
                            + " in use when it was stored.",
                    e);
        }
    }

    /** A keyed hash (64 hex digits) of a text: deterministic, and not computable without the key. */
    public String fingerprint(String text) {
        return fingerprint(text, key);
    }

    /** The same by each key that is known, the present one first: what a former one marked is found by its own. */
    public List<String> fingerprints(String text) {
        return Stream.concat(Stream.of(key), former.stream())
                .map(it -> fingerprint(text, it))
                .toList();
    }

    private static String fingerprint(String text, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    private static Cipher aesGcm() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES in GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
