package io.leadloop.sandbox.microsoftads;

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

/**
 * The Campaign Management API as Microsoft describes it: token endpoint, conversions and their adjustments.
 *
 * <p>Its answers: facts/vectors-google-microsoft-linkedin.md 8.
 */
@RestController
@RequestMapping("/sandbox/microsoft-ads")
@SandboxEnabled
class FakeMicrosoftAds extends SandboxPlatform {

    static final String ID = "microsoft-ads";
    static final String DEVELOPER_TOKEN = "demo-developer-token";
    private static final String TOKEN_PREFIX = "sandbox-token-";
    private static final String REFRESH_PREFIX = "demo-refresh-token";
    private static final int MAX_ROWS = 1_000;

    private final Clock clock;

    FakeMicrosoftAds(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    /** Gives a new refresh token with each answer, as Microsoft does. */
    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam Map<String, String> form) {
        boolean known = "refresh_token".equals(form.get("grant_type"))
                && form.getOrDefault("refresh_token", "").startsWith(REFRESH_PREFIX)
                && form.getOrDefault("scope", "").contains("https://ads.microsoft.com/msads.manage");
        if (!known || refusesSignIns()) {
            return ResponseEntity.badRequest()
                    .body(Map.of(
                            "error",
                            "invalid_grant",
                            "error_description",
                            "AADSTS70008: The refresh token has expired."));
        }
        return ResponseEntity.ok(Map.of(
                "access_token",
                TOKEN_PREFIX + UUID.randomUUID(),
                "refresh_token",
                REFRESH_PREFIX + "-" + UUID.randomUUID(),
                "expires_in",
                3600,
                "token_type",
                "Bearer",
                "scope",
                "https://ads.microsoft.com/msads.manage"));
    }

    @PostMapping("/CampaignManagement/v13/OfflineConversions/Apply")
    DeferredResult<ResponseEntity<JsonNode>> conversions(
            @RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        return answer(isSignedIn(headers), () -> check(request, "OfflineConversions", false));
    }

    @PostMapping("/CampaignManagement/v13/OfflineConversionAdjustments/Apply")
    DeferredResult<ResponseEntity<JsonNode>> adjustments(
            @RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        return answer(isSignedIn(headers), () -> check(request, "OfflineConversionAdjustments", true));
    }

    static boolean isSignedIn(HttpHeaders headers) {
        String bearer = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return bearer != null
                && bearer.startsWith("Bearer " + TOKEN_PREFIX)
                && DEVELOPER_TOKEN.equals(headers.getFirst("DeveloperToken"))
                && isNumber(headers.getFirst("CustomerId"))
                && isNumber(headers.getFirst("CustomerAccountId"));
    }

    private static boolean isNumber(@Nullable String value) {
        return value != null && value.matches("\\d+");
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return fault(401, "AdApiFaultDetail", "Errors", 105, "InvalidCredentials", "Authentication failed.");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return fault(500, "AdApiFaultDetail", "Errors", 0, "InternalError", "An internal error has occurred.");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return fault(429, "AdApiFaultDetail", "Errors", 117, "CallRateExceeded", "Wait 60 seconds.");
    }

    private ResponseEntity<JsonNode> check(JsonNode request, String field, boolean adjustment) {
        JsonNode rows = request.path(field);
        if (request.size() != 1 || !rows.isArray()) {
            return unreadable();
        }
        if (rows.isEmpty() || rows.size() > MAX_ROWS) {
            return rows.isEmpty()
                    ? fault(400, "ApiFaultDetail", "OperationErrors", 5600, "OfflineConversionsNullOrEmpty", "None.")
                    : fault(400, "ApiFaultDetail", "OperationErrors", 5601, "OfflineConversionsLimitExceeded", "Many.");
        }
        for (JsonNode row : rows) {
            if (!MicrosoftAdsRules.isReadable(row, adjustment)) {
                return unreadable();
            }
        }
        return apply(rows, adjustment);
    }

    private ResponseEntity<JsonNode> apply(JsonNode rows, boolean adjustment) {
        MicrosoftAdsRules rules = new MicrosoftAdsRules(clock.instant());
        ObjectNode body = json.objectNode();
        ArrayNode errors = body.putArray("PartialErrors");
        List<Received.Taken> taken = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            MicrosoftAdsRules.Error error = isBadRow(rows.get(i))
                    ? new MicrosoftAdsRules.Error(5604, "OfflineConversionMicrosoftClickIdInvalid")
                    : rules.check(rows.get(i), adjustment);
            if (error == null) {
                taken.add(new Received.Taken(key(rows.get(i)), rows.get(i), null));
            } else {
                errors.add(error(error.number(), error.name(), "The row is not valid.")
                        .put("Index", i)
                        .put("Type", "BatchError"));
            }
        }
        take(taken);
        return ResponseEntity.ok(body);
    }

    /** Goal, identifier and time; an adjustment is kept beside what it adjusts. */
    private static String key(JsonNode row) {
        String who = row.has("MicrosoftClickId")
                ? row.path("MicrosoftClickId").asText()
                : row.path("HashedEmailAddress").asText()
                        + row.path("HashedPhoneNumber").asText();
        String key = row.path("ConversionName").asText() + "/" + who + "/"
                + row.path("ConversionTime").asText();
        return row.has("AdjustmentType")
                ? key + "/" + row.path("AdjustmentType").asText() + "/"
                        + row.path("AdjustmentTime").asText()
                : key;
    }

    /** How Microsoft answers a body that it cannot read is not published; it names no row. */
    private ResponseEntity<JsonNode> unreadable() {
        return ResponseEntity.badRequest()
                .body(json.objectNode().put("Message", "The request message could not be deserialized."));
    }

    private ObjectNode error(int number, String name, String message) {
        return json.objectNode().put("Code", number).put("ErrorCode", name).put("Message", message);
    }

    private ResponseEntity<JsonNode> fault(
            int status, String type, String list, int number, String name, String message) {
        ObjectNode body = json.objectNode();
        body.put("TrackingId", UUID.randomUUID().toString()).put("Type", type);
        body.putArray(list).add(error(number, name, message));
        return ResponseEntity.status(status).body(body);
    }
}
