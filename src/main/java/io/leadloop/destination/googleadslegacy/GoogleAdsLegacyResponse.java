package io.leadloop.destination.googleadslegacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.http.OutsideAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer with partial failures: a row is taken only if its result is not empty and no error names it. An error
 * that names no row is the fate of all rows without a result; it never becomes success.
 */
final class GoogleAdsLegacyResponse {

    private GoogleAdsLegacyResponse() {}

    static BatchAnswer read(OutsideAnswer answer, List<Upload> uploads, boolean validateOnly) {
        AnswerClassifier reading = new AnswerClassifier("Google", answer);
        JsonNode body = answer.json();
        return answer.isSuccess()
                ? rows(reading, body, uploads, validateOnly)
                : refused(reading, body.path("error"), uploads);
    }

    private static BatchAnswer rows(
            AnswerClassifier reading, JsonNode body, List<Upload> uploads, boolean validateOnly) {
        JsonNode failure = body.path("partialFailureError");
        Map<Integer, JsonNode> named = new HashMap<>();
        JsonNode unplaced = null;
        for (JsonNode error : errors(failure)) {
            int row = row(error);
            if (row >= 0 && row < uploads.size()) {
                named.putIfAbsent(row, error);
            } else {
                unplaced = error;
            }
        }
        List<UploadResult> results = new ArrayList<>();
        for (int i = 0; i < uploads.size(); i++) {
            JsonNode error = named.getOrDefault(i, unplaced);
            boolean taken = !body.path("results").path(i).isEmpty()
                    || validateOnly && failure.isMissingNode() && body.isObject();
            if (named.containsKey(i) || !taken) {
                results.add(notTaken(reading, error, uploads.get(i)));
            } else {
                results.add(reading.accepted("job " + body.path("jobId").asText("without id")));
            }
        }
        return BatchAnswer.forEach(results);
    }

    private static UploadResult notTaken(AnswerClassifier reading, @Nullable JsonNode error, Upload upload) {
        return error == null
                ? reading.retry("UNEXPECTED_ANSWER", "it neither confirmed the row nor said what is wrong with it")
                : GoogleAdsLegacyErrors.row(reading, error, upload);
    }

    private static BatchAnswer refused(AnswerClassifier reading, JsonNode error, List<Upload> uploads) {
        for (JsonNode detail : errors(error)) {
            if (GoogleAdsLegacyErrors.isForAll(detail)) {
                return BatchAnswer.forAll(uploads.size(), GoogleAdsLegacyErrors.forAll(reading, detail));
            }
        }
        String status = error.path("status").asText("HTTP_" + reading.answer().status());
        String words = status + ": " + error.path("message").asText("no explanation");
        List<JsonNode> details = errors(error);
        UploadResult asOnlyRow = details.isEmpty()
                ? reading.rejected(status, words)
                : GoogleAdsLegacyErrors.row(reading, details.get(0), uploads.get(0));
        return reading.byStatus(words)
                .map(it -> BatchAnswer.forAll(uploads.size(), it))
                .orElseGet(() -> BatchAnswer.spoiledSomewhere(asOnlyRow));
    }

    private static List<JsonNode> errors(JsonNode status) {
        List<JsonNode> errors = new ArrayList<>();
        status.path("details").forEach(detail -> detail.path("errors").forEach(errors::add));
        return errors;
    }

    /** The row that the error names; -1 when it names none. */
    private static int row(JsonNode error) {
        for (JsonNode element : error.path("location").path("fieldPathElements")) {
            String field = element.path("fieldName").asText();
            if (field.equals("conversions") || field.equals("conversion_adjustments")) {
                return element.path("index").asInt(-1);
            }
        }
        return -1;
    }
}
