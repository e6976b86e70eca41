package io.leadloop.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.StrictFields;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The conversion actions of the sandbox's account. Two do not fit the plan of the demo: the one for SQL is secondary, and the
 * one for won deals looks back only 30 days. Fields and values: google/ads/googleads/v25/resources/conversion_action.proto.
 */
final class FakeConversionActions {

    private static final Set<String> REQUEST =
            Set.of("operations", "partialFailure", "validateOnly", "responseContentType");
    private static final Set<String> CREATE = Set.of(
            "name",
            "type",
            "category",
            "status",
            "countingType",
            "clickThroughLookbackWindowDays",
            "valueSettings",
            "primaryForGoal");
    private static final Set<String> VALUE = Set.of("defaultValue", "defaultCurrencyCode", "alwaysUseDefaultValue");
    private static final Set<String> CATEGORIES = Set.of(
            "DEFAULT",
            "PURCHASE",
            "IMPORTED_LEAD",
            "SUBMIT_LEAD_FORM",
            "BOOK_APPOINTMENT",
            "REQUEST_QUOTE",
            "QUALIFIED_LEAD",
            "CONVERTED_LEAD");
    private static final Set<String> COUNTING = Set.of("ONE_PER_CLICK", "MANY_PER_CLICK");

    private final List<ObjectNode> actions = new CopyOnWriteArrayList<>();
    private final AtomicInteger last = new AtomicInteger(1005);

    /** @param kind the field of ErrorCode, e.g. {@code conversionActionError} */
    record Refusal(String kind, String code) {}

    FakeConversionActions() {
        add(1001, "LeadLoop MQL", "UPLOAD_CLICKS", "QUALIFIED_LEAD", "ONE_PER_CLICK", 90);
        add(1002, "LeadLoop SQL", "UPLOAD_CLICKS", "QUALIFIED_LEAD", "ONE_PER_CLICK", 90);
        add(1003, "LeadLoop won", "UPLOAD_CLICKS", "CONVERTED_LEAD", "MANY_PER_CLICK", 30);
        add(1004, "Contact form", "WEBPAGE", "SUBMIT_LEAD_FORM", "ONE_PER_CLICK", 30)
                .put("primaryForGoal", true);
        add(1005, "Old import", "UPLOAD_CLICKS", "DEFAULT", "ONE_PER_CLICK", 30).put("status", "REMOVED");
    }

    private ObjectNode add(int id, String name, String type, String category, String counting, int days) {
        ObjectNode action = JsonNodeFactory.instance
                .objectNode()
                .put("id", Integer.toString(id))
                .put("name", name)
                .put("status", "ENABLED")
                .put("type", type)
                .put("category", category)
                .put("primaryForGoal", false)
                .put("countingType", counting)
                .put("clickThroughLookbackWindowDays", Integer.toString(days));
        action.putObject("valueSettings").put("defaultValue", 0.0).put("alwaysUseDefaultValue", false);
        actions.add(action);
        return action;
    }

    static ObjectNode account(String customer) {
        ObjectNode account = JsonNodeFactory.instance
                .objectNode()
                .put("resourceName", "customers/" + customer)
                .put("id", customer)
                .put("descriptiveName", "LeadLoop Demo")
                .put("currencyCode", "EUR")
                .put("timeZone", "Europe/Berlin")
                .put("manager", false)
                .put("testAccount", false)
                .put("autoTaggingEnabled", true);
        account.putObject("conversionTrackingSetting")
                .put("acceptedCustomerDataTerms", true)
                .put("enhancedConversionsForLeadsEnabled", true);
        return account;
    }

    List<ObjectNode> all(String customer) {
        return actions.stream()
                .map(ObjectNode::deepCopy)
                .map(it -> it.put("resourceName", name(customer, it.path("id").asText())))
                .toList();
    }

    private static String name(String customer, String id) {
        return "customers/" + customer + "/conversionActions/" + id;
    }

    /** Why Google would not make them; null where it would. */
    @Nullable
    Refusal check(JsonNode request) {
        if (StrictFields.unknown(request, REQUEST).isPresent()
                || request.path("operations").isEmpty()) {
            return new Refusal("requestError", "UNKNOWN");
        }
        for (JsonNode operation : request.path("operations")) {
            Refusal wrong = checkCreate(operation.path("create"));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable Refusal checkCreate(JsonNode wanted) {
        String name = wanted.path("name").asText("");
        if (!wanted.isObject()
                || StrictFields.unknown(wanted, CREATE).isPresent()
                || StrictFields.unknown(wanted.path("valueSettings"), VALUE).isPresent()) {
            return new Refusal("requestError", "UNKNOWN");
        }
        if (name.isBlank()) {
            return new Refusal("fieldError", "REQUIRED");
        }
        if (!wanted.path("type").asText().equals("UPLOAD_CLICKS")) {
            return new Refusal("mutateError", "MUTATE_NOT_ALLOWED");
        }
        if (!CATEGORIES.contains(wanted.path("category").asText())
                || !COUNTING.contains(wanted.path("countingType").asText())) {
            return new Refusal("enumError", "ENUM_VALUE_NOT_PERMITTED");
        }
        // An int64 is a text in the JSON of a proto.
        JsonNode days = wanted.path("clickThroughLookbackWindowDays");
        if (!days.isTextual() || days.asInt() < 1 || days.asInt() > 90) {
            return new Refusal("rangeError", "TOO_HIGH");
        }
        return actions.stream().anyMatch(it -> it.path("name").asText().equals(name))
                ? new Refusal("conversionActionError", "DUPLICATE_NAME")
                : null;
    }

    /** Gives back the resource name. */
    String make(String customer, ObjectNode wanted) {
        ObjectNode made = add(
                last.incrementAndGet(),
                wanted.path("name").asText(),
                wanted.path("type").asText(),
                wanted.path("category").asText(),
                wanted.path("countingType").asText(),
                wanted.path("clickThroughLookbackWindowDays").asInt());
        made.put("primaryForGoal", wanted.path("primaryForGoal").asBoolean(true));
        return name(customer, made.path("id").asText());
    }
}
