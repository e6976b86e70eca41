package io.leadloop.crm.generic;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code generic}, under {@code leadloop.crm.sources.<name>}.
 *
 * @param preset the name of a preset (docs/presets.md), whose keys count where the source has none of its own
 * @param verification how a request is authenticated
 * @param secrets any of them will do, so that one can be replaced while both are in use; {@code whsec_...} for Standard
 *     Webhooks
 * @param tolerance how old or how far ahead a signed time may be
 * @param hmac how the signature is made, for {@code verification: hmac}
 * @param tokenHeader carries the secret, for {@code verification: token}; the address may carry it instead
 * @param user the user's name, for {@code verification: basic}; the secrets are its passwords
 * @param ed25519 how the signature is made, for {@code verification: ed25519}
 * @param secretPlace where in the body the secret stands, a JSON Pointer, for {@code verification: body}
 * @param body how the body is written; only with {@code fields}
 * @param handshake what the CRM asks of the address before it sends events; only with {@code fields}
 * @param verifyToken a text of your own, by which Meta proves the address ({@code hub.verify_token}) before it sends webhooks of an
 *     app; only with {@code fields}
 * @param leaveOut parts of the body that are not stored, JSON Pointers; only with {@code fields}
 * @param accountPlace where in the body the CRM's account stands, a JSON Pointer; a webhook of another than {@code account-id} is
 *     refused
 * @param accountId the account; has to be set where {@code account-place} is
 * @param deliveryHeader carries the sender's id of the delivery, for {@code {delivery}} in places
 * @param readBack what the CRM is asked for before an event is read, where its webhooks name records only; only with
 *     {@code fields}
 * @param fields where the CRM's own JSON carries what; without it the body is our own event
 * @param consentWhenAbsent the consent that is assumed for an event without one; required
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.generic")
record GenericProperties(
        @Nullable String preset,
        @Nullable Verification verification,
        @DefaultValue List<String> secrets,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue Hmac hmac,
        @DefaultValue("X-LeadLoop-Token") String tokenHeader,
        @Nullable String user,
        @DefaultValue Ed25519 ed25519,
        @Nullable String secretPlace,
        @DefaultValue("json") BodyForm body,
        @DefaultValue("none") Handshake handshake,
        @Nullable String verifyToken,
        @DefaultValue List<String> leaveOut,
        @Nullable String accountPlace,
        @Nullable String accountId,
        @Nullable String deliveryHeader,
        @Nullable ReadBack readBack,
        @NestedConfigurationProperty @Nullable FieldMap fields,
        Consent.@Nullable State consentWhenAbsent) {

    enum Verification {
        STANDARD_WEBHOOKS,
        HMAC,
        TOKEN,
        BASIC,
        ED25519,
        /** The secret is in the body, at {@code secret-place}. */
        BODY
    }

    /**
     * @param header carries the signature in base64
     * @param publicKey the sender's key: PEM, or its base64
     */
    record Ed25519(
            @DefaultValue("X-GHL-Signature") String header,
            @Nullable String publicKey) {}

    /**
     * Calls to the CRM's API, see {@link ReadBackCalls}.
     *
     * @param id the place of the id of the record that the event names; events of one record are applied in order
     * @param baseUrl the API's address; no other host is called
     * @param token takes the place of {@code {token}} in the headers
     * @param headers of each call, by name
     * @param paths by the name of the record: path and query behind {@code base-url}, with places in braces
     * @param bodies by the name of the record: a JSON body with places in braces, which makes the call a POST
     * @param records by the name of the record: a JSON Pointer to it in the answer; without it the answer is the record
     * @param privateAddress whether {@code base-url} may be in a private network
     */
    record ReadBack(
            @Nullable String id,
            @Nullable URI baseUrl,
            @Nullable String token,
            @DefaultValue Map<String, String> headers,
            @DefaultValue Map<String, String> paths,
            @DefaultValue Map<String, String> bodies,
            @DefaultValue Map<String, String> records,
            @DefaultValue("false") boolean privateAddress) {}

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
