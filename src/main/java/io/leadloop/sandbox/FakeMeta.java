package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The Conversions API as Meta describes it. */
@RestController
@RequestMapping("/sandbox/meta")
@SandboxEnabled
class FakeMeta {

    static final String ID = "meta";
    static final String TOKEN = "demo-meta-token";
    /** Longer than anybody waits for an answer; in the end the connection is given free. */
    private static final long NEVER = 60_000L;

    private final Received received;
    private final Faults faults;
    private final Clock clock;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    FakeMeta(Received received, Faults faults, Clock clock) {
        this.received = received;
        this.faults = faults;
        this.clock = clock;
    }

    @PostMapping("/{version:v\\d+\\.0}/{dataset:\\d+}/events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @PathVariable String dataset,
            @RequestParam(name = "access_token", required = false) @Nullable String token,
            @RequestBody JsonNode request) {
        DeferredResult<ResponseEntity<JsonNode>> answer = new DeferredResult<>(NEVER);
        if (!TOKEN.equals(token) || faults.use(ID, Faults.Kind.BAD_TOKEN).isPresent()) {
            answer.setResult(error(400, 190, 463, "Error validating access token: Session has expired.", "Token"));
        } else if (faults.use(ID, Faults.Kind.SERVER_ERROR).isPresent()) {
            answer.setResult(error(500, 2, 0, "Service temporarily unavailable", "Service unavailable"));
        } else {
            faults.use(ID, Faults.Kind.RATE_LIMIT)
                    .ifPresentOrElse(fault -> answer.setResult(rateLimit(fault)), () -> check(request, answer));
        }
        return answer;
    }

    private void check(JsonNode request, DeferredResult<ResponseEntity<JsonNode>> answer) {
        MetaRules rules = new MetaRules(clock.instant());
        MetaRules.Violation violation = rules.check(request, faults.badRows(ID));
        if (violation != null) {
            answer.setResult(error(400, 100, violation.subcode(), "Invalid parameter", violation.title()));
            return;
        }
        List<Received.Taken> taken = new ArrayList<>();
        request.path("data")
                .forEach(event -> taken.add(new Received.Taken(
                        event.path("event_name").asText() + "/"
                                + event.path("event_id")
                                        .asText(UUID.randomUUID().toString()),
                        event,
                        null)));
        received.take(ID, taken);
        if (faults.use(ID, Faults.Kind.TIMEOUT_AFTER_ACCEPTING).isEmpty()) {
            ObjectNode body = json.objectNode().put("events_received", taken.size());
            body.putArray("messages");
            answer.setResult(ResponseEntity.ok(body.put("fbtrace_id", "A" + UUID.randomUUID())));
        }
    }

    private ResponseEntity<JsonNode> rateLimit(Faults.Fault fault) {
        ResponseEntity<JsonNode> error = error(400, 80004, 2446079, "There have been too many calls", "Too many calls");
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(error.getStatusCode());
        if (fault.retryAfterSeconds() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, fault.retryAfterSeconds().toString());
        }
        return answer.body(error.getBody());
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
