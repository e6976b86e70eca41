package io.leadloop.sandbox.httpaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * One receiver for each account: {@code /sandbox/http/<account>/events} takes any JSON by POST or PUT, and
 * {@code /sandbox/<account>/received} tells what came. There is no platform whose rules it could follow; it wants a sign-in,
 * a JSON object or list, and answers by status and an {@code error}. A signature is checked by the specification at
 * github.com/standard-webhooks/standard-webhooks.
 */
@RestController
@SandboxEnabled
class FakeHttpReceivers {

    private final Received received;
    private final Faults faults;
    private final Clock clock;
    private final ObjectMapper json;
    private final Map<String, FakeHttpReceiver> byAccount = new ConcurrentHashMap<>();

    FakeHttpReceivers(Received received, Faults faults, Clock clock, ObjectMapper json) {
        this.received = received;
        this.faults = faults;
        this.clock = clock;
        this.json = json;
    }

    @RequestMapping(
            path = "/sandbox/http/{account}/events",
            method = {RequestMethod.POST, RequestMethod.PUT})
    DeferredResult<ResponseEntity<JsonNode>> events(
            @PathVariable String account, @RequestHeader HttpHeaders headers, @RequestBody byte[] body)
            throws IOException {
        return byAccount
                .computeIfAbsent(account, id -> new FakeHttpReceiver(id, received, faults))
                .take(new SignedPost(headers, body).isSignedIn(clock.instant()), headers, json.readTree(body));
    }
}
