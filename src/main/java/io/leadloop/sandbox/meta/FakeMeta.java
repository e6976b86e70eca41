package io.leadloop.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
 * The Conversions API as Meta describes it.
 *
 * <p>Its answers: facts/vectors-meta-tiktok-openai.md 1.5.
 */
@RestController
@RequestMapping("/sandbox/meta")
@SandboxEnabled
class FakeMeta extends SandboxPlatform {

    static final String ID = "meta";
    static final String TOKEN = "demo-meta-token";

    private final Clock clock;

    FakeMeta(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping("/{version:v\\d+\\.0}/{dataset:\\d+}/events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @PathVariable String dataset,
            @RequestParam(name = "access_token", required = false) @Nullable String token,
            @RequestBody JsonNode request) {
        return answer(TOKEN.equals(token), () -> check(request));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(400, 190, 463, "Error validating access token: Session has expired.", "Token");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(500, 2, 0, "Service temporarily unavailable", "Service unavailable");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(400, 80004, 2446079, "There have been too many calls", "Too many calls");
    }

    private ResponseEntity<JsonNode> check(JsonNode request) {
        MetaRules.Violation violation = new MetaRules(clock.instant()).check(request, badRows());
        if (violation != null) {
            return error(400, 100, violation.subcode(), "Invalid parameter", violation.title());
        }
        List<Received.Taken> taken = new ArrayList<>();
        request.path("data")
                .forEach(event -> taken.add(new Received.Taken(
                        event.path("event_name").asText() + "/"
                                + event.path("event_id")
                                        .asText(UUID.randomUUID().toString()),
                        event,
                        null)));
        take(taken);
        ObjectNode body = json.objectNode().put("events_received", taken.size());
        body.putArray("messages");
        return ResponseEntity.ok(body.put("fbtrace_id", "A" + UUID.randomUUID()));
    }

    private ResponseEntity<JsonNode> error(int status, int code, int subcode, String message, String title) {
        ObjectNode body = json.objectNode();
        ObjectNode error = body.putObject("error")
                .put("message", message)
                .put("type", "OAuthException")
                .put("code", code)
                .put("is_transient", code == 2)
                .put("error_user_title", title)
                .put("fbtrace_id", "A" + UUID.randomUUID());
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        return ResponseEntity.status(status).body(body);
    }
}
