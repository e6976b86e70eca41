package io.leadloop.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Reddit's Conversions API v3. One bad event refuses all; whether version 3 names it is not documented: the bad ones are listed as
 * version 2 listed them, unless a fault says that the row is not named. An error of 400 has a code and a message, as public reports
 * of version 3 show it; 401 also its reason.
 *
 * <p>Its answers: facts/meta-tiktok-openai.md 4.
 */
@RestController
@RequestMapping("/sandbox/reddit")
@SandboxEnabled
class FakeReddit extends SandboxPlatform {

    static final String ID = "reddit";
    static final String TOKEN = "demo-reddit-token";

    private final Clock clock;

    FakeReddit(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping("/api/v3/pixels/{pixel}/conversion_events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody JsonNode request) {
        return answer(("Bearer " + TOKEN).equals(authorization), () -> check(request));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(401, "UNAUTHORIZED", "This server could not verify that you are authorized.");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(500, "INTERNAL_SERVER_ERROR", "Internal error.");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "TOO_MANY_REQUESTS", "Too many requests.");
    }

    private ResponseEntity<JsonNode> check(JsonNode request) {
        RedditRules rules = new RedditRules(clock.instant());
        Optional<String> refusal = rules.refusal(request);
        if (refusal.isPresent()) {
            return error(400, null, refusal.get());
        }
        ArrayNode invalid = json.arrayNode();
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode event : request.path("data").path("events")) {
            Optional<String> why = isBadRow(event) ? Optional.of("invalid conversion event") : rules.invalid(event);
            why.ifPresent(it -> invalid.addObject().put("error_message", it).set("event", event));
            taken.add(new Received.Taken(
                    event.path("metadata").path("conversion_id").asText(), event, null));
        }
        if (!invalid.isEmpty()) {
            return refused(invalid);
        }
        take(taken);
        ObjectNode body = json.objectNode();
        body.putObject("data").put("message", "Successfully processed " + taken.size() + " conversion events.");
        return ResponseEntity.ok(body);
    }

    private ResponseEntity<JsonNode> refused(ArrayNode invalid) {
        String words = "There were " + invalid.size() + " invalid conversion events. None were processed.";
        boolean unnamed = badRows().stream().anyMatch(it -> Boolean.FALSE.equals(it.namesTheRow()));
        if (unnamed) {
            return error(400, null, words);
        }
        ObjectNode body = json.objectNode();
        body.putObject("data").put("message", words).set("invalid_events", invalid);
        return ResponseEntity.badRequest().body(body);
    }

    private ResponseEntity<JsonNode> error(int status, @Nullable String reason, String message) {
        ObjectNode body = json.objectNode();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        if (reason != null) {
            error.put("reason", reason);
        }
        return ResponseEntity.status(status).body(body);
    }
}
