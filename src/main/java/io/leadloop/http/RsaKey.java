package io.leadloop.http;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** RSA private keys in PEM. */
final class RsaKey {

    private RsaKey() {}

    /** Throws IllegalArgumentException when the text is no RSA key in PKCS#8. */
    static PrivateKey read(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("No RSA private key in PKCS#8", e);
        }
    }
}
