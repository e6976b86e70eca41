package io.leadloop.sandbox.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.StrictFields;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The goals and properties of the sandbox's account, as MicrosoftDocs getconversiongoalsbyids describes them. */
@RestController
@RequestMapping("/sandbox/microsoft-ads/CampaignManagement/v13")
@SandboxEnabled
class FakeMicrosoftAdsGoals {

    private static final Set<String> QUERY =
            Set.of("ConversionGoalIds", "ConversionGoalTypes", "ReturnAdditionalFields");
    private static final Set<String> ADDITIONAL = Set.of(
            "ViewThroughConversionWindowInMinutes",
            "IsExternallyAttributed",
            "GoalCategory",
            "AttributionModelType",
            "IsEnhancedConversionsEnabled",
            "IsAutoGoal");
    private static final Set<String> PROPERTIES = Set.of(
            "MSCLKIDAutoTaggingEnabled", "IncludeViewThroughConversions", "TrackingUrlTemplate", "FinalUrlSuffix");
    private static final int DAY = 24 * 60;

    private static final Set<String> REPORT = Set.of("StartDateUtc", "EndDateUtc", "GoalIds", "UploadChannelFilter");
    private static final Map<String, Integer> GOALS =
            Map.of("LeadLoop MQL", 501, "LeadLoop SQL", 502, "LeadLoop won", 503);

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Received received;

    FakeMicrosoftAdsGoals(Received received) {
        this.received = received;
    }

    @PostMapping("/ConversionGoals/QueryByIds")
    ResponseEntity<JsonNode> goals(@RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        boolean isKnown = StrictFields.unknown(request, QUERY).isEmpty()
                && request.path("ConversionGoalTypes").asText().equals("OfflineConversion")
                && ADDITIONAL.containsAll(
                        List.of(request.path("ReturnAdditionalFields").asText().split(",")));
        if (!FakeMicrosoftAds.isSignedIn(headers) || !isKnown) {
            return refusal(isKnown);
        }
        ObjectNode body = json.objectNode();
        ArrayNode goals = body.putArray("ConversionGoals");
        goal(goals, "LeadLoop MQL", "SubmitLeadForm", true);
        goal(goals, "LeadLoop SQL", "SubmitLeadForm", false);
        goal(goals, "LeadLoop won", "Purchase", true);
        body.putArray("PartialErrors");
        return ResponseEntity.ok(body);
    }

    private static void goal(ArrayNode goals, String name, String category, boolean isSecondary) {
        goals.addObject()
                .put("Id", GOALS.get(name))
                .put("Name", name)
                .put("Type", "OfflineConversion")
                .put("Status", "Active")
                .put("TrackingStatus", "NoRecentConversions")
                .put("CountType", category.equals("Purchase") ? "All" : "Unique")
                .put("ConversionWindowInMinutes", 90 * DAY)
                .put("ExcludeFromBidding", isSecondary)
                .put("GoalCategory", category)
                .put("Scope", "Account")
                .putObject("Revenue")
                .put("Type", "VariableValue")
                .put("Value", 0)
                .put("CurrencyCode", "EUR");
    }

    /** What became of uploads, whatever their day: OfflineConversionReport of the SDK 13.0.27. */
    @PostMapping("/OfflineConversionReport/QueryByGoalIds")
    ResponseEntity<JsonNode> report(@RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        boolean isKnown = StrictFields.unknown(request, REPORT).isEmpty()
                && request.path("GoalIds").isArray();
        if (!FakeMicrosoftAds.isSignedIn(headers) || !isKnown) {
            return refusal(isKnown);
        }
        ObjectNode body = json.objectNode();
        ArrayNode summaries = body.putArray("OfflineGoalConversionSummaries");
        received.byAction(FakeMicrosoftAds.ID).stream()
                .filter(it -> GOALS.containsKey(it.action()))
                .forEach(it -> summaries
                        .addObject()
                        .put("GoalId", GOALS.get(it.action()))
                        .put("ConversionName", it.action())
                        .put("OverallSuccessCount", it.used())
                        .put("OverallUnattributedCount", it.received() - it.used()));
        body.putArray("PartialErrors");
        return ResponseEntity.ok(body);
    }

    @PostMapping("/AccountProperties/Query")
    ResponseEntity<JsonNode> properties(@RequestHeader HttpHeaders headers, @RequestBody JsonNode request) {
        JsonNode names = request.path("AccountPropertyNames");
        boolean isKnown = request.size() == 1 && names.isArray() && !names.isEmpty();
        for (JsonNode name : names) {
            isKnown &= PROPERTIES.contains(name.asText());
        }
        if (!FakeMicrosoftAds.isSignedIn(headers) || !isKnown) {
            return refusal(isKnown);
        }
        ObjectNode body = json.objectNode();
        ArrayNode given = body.putArray("AccountProperties");
        names.forEach(it -> given.addObject().put("Name", it.asText()).put("Value", "true"));
        return ResponseEntity.ok(body);
    }

    private ResponseEntity<JsonNode> refusal(boolean isOfTheSignIn) {
        ObjectNode body = json.objectNode().put("Type", "AdApiFaultDetail");
        body.putArray("Errors")
                .addObject()
                .put("Code", isOfTheSignIn ? 105 : 100)
                .put("ErrorCode", isOfTheSignIn ? "InvalidCredentials" : "NullRequest")
                .put("Message", "The request was refused.");
        return ResponseEntity.status(isOfTheSignIn ? 401 : 400).body(body);
    }
}
