package io.leadloop.sandbox.openaiads;

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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The Conversions API as OpenAI describes it. Of its answers only two errors were seen, 401 and 503; that any 2xx is a yes, and what
 * stands in 400, 422 and 429, is not documented: the fake gives them the same shape.
 *
 * <p>Its answers: facts/meta-tiktok-openai.md 3.2, 3.3.
 */
@RestController
@RequestMapping("/sandbox/openai-ads")
@SandboxEnabled
class FakeOpenAiAds extends SandboxPlatform {

    private final Clock clock;

    FakeOpenAiAds(Received received, Faults faults, Clock clock) {
        super("openai-ads", received, faults);
        this.clock = clock;
    }

    @PostMapping("/v1/events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam String pid,
            @RequestBody JsonNode request) {
        return answer("Bearer demo-openai-key".equals(authorization), () -> check(pid, request));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(
                401,
                "You have insufficient permissions for this operation. Missing scopes: ads.third_party_events.write",
                "invalid_request_error");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(503, "503: Authentication backend failure", "server_error");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "Rate limit reached", "requests");
    }

    private ResponseEntity<JsonNode> check(String pixel, JsonNode request) {
        Optional<String> wrong = new OpenAiAdsRules(clock.instant()).check(request);
        if (wrong.isPresent()) {
            return error(400, wrong.get(), "invalid_request_error");
        }
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode event : request.path("events")) {
            if (isBadRow(event)) {
                return error(422, "Invalid event", "invalid_request_error");
            }
            taken.add(new Received.Taken(
                    pixel + "/" + event.path("type").asText()
                            + event.path("custom_event_name").asText("") + "/"
                            + event.path("id").asText(),
                    event,
                    null));
        }
        if (!request.path("validate_only").asBoolean()) {
            take(taken);
        }
        return ResponseEntity.ok(json.objectNode());
    }

    private ResponseEntity<JsonNode> error(int status, String message, String type) {
        ObjectNode body = json.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return ResponseEntity.status(status).body(body);
    }
}
