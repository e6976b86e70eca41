package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies an Ed25519 signature (RFC 8032) over the raw body, base64 in a header, by the sender's public key. */
final class Ed25519Signature implements Verifier {

    private final String header;
    private final PublicKey key;

    /**
     * @param publicKey a SubjectPublicKeyInfo, base64 or PEM. Throws IllegalStateException with the key's name for another
     */
    Ed25519Signature(String header, @Nullable String publicKey) {
        this.header = header;
        String base64 = String.valueOf(publicKey).replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("ed25519.public-key: it is no Ed25519 public key in PEM or base64", e);
        }
    }

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        String given = request.header(header)
                .orElseThrow(() -> WebhookRefused.unverified("The header " + header + " is missing."));
        if (!isGood(given.strip(), request.body())) {
            throw WebhookRefused.unverified("The signature in " + header + " does not fit the body.");
        }
        return Optional.empty();
    }

    private boolean isGood(String given, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(body);
            return signature.verify(Base64.getDecoder().decode(given));
        } catch (GeneralSecurityException | IllegalArgumentException notEvenASignature) {
            return false;
        }
    }
}
