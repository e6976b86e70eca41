package io.leadloop.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The Data Manager API as Google describes it: token endpoint and events:ingest.
 *
 * <p>Its answers: facts/vectors-google-microsoft-linkedin.md 10.
 */
@RestController
@RequestMapping("/sandbox/google-ads")
@SandboxEnabled
class FakeGoogleAds extends SandboxPlatform {

    static final String ID = "google-ads";
    static final String TOKEN_PREFIX = "sandbox-token-";

    private final Clock clock;
    private final Map<String, JsonNode> requests = new ConcurrentHashMap<>();

    FakeGoogleAds(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam Map<String, String> form) {
        boolean known = "refresh_token".equals(form.get("grant_type")) && form.containsKey("refresh_token")
                || "urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))
                        && form.containsKey("assertion");
        if (!known || refusesSignIns()) {
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
        return answer(isSignedIn(authorization), () -> check(request));
    }

    /** Half an hour after the request Google knows what it counted; the fake knows it at once. */
    @GetMapping("/v1/requestStatus:retrieve")
    DeferredResult<ResponseEntity<JsonNode>> status(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam String requestId) {
        return answer(
                isSignedIn(authorization),
                () -> requests.containsKey(requestId)
                        ? ResponseEntity.ok(requests.get(requestId))
                        : error(400, "INVALID_ARGUMENT", "There is no such request.", List.of()));
    }

    static boolean isSignedIn(@Nullable String authorization) {
        return authorization != null && authorization.startsWith("Bearer " + TOKEN_PREFIX);
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", List.of());
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(503, "UNAVAILABLE", "The service is currently unavailable.", List.of());
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.", List.of());
    }

    private ResponseEntity<JsonNode> check(JsonNode request) {
        GoogleAdsRules rules = new GoogleAdsRules(clock.instant());
        rules.check(request, badRows());
        for (JsonNode destination : request.path("destinations")) {
            rules.action(!isBadAction(destination.path("productDestinationId").asText()));
        }
        if (rules.isUnnamed() || !rules.violations().isEmpty()) {
            List<GoogleAdsRules.Violation> named = rules.isUnnamed() ? List.of() : rules.violations();
            return error(400, "INVALID_ARGUMENT", "There was a problem with the request.", named);
        }
        String requestId = UUID.randomUUID().toString();
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
            takeLast(taken);
            requests.put(requestId, status(taken));
        }
        return ResponseEntity.ok(json.objectNode().put("requestId", requestId));
    }

    /**
     * The record_count is that of all events of the request, "regardless of whether they were successfully ingested or
     * not" (google.ads.datamanager.v1, request_status_per_destination.proto, IngestEventsStatus); the ones that failed are
     * counted by reason beside it (processing_errors.proto, ErrorInfo).
     */
    static JsonNode status(List<Received.Taken> taken) {
        Map<String, Integer> reasons = new TreeMap<>();
        taken.stream()
                .map(Received.Taken::notCountedBecause)
                .filter(Objects::nonNull)
                .forEach(it -> reasons.merge(it, 1, Integer::sum));
        int lost = reasons.values().stream().mapToInt(Integer::intValue).sum();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode destination = body.putArray("requestStatusPerDestination").addObject();
        destination.put("requestStatus", lost == 0 ? "SUCCESS" : lost == taken.size() ? "FAILED" : "PARTIAL_SUCCESS");
        destination.putObject("eventsIngestionStatus").put("recordCount", Integer.toString(taken.size()));
        if (lost > 0) {
            var counts = destination.putObject("errorInfo").putArray("errorCounts");
            reasons.forEach((reason, count) -> counts.addObject()
                    .put("recordCount", Integer.toString(count))
                    .put("reason", reason));
        }
        return body;
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
