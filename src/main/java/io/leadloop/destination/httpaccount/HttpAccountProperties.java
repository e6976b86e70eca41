package io.leadloop.destination.httpaccount;

import io.leadloop.destination.BoundPerAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Any address that takes JSON ([http-accounts.md](http-accounts.md)). An account of this type has a name of its own and
 * {@code type: http}; what it does not say, its template does.
 *
 * @param template a shipped one: {@code ecapi}, {@code ga4}, {@code nextdoor}, {@code quora}, {@code taboola}; without it the account says all itself
 * @param url where to send to; {@code https} unless private addresses are allowed. In its path and query {@code key.<name>} in double braces is one of {@code keys}
 * @param testUrl of the same host, takes what is only rehearsed and counts nothing
 * @param method {@code POST} or {@code PUT}
 * @param headers sent with each request, never shown
 * @param event the JSON of one event, with fields in double braces
 * @param body the JSON around the events, with {@code events} in double braces where they stand; without it a request is one event, or a list of them where {@code batch-size} is more than 1
 * @param keys the account's own values, which the template says as {@code key.<name>} in double braces; never shown
 * @param auth how requests are signed in
 * @param authName the header or the query's parameter of {@code HEADER}, {@code QUERY} and {@code HMAC_SHA256} (there {@code X-Signature} without it)
 * @param authPrefix stands in front of the value in that header, as {@code sha256=}
 * @param secret the token or the key of the signature; for {@code STANDARD_WEBHOOKS} {@code whsec_} and base64
 * @param acceptStatuses HTTP statuses of a success; 200, 201, 202 and 204 without it
 * @param acceptPointer JSON pointer to what the answer has to say besides; null where the status says enough
 * @param acceptValues what stands there for a yes; any value without it
 * @param rejectedValues what stands there for a no
 * @param rejectedStatuses HTTP statuses that refuse the conversion; 400, 409, 413 and 422 without it
 * @param blockedStatuses HTTP statuses that refuse the account; 401, 403, 404, 410 and 426 without it. All others are tried again
 * @param wordsPointer JSON pointer to the words of a refusal; where it is set, a refusal without them is not the receiver's
 * @param conversionActions the plan's action to the receiver's name; an action that is not in here is a name itself
 * @param actions the names that the receiver knows; empty for any
 * @param currencies those that it takes, ISO 4217; empty for any
 * @param clickIds the kinds of click id that it matches by, the best first
 * @param takesEmail whether it matches by hashed mail alone
 * @param takesPhone whether it matches by hashed phone alone
 * @param required JSON pointers to fields without which an event is not sent
 * @param maxClickAge the oldest click; none is checked without it
 * @param maxEventAge the oldest conversion; 90 days without it
 * @param batchSize most events in a request; 1 without it
 * @param allowPrivateAddress whether the address may be one of the inner network, and without TLS
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.http")
record HttpAccountProperties(
        @Nullable String template,
        @Nullable String url,
        @Nullable String testUrl,
        @Nullable String method,
        @DefaultValue Map<String, String> headers,
        @Nullable String event,
        @Nullable String body,
        @DefaultValue Map<String, String> keys,
        @Nullable Auth auth,
        @Nullable String authName,
        @Nullable String authPrefix,
        @Nullable String secret,
        @Nullable List<Integer> acceptStatuses,
        @Nullable String acceptPointer,
        @Nullable List<String> acceptValues,
        @Nullable List<String> rejectedValues,
        @Nullable List<Integer> rejectedStatuses,
        @Nullable List<Integer> blockedStatuses,
        @Nullable String wordsPointer,
        @DefaultValue Map<String, String> conversionActions,
        @Nullable List<String> actions,
        @Nullable List<String> currencies,
        @Nullable List<String> clickIds,
        @Nullable Boolean takesEmail,
        @Nullable Boolean takesPhone,
        @Nullable List<String> required,
        @Nullable Duration maxClickAge,
        @Nullable Duration maxEventAge,
        @Nullable Integer batchSize,
        @DefaultValue("false") boolean allowPrivateAddress) {

    enum Auth {
        NONE,
        BEARER,
        HEADER,
        QUERY,
        /** The three headers of standardwebhooks.com. */
        STANDARD_WEBHOOKS,
        /** The lower-case hex HMAC-SHA256 of the body in a header. */
        HMAC_SHA256
    }

    /** Whether anything is said that makes it an account: its name, type and label do not. */
    boolean saysAnything() {
        return template != null
                || url != null
                || event != null
                || body != null
                || secret != null
                || !keys.isEmpty()
                || !headers.isEmpty();
    }
}
