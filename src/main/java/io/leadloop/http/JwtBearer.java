package io.leadloop.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * A JWT bearer assertion (RFC 7523), signed RS256 with the application's private key.
 *
 * @param clientId the application: the claim {@code iss}
 * @param user in whose name it acts: the claim {@code sub}
 * @param audience for whom the assertion is
 */
public record JwtBearer(String clientId, String user, String audience, PrivateKey key) {

    /** Salesforce takes assertions that end within minutes. */
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    /** With an RSA private key from a PEM file in PKCS#8; throws IllegalStateException when there is none in it. */
    public static JwtBearer withKeyFile(String clientId, String user, String audience, Path keyFile) {
        try {
            return new JwtBearer(clientId, user, audience, RsaKey.read(Files.readString(keyFile)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the private-key-file: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The private-key-file holds no RSA private key in PKCS#8 (BEGIN PRIVATE KEY). Convert it with openssl"
                            + " pkcs8 -topk8 -nocrypt.",
                    e);
        }
    }

    Jwt signed(Instant now) {
        Instant end = now.plus(LIFETIME);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(user)
                        .audience(audience)
                        .expirationTime(Date.from(end))
                        .build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign with the private key", e);
        }
        return Jwt.withTokenValue(jwt.serialize())
                .header("alg", JWSAlgorithm.RS256.getName())
                .subject(user)
                .issuedAt(now)
                .expiresAt(end)
                .build();
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "JwtBearer of " + clientId;
    }
}
