package io.leadloop.sandbox.linkedin;

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
import java.util.Map;
import java.util.UUID;
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

/**
 * The Conversions API as LinkedIn describes it.
 *
 * <p>Its answers: facts/vectors-google-microsoft-linkedin.md 9.
 */
@RestController
@RequestMapping("/sandbox/linkedin")
@SandboxEnabled
class FakeLinkedIn extends SandboxPlatform {

    static final String ID = "linkedin";
    static final String TOKEN = "demo-linkedin-token";
    private static final String TOKEN_PREFIX = "sandbox-token-";
    private static final String LAST_DEAD_VERSION = "202511";
    private static final int MAX_EVENTS = 5_000;

    private final Clock clock;

    FakeLinkedIn(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping(path = "/oauth/v2/accessToken", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam Map<String, String> form) {
        boolean known = "refresh_token".equals(form.get("grant_type")) && form.containsKey("refresh_token");
        if (!known || refusesSignIns()) {
            return ResponseEntity.badRequest()
                    .body(Map.of(
                            "error", "invalid_grant", "error_description", "The provided refresh token is invalid"));
        }
        // No token_type: learn.microsoft.com/linkedin/shared/authentication/programmatic-refresh-tokens, step 2.
        return ResponseEntity.ok(Map.of(
                "access_token",
                TOKEN_PREFIX + UUID.randomUUID(),
                "expires_in",
                5184000,
                "refresh_token",
                String.valueOf(form.get("refresh_token")),
                "refresh_token_expires_in",
                31536000,
                "scope",
                "r_ads,rw_conversions"));
    }

    @PostMapping("/rest/conversionEvents")
    DeferredResult<ResponseEntity<JsonNode>> events(@RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        return answer(isSignedIn(headers), () -> check(headers, request));
    }

    private static boolean isSignedIn(HttpHeaders headers) {
        String bearer = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return bearer != null && (bearer.equals("Bearer " + TOKEN) || bearer.startsWith("Bearer " + TOKEN_PREFIX));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        ObjectNode body = json.objectNode()
                .put("status", 401)
                .put("serviceErrorCode", 65600)
                .put("code", "INVALID_ACCESS_TOKEN")
                .put("message", "Invalid access token");
        return ResponseEntity.status(401).body(body);
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(500, "Internal Server Error");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "Resource level throttle limit for calls to this resource is reached.");
    }

    private ResponseEntity<JsonNode> check(HttpHeaders headers, JsonNode request) {
        String version = String.valueOf(headers.getFirst("LinkedIn-Version"));
        if (!version.matches("\\d{6}")) {
            return error(
                    400, "A version must be present. Please specify a version by adding the Linkedin-Version header.");
        }
        if (version.compareTo(LAST_DEAD_VERSION) <= 0) {
            return error(426, "Requested version " + version + " is not active");
        }
        if (!"2.0.0".equals(headers.getFirst("X-Restli-Protocol-Version"))
                || !"BATCH_CREATE".equals(headers.getFirst("X-RestLi-Method"))) {
            return error(400, "This fake takes batches of Rest.li 2.0.0 only.");
        }
        JsonNode elements = request.path("elements");
        if (request.size() != 1 || !elements.isArray() || elements.isEmpty() || elements.size() > MAX_EVENTS) {
            return error(400, "1 to 5000 elements are allowed.");
        }
        return create(elements);
    }

    private ResponseEntity<JsonNode> create(JsonNode elements) {
        LinkedInRules rules = new LinkedInRules(clock.instant());
        StringBuilder errors = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            List<String> wrong = new ArrayList<>(rules.check(elements.get(i)));
            if (isBadRow(elements.get(i))) {
                wrong.add("/user :: is not valid");
            }
            if (!wrong.isEmpty()) {
                errors.append(namesTheRow() ? "Index: " + i + ", " : "");
                wrong.forEach(it -> errors.append("ERROR :: ").append(it).append('\n'));
            }
        }
        if (!errors.isEmpty()) {
            return error(422, errors.toString());
        }
        List<Received.Taken> taken = new ArrayList<>();
        ObjectNode body = json.objectNode();
        ArrayNode answers = body.putArray("elements");
        elements.forEach(event -> {
            taken.add(new Received.Taken(
                    event.path("eventId").asText(UUID.randomUUID().toString()), event, null));
            answers.addObject().put("status", 201);
        });
        take(taken);
        return ResponseEntity.ok(body);
    }

    private boolean namesTheRow() {
        return badRows().stream().noneMatch(it -> Boolean.FALSE.equals(it.namesTheRow()));
    }

    private ResponseEntity<JsonNode> error(int status, String message) {
        return ResponseEntity.status(status)
                .body(json.objectNode().put("message", message).put("status", status));
    }
}
