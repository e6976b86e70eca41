package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The Data Manager API as Google describes it: token endpoint and events:ingest. */
@RestController
@RequestMapping("/sandbox/google-ads")
@SandboxEnabled
class FakeGoogleAds {

    static final String ID = "google-ads";
    private static final String TOKEN_PREFIX = "sandbox-token-";
    /** Longer than anybody waits for an answer; in the end the connection is given free. */
    private static final long NEVER = 60_000L;

    private final Received received;
    private final Faults faults;
    private final Clock clock;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    FakeGoogleAds(Received received, Faults faults, Clock clock) {
        this.received = received;
        this.faults = faults;
        this.clock = clock;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam Map<String, String> form) {
        boolean known = "refresh_token".equals(form.get("grant_type")) && form.containsKey("refresh_token")
                || "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))
                        && form.containsKey("assertion");
        if (!known || faults.of(ID).stream().anyMatch(it -> it.fault() == Faults.Kind.BAD_TOKEN)) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "invalid_grant", "error_description", "Token has been expired or revoked."));
        }
        return ResponseEntity.ok(Map.of(
                "access_token",
                TOKEN_PREFIX + UUID.randomUUID(),
                "expires_in",
                3599,
                "token_type",
                "Bearer",
                "scope",
                "https://www.googleapis.com/auth/datamanager"));
    }

    @PostMapping("/v1/events:ingest")
    DeferredResult<ResponseEntity<JsonNode>> ingest(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody JsonNode request) {
        DeferredResult<ResponseEntity<JsonNode>> answer = new DeferredResult<>(NEVER);
        if (authorization == null
                || !authorization.startsWith("Bearer " + TOKEN_PREFIX)
                || faults.use(ID, Faults.Kind.BAD_TOKEN).isPresent()) {
            answer.setResult(
                    error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", List.of()));
        } else if (faults.use(ID, Faults.Kind.SERVER_ERROR).isPresent()) {
            answer.setResult(error(503, "UNAVAILABLE", "The service is currently unavailable.", List.of()));
        } else {
            faults.use(ID, Faults.Kind.RATE_LIMIT)
                    .ifPresentOrElse(fault -> answer.setResult(rateLimit(fault)), () -> check(request, answer));
        }
        return answer;
    }

    private void check(JsonNode request, DeferredResult<ResponseEntity<JsonNode>> answer) {
        GoogleAdsRules rules = new GoogleAdsRules(clock.instant());
        rules.check(request, faults.badRows(ID));
        if (rules.isUnnamed()) {
            answer.setResult(error(400, "INVALID_ARGUMENT", "There was a problem with the request.", List.of()));
            return;
        }
        if (!rules.violations().isEmpty()) {
            answer.setResult(
                    error(400, "INVALID_ARGUMENT", "There was a problem with the request.", rules.violations()));
            return;
        }
        if (!request.path("validateOnly").asBoolean()) {
            List<Received.Taken> taken = new ArrayList<>();
            String action = request.path("destinations")
                    .path(0)
                    .path("productDestinationId")
                    .asText();
            request.path("events")
                    .forEach(event -> taken.add(new Received.Taken(
                            action + "/"
                                    + event.path("transactionId")
                                            .asText(UUID.randomUUID().toString()),
                            event,
                            rules.notCounted(event))));
            received.take(ID, taken);
        }
        if (faults.use(ID, Faults.Kind.TIMEOUT_AFTER_ACCEPTING).isEmpty()) {
            answer.setResult(ResponseEntity.ok(
                    json.objectNode().put("requestId", UUID.randomUUID().toString())));
        }
    }

    private ResponseEntity<JsonNode> rateLimit(Faults.Fault fault) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(429);
        if (fault.retryAfterSeconds() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, fault.retryAfterSeconds().toString());
        }
        return answer.body(
                error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", List.of()).getBody());
    }

    private ResponseEntity<JsonNode> error(
            int status, String name, String message, List<GoogleAdsRules.Violation> violations) {
        ObjectNode body = json.objectNode();
        ObjectNode error = body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", name);
        var details = error.putArray("details");
        String requestId = UUID.randomUUID().toString();
        details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", name)
                .put("domain", "datamanager.googleapis.com")
                .putObject("metadata")
                .put("requestId", requestId);
        if (!violations.isEmpty()) {
            var list = details.addObject()
                    .put("@type", "type.googleapis.com/google.rpc.BadRequest")
                    .putArray("fieldViolations");
            violations.forEach(it -> list.addObject()
                    .put("field", it.field())
                    .put("description", it.description())
                    .put("reason", it.reason()));
        }
        return ResponseEntity.status(status).body(body);
    }
}
