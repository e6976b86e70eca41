package io.leadloop.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** A signed JWT of a Google service account, exchanged for an access token (RFC 7523, section 2.1). */
final class ServiceAccountAssertion {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final String account;
    private final String keyId;
    private final PrivateKey key;
    private final URI tokenUri;
    private final String scope;
    private final Clock clock;

    /** Reads the JSON key file that Google's console gives out; throws IllegalStateException when it is none. */
    ServiceAccountAssertion(JsonNode keyFile, URI tokenUri, String scope, Clock clock) {
        this.account = keyFile.path("client_email").asText();
        this.keyId = keyFile.path("private_key_id").asText();
        this.key = privateKey(keyFile.path("private_key").asText());
        this.tokenUri = tokenUri;
        this.scope = scope;
        this.clock = clock;
    }

    /** Throws OAuth2AuthorizationException when Google refuses, and when its token endpoint does not answer. */
    OAuth2AccessToken exchange(RestClient http) {
        LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.add("assertion", signed());
        try {
            OAuth2AccessTokenResponse response = http.post()
                    .uri(tokenUri)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .body(OAuth2AccessTokenResponse.class);
            return Objects.requireNonNull(response, "Google's token endpoint answered without a body")
                    .getAccessToken();
        } catch (ResourceAccessException noAnswer) {
            throw new OAuth2AuthorizationException(
                    new OAuth2Error(TokenAnswer.NO_ANSWER, "the token endpoint did not answer", null), noAnswer);
        }
    }

    private String signed() {
        Instant now = clock.instant();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                new JWTClaimsSet.Builder()
                        .issuer(account)
                        .audience(tokenUri.toString())
                        .claim("scope", scope)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot sign with the service account's key", e);
        }
        return jwt.serialize();
    }

    private static PrivateKey privateKey(String pem) {
        try {
            return RsaKey.read(pem);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The service-account-file holds no RSA private_key in PKCS#8. Use the JSON key file of a Google"
                            + " service account.",
                    e);
        }
    }
}
