package io.leadloop.sandbox.googleadslegacy;

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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The Google Ads API's conversion uploads and adjustments as Google describes them, with partial failures.
 *
 * <p>Its answers: facts/vectors-google-microsoft-linkedin.md 6.
 */
@RestController
@RequestMapping("/sandbox/google-ads-legacy")
@SandboxEnabled
class FakeGoogleAdsLegacy extends SandboxPlatform {

    private static final String ID = "google-ads-legacy";
    private static final String TOKEN_PREFIX = "sandbox-token-";
    private static final String FAILURE = "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure";

    private final Clock clock;

    FakeGoogleAdsLegacy(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam Map<String, String> form) {
        if (!form.containsKey("refresh_token") && !form.containsKey("assertion") || refusesSignIns()) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "invalid_grant", "error_description", "Token has been expired or revoked."));
        }
        return ResponseEntity.ok(
                Map.of("access_token", TOKEN_PREFIX + UUID.randomUUID(), "expires_in", 3599, "token_type", "Bearer"));
    }

    @PostMapping("/{version:v\\d+}/customers/{customer:\\d+}:uploadClickConversions")
    DeferredResult<ResponseEntity<JsonNode>> conversions(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "developer-token", required = false) @Nullable String developerToken,
            @PathVariable String customer,
            @RequestBody JsonNode request) {
        return answer(isSignedIn(authorization, developerToken), () -> check("conversions", "conversions", request));
    }

    @PostMapping("/{version:v\\d+}/customers/{customer:\\d+}:uploadConversionAdjustments")
    DeferredResult<ResponseEntity<JsonNode>> adjustments(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(name = "developer-token", required = false) @Nullable String developerToken,
            @PathVariable String customer,
            @RequestBody JsonNode request) {
        return answer(
                isSignedIn(authorization, developerToken),
                () -> check("conversionAdjustments", "conversion_adjustments", request));
    }

    private static boolean isSignedIn(@Nullable String authorization, @Nullable String developerToken) {
        return authorization != null
                && authorization.startsWith("Bearer " + TOKEN_PREFIX)
                && "demo-developer-token".equals(developerToken);
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return refusal(401, "UNAUTHENTICATED", "authenticationError", "OAUTH_TOKEN_INVALID");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return refusal(503, "UNAVAILABLE", "internalError", "TRANSIENT_ERROR");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return refusal(429, "RESOURCE_EXHAUSTED", "quotaError", "RESOURCE_EXHAUSTED");
    }

    private ResponseEntity<JsonNode> check(String field, String path, JsonNode request) {
        GoogleAdsLegacyRules rules = new GoogleAdsLegacyRules(clock.instant());
        Optional<String> whole = rules.whole(field, request);
        if (whole.isPresent()) {
            return refusal(400, "INVALID_ARGUMENT", "conversionUploadError", whole.get());
        }
        ObjectNode body = json.objectNode();
        ArrayNode results = json.arrayNode();
        ArrayNode errors = json.arrayNode();
        List<Received.Taken> taken = new ArrayList<>();
        JsonNode rows = request.path(field);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            Optional<String> wrong = isBadRow(row) ? Optional.of("UNPARSEABLE_GCLID") : rules.row(field, row);
            ObjectNode result = results.addObject();
            if (wrong.isPresent()) {
                error(errors.addObject(), "conversionUploadError", wrong.get());
                ((ObjectNode) errors.get(errors.size() - 1))
                        .putObject("location")
                        .putArray("fieldPathElements")
                        .addObject()
                        .put("fieldName", path)
                        .put("index", i);
            } else {
                result.put("conversionAction", row.path("conversionAction").asText());
                result.put("orderId", row.path("orderId").asText());
                taken.add(new Received.Taken(
                        row.path("conversionAction").asText() + "/"
                                + row.path("orderId").asText() + "/"
                                + row.path("adjustmentType").asText(""),
                        row,
                        null));
            }
        }
        if (!request.path("validateOnly").asBoolean()) {
            take(taken);
            body.set("results", results);
        }
        if (!errors.isEmpty()) {
            ObjectNode failure =
                    body.putObject("partialFailureError").put("code", 3).put("message", "Multiple errors");
            failure.putArray("details").addObject().put("@type", FAILURE).set("errors", errors);
        }
        return ResponseEntity.ok(body.put("jobId", "2147483649"));
    }

    private static void error(ObjectNode error, String family, String code) {
        error.putObject("errorCode").put(family, code);
        error.put("message", "The request is invalid: " + code);
    }

    private ResponseEntity<JsonNode> refusal(int status, String name, String family, String code) {
        ObjectNode body = json.objectNode();
        ObjectNode error = body.putObject("error")
                .put("code", status)
                .put("message", "Request contains an invalid argument.")
                .put("status", name);
        error(
                error.putArray("details")
                        .addObject()
                        .put("@type", FAILURE)
                        .putArray("errors")
                        .addObject(),
                family,
                code);
        return ResponseEntity.status(status).body(body);
    }
}
