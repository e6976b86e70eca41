package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collections of records that are changed together: status 200 with one result for each, whatever became of it. */
final class FakeComposite {

    private static final int MOST = 200;
    private static final int PARTS_WITH_KEY = 5;

    private FakeComposite() {}

    /**
     * Upsert by external id, or update by id. A value with FAIL fails its row, one with LOCKED in every other call.
     *
     * @param call how many calls there were
     */
    static String answer(String path, JsonNode body, int call) {
        if (body.path("allOrNone").asBoolean(true) || body.path("records").size() > MOST) {
            throw new IllegalStateException("allOrNone, or more than 200 records");
        }
        String[] parts = path.split("/");
        boolean isUpsert = parts.length == PARTS_WITH_KEY;
        var answers = JsonNodeFactory.instance.arrayNode();
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode record : body.path("records")) {
            String id = record.path(isUpsert ? parts[4] : "id").asText();
            boolean isOfOneType =
                    !isUpsert || record.at("/attributes/type").asText().equals(parts[3]);
            boolean isRight = !id.isEmpty() && ids.add(id) && isUpsert != record.has("id") && isOfOneType;
            String failure = !isRight ? "MALFORMED_ID" : failure(record.toString(), call);
            var answer = answers.addObject();
            answer.put("success", failure.isEmpty());
            var errors = answer.putArray("errors");
            if (failure.isEmpty()) {
                answer.put("id", "a01xx0000000001AAA").put("created", true);
            } else {
                errors.addObject()
                        .put("statusCode", failure)
                        .put("message", "as the test wants it")
                        .putArray("fields")
                        .add("X__c");
            }
        }
        return answers.toString();
    }

    private static String failure(String record, int call) {
        if (record.contains("FAIL")) {
            return "REQUIRED_FIELD_MISSING";
        }
        return record.contains("LOCKED") && call % 2 == 1 ? "UNABLE_TO_LOCK_ROW" : "";
    }
}
