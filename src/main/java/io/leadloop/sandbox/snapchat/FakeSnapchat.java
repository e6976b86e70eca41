package io.leadloop.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The Conversions API as Snap describes it.
 *
 * <p>Its answers: facts/meta-tiktok-openai.md, Added 2026-11-26.
 */
@RestController
@RequestMapping("/sandbox/snapchat")
@SandboxEnabled
class FakeSnapchat extends SandboxPlatform {

    static final String ID = "snapchat";
    static final String TOKEN = "demo-snapchat-token";

    private final Clock clock;

    FakeSnapchat(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping("/v3/{pixel:[0-9a-f]{8}-[0-9a-f-]{27}}/events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @PathVariable String pixel,
            @RequestParam(name = "access_token", required = false) @Nullable String token,
            @RequestBody JsonNode request) {
        return answer(TOKEN.equals(token), () -> check(request));
    }

    /** Checks the same and counts nothing. */
    @PostMapping("/v3/{pixel:[0-9a-f]{8}-[0-9a-f-]{27}}/events/validate")
    DeferredResult<ResponseEntity<JsonNode>> validate(
            @PathVariable String pixel,
            @RequestParam(name = "access_token", required = false) @Nullable String token,
            @RequestBody JsonNode request) {
        return answer(
                TOKEN.equals(token),
                () -> new SnapchatRules(clock.instant())
                        .check(request)
                        .map(it -> invalid(400, "INVALID_EVENT", it))
                        .orElseGet(this::valid));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return invalid(401, "UNAUTHORIZED", "The access token is invalid or expired.");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return invalid(500, "INTERNAL_ERROR", "Internal server error.");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return invalid(429, "RATE_LIMITED", "Too many requests.");
    }

    private ResponseEntity<JsonNode> check(JsonNode request) {
        Optional<String> violation = new SnapchatRules(clock.instant()).check(request);
        if (violation.isPresent()) {
            return invalid(400, "INVALID_EVENT", violation.get());
        }
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode event : request.path("data")) {
            if (isBadRow(event)) {
                return invalid(400, "INVALID_EVENT", "The event is invalid.");
            }
            taken.add(new Received.Taken(
                    event.path("event_id").asText(UUID.randomUUID().toString()), event, null));
        }
        take(taken);
        return valid();
    }

    private ResponseEntity<JsonNode> valid() {
        return ResponseEntity.ok(
                json.objectNode().put("status", "VALID").put("reason", "Events have been processed successfully."));
    }

    private ResponseEntity<JsonNode> invalid(int status, String code, String message) {
        ObjectNode body = json.objectNode().put("status", "INVALID");
        body.putArray("error_msgs").add(code + ": " + message);
        return ResponseEntity.status(status).body(body);
    }
}
