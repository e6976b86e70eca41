package io.leadloop.crm.generic;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.lead.Consent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code generic}, under {@code leadloop.crm.sources.<name>}.
 *
 * @param verification how a request is authenticated
 * @param secrets any of them will do, so that one can be replaced while both are in use; {@code whsec_...} for Standard
 *     Webhooks
 * @param tolerance how old or how far ahead a signed time may be
 * @param hmac how the signature is made, for {@code verification: hmac}
 * @param tokenHeader carries the secret, for {@code verification: token}; the address may carry it instead
 * @param user the user's name, for {@code verification: basic}; the secrets are its passwords
 * @param fields where the CRM's own JSON carries what; without it the body is our own event
 * @param consentWhenAbsent the consent that is assumed for an event without one; required
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.generic")
record GenericProperties(
        @Nullable Verification verification,
        @DefaultValue List<String> secrets,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue Hmac hmac,
        @DefaultValue("X-LeadLoop-Token") String tokenHeader,
        @Nullable String user,
        @NestedConfigurationProperty @Nullable FieldMap fields,
        Consent.@Nullable State consentWhenAbsent) {

    enum Verification {
        STANDARD_WEBHOOKS,
        HMAC,
        TOKEN,
        BASIC
    }

    enum Encoding {
        HEX,
        BASE64
    }

    /**
     * @param header carries the signature
     * @param prefix stands in front of it, e.g. {@code sha256=}
     * @param encoding how the signature is written
     * @param algorithm a JCA name, e.g. {@code HmacSHA512}
     * @param signed what is signed: {@code {body}}, or {@code {timestamp}.{body}} with a timestamp header
     * @param timestampHeader carries the time in seconds since 1970; has to be set where {@code signed} names it
     */
    record Hmac(
            @DefaultValue("X-Hub-Signature-256") String header,
            @DefaultValue("sha256=") String prefix,
            @DefaultValue("HEX") Encoding encoding,
            @DefaultValue("HmacSHA256") String algorithm,
            @DefaultValue("{body}") String signed,
            @Nullable String timestampHeader) {}
}
