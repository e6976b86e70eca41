package io.leadloop.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Web conversions of the Ads API as X describes them: a request counts as a whole.
 *
 * <p>Its answers: docs.x.com/x-ads-api/measurement/web-conversions and
 * developer.x.com/en/docs/x-ads-api/measurement/web-conversions/troubleshooting.
 */
@RestController
@RequestMapping("/sandbox/x")
@SandboxEnabled
class FakeX extends SandboxPlatform {

    static final String ID = "x";
    private static final String ACCOUNT = "18ce54d4x5t";

    private final Clock clock;

    FakeX(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping("/12/measurement/conversions/{pixel:[0-9a-z]+}")
    DeferredResult<ResponseEntity<JsonNode>> conversions(
            @PathVariable String pixel,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody JsonNode request,
            HttpServletRequest call) {
        boolean signedIn =
                XSignature.isGood(authorization, "POST", call.getRequestURL().toString(), clock.instant());
        return answer(signedIn, () -> check(pixel, request));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(401, "UNAUTHORIZED_ACCESS", "This request is not properly authenticated");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(503, "OVER_CAPACITY", "Service temporarily unavailable due to over capacity");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "TOO_MANY_REQUESTS", "Too many requests");
    }

    private ResponseEntity<JsonNode> check(String pixel, JsonNode request) {
        Optional<String> violation = new XRules(pixel, clock.instant()).check(request);
        if (violation.isPresent()) {
            return error(400, "INVALID_PARAMETER", violation.get());
        }
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode conversion : request.path("conversions")) {
            if (isBadRow(conversion)) {
                return error(400, "INVALID_PARAMETER", "The conversion is invalid");
            }
            taken.add(new Received.Taken(
                    conversion.path("conversion_id").asText(UUID.randomUUID().toString()), conversion, null));
        }
        take(taken);
        ObjectNode body = json.objectNode();
        body.putObject("request").putObject("params").put("account_id", ACCOUNT);
        body.putObject("data")
                .put("conversions_processed", taken.size())
                .put("debug_id", UUID.randomUUID().toString());
        return ResponseEntity.ok(body);
    }

    private ResponseEntity<JsonNode> error(int status, String code, String message) {
        ObjectNode body = json.objectNode();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        body.putObject("request").putObject("params");
        return ResponseEntity.status(status).body(body);
    }
}
