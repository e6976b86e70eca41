package io.leadloop.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.StrictFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What LeadLoop reads and makes by the Google Ads API: the resources {@code customer}, {@code conversion_action} and
 * {@code offline_conversion_upload_conversion_action_summary} of {@code googleAds:search}, and
 * {@code conversionActions:mutate} (googleapis google/ads/googleads/v25/services). It gives no figures: its developer token is one for test accounts.
 */
@RestController
@RequestMapping("/sandbox/google-ads/v25/customers/{customer}")
@SandboxEnabled
class FakeGoogleAdsApi {

    private static final String DEVELOPER_TOKEN = "demo-developer-token";
    private static final Pattern QUERY = Pattern.compile("SELECT ([a-z_., ]+) FROM (\\w+)(?: LIMIT \\d+)?");
    private static final Set<String> SEARCH = Set.of("query", "pageToken", "validateOnly");

    private final FakeConversionActions actions = new FakeConversionActions();
    private final Received received;

    FakeGoogleAdsApi(Received received) {
        this.received = received;
    }

    @PostMapping("/googleAds:search")
    ResponseEntity<JsonNode> search(
            @PathVariable String customer, @RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        Optional<ResponseEntity<JsonNode>> refused = signIn(headers);
        if (refused.isPresent()) {
            return refused.get();
        }
        String query = request.path("query").asText();
        if (query.contains("metrics.")) {
            return failure(403, "PERMISSION_DENIED", "authorizationError", "DEVELOPER_TOKEN_NOT_APPROVED");
        }
        if (StrictFields.unknown(request, SEARCH).isPresent()) {
            return failure(400, "INVALID_ARGUMENT", "requestError", "PAGE_SIZE_NOT_SUPPORTED");
        }
        Matcher parts = QUERY.matcher(query);
        if (!parts.matches()) {
            return failure(400, "INVALID_ARGUMENT", "queryError", "MALFORMED_QUERY");
        }
        String resource = parts.group(2);
        List<ObjectNode> all = switch (resource) {
            case "customer" -> List.of(FakeConversionActions.account(customer));
            case "conversion_action" -> actions.all(customer);
            case FakeUploadSummaries.RESOURCE -> FakeUploadSummaries.all(customer, received);
            default -> List.of();
        };
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode results = body.putArray("results");
        for (ObjectNode whole : all) {
            ObjectNode row = selected(whole, resource, List.of(parts.group(1).split(", ")));
            if (row == null) {
                return failure(400, "INVALID_ARGUMENT", "queryError", "UNRECOGNIZED_FIELD");
            }
            results.addObject().set(camel(resource), row);
        }
        return ResponseEntity.ok(body);
    }

    /** The fields that were asked for, and the resource name, which always comes; null for a field that there is not. */
    private static @Nullable ObjectNode selected(ObjectNode whole, String resource, List<String> fields) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("resourceName", whole.path("resourceName"));
        for (String field : fields) {
            if (!field.startsWith(resource + ".")) {
                return null;
            }
            JsonNode from = whole;
            ObjectNode to = row;
            String[] path = field.substring(resource.length() + 1).split("\\.");
            for (int i = 0; i < path.length; i++) {
                String name = camel(path[i]);
                if (!from.has(name)) {
                    return null;
                }
                if (i == path.length - 1) {
                    to.set(name, from.path(name));
                } else {
                    to = to.withObject("/" + name);
                }
                from = from.path(name);
            }
        }
        return row;
    }

    private static String camel(String field) {
        return Pattern.compile("_([a-z])")
                .matcher(field)
                .replaceAll(it -> it.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    @PostMapping("/conversionActions:mutate")
    ResponseEntity<JsonNode> mutate(
            @PathVariable String customer, @RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        Optional<ResponseEntity<JsonNode>> refused = signIn(headers);
        if (refused.isPresent()) {
            return refused.get();
        }
        FakeConversionActions.Refusal wrong = actions.check(request);
        if (wrong != null) {
            return failure(400, "INVALID_ARGUMENT", wrong.kind(), wrong.code());
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!request.path("validateOnly").asBoolean()) {
            ArrayNode results = body.putArray("results");
            request.path("operations")
                    .forEach(it -> results.addObject()
                            .put("resourceName", actions.make(customer, (ObjectNode) it.path("create"))));
        }
        return ResponseEntity.ok(body);
    }

    private static Optional<ResponseEntity<JsonNode>> signIn(HttpHeaders headers) {
        if (!FakeGoogleAds.isSignedIn(headers.getFirst(HttpHeaders.AUTHORIZATION))) {
            return Optional.of(failure(401, "UNAUTHENTICATED", "authenticationError", "OAUTH_TOKEN_INVALID"));
        }
        return DEVELOPER_TOKEN.equals(headers.getFirst("developer-token"))
                ? Optional.empty()
                : Optional.of(failure(403, "PERMISSION_DENIED", "authenticationError", "DEVELOPER_TOKEN_INVALID"));
    }

    /** A GoogleAdsFailure, google/ads/googleads/v25/errors/errors.proto. */
    private static ResponseEntity<JsonNode> failure(int status, String name, String kind, String code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode failure = body.putObject("error")
                .put("code", status)
                .put("message", "Request contains an invalid argument.")
                .put("status", name)
                .putArray("details")
                .addObject()
                .put("@type", "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure")
                .put("requestId", UUID.randomUUID().toString());
        failure.putArray("errors").addObject().putObject("errorCode").put(kind, code);
        return ResponseEntity.status(status).body(body);
    }
}
