package io.leadloop.sandbox.tiktok;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The Events API 2.0 as TikTok describes it: HTTP 200 whatever happens, the code tells.
 *
 * <p>Its answers: facts/vectors-meta-tiktok-openai.md 2.2.
 */
@RestController
@RequestMapping("/sandbox/tiktok")
@SandboxEnabled
class FakeTikTok extends SandboxPlatform {

    private static final int PARAMETER = 40002;

    private final Clock clock;

    FakeTikTok(Received received, Faults faults, Clock clock) {
        super("tiktok", received, faults);
        this.clock = clock;
    }

    @PostMapping("/open_api/{version:v\\d\\.\\d}/event/track/")
    DeferredResult<ResponseEntity<JsonNode>> track(
            @RequestHeader(name = "Access-Token", required = false) @Nullable String token,
            @RequestBody JsonNode request) {
        return answer("demo-tiktok-token".equals(token), () -> check(request));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return code(40105, "Access token is incorrect or has been revoked.");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return code(50000, "System error.");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return code(40100, "Too many requests. Please retry in some time.");
    }

    private ResponseEntity<JsonNode> check(JsonNode request) {
        TikTokRules rules = new TikTokRules(clock.instant());
        Optional<String> wrong = rules.check(request);
        if (wrong.isPresent()) {
            return code(PARAMETER, wrong.get());
        }
        String source = request.path("event_source_id").asText();
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode event : request.path("data")) {
            if (isBadRow(event)) {
                return code(PARAMETER, "Invalid event.");
            }
            taken.add(new Received.Taken(
                    source + "/" + event.path("event").asText() + "/"
                            + event.path("event_id").asText(),
                    event,
                    null));
        }
        take(taken);
        return code(0, "OK");
    }

    private ResponseEntity<JsonNode> code(int code, String message) {
        ObjectNode body = json.objectNode();
        body.put("code", code)
                .put("message", message)
                .put("request_id", UUID.randomUUID().toString());
        body.putObject("data");
        return ResponseEntity.ok(body);
    }
}
