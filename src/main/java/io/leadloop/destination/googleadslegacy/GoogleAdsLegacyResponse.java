package io.leadloop.destination.googleadslegacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AnswerClassifier;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Vocabulary;
import io.leadloop.http.OutsideAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an answer with partial failures: a row is taken only if its result is not empty and no error names it. An error
 * that names no row is the fate of all rows without a result; it never becomes success.
 */
final class GoogleAdsLegacyResponse {

    private static final Vocabulary VOCABULARY =
            Vocabulary.of("Google", "results", "partialFailureError", "jobId", "error");

    /** So many clicks of another account, and none of ours, are a wrong customer-id. */
    private static final int ALL_OF_ANOTHER = 5;

    private GoogleAdsLegacyResponse() {}

    static BatchAnswer read(OutsideAnswer answer, List<Upload> uploads, boolean validateOnly) {
        return VOCABULARY.read(answer, uploads.size(), classifier -> own(classifier, uploads, validateOnly));
    }

    private static BatchAnswer own(AnswerClassifier classifier, List<Upload> uploads, boolean validateOnly) {
        JsonNode body = classifier.answer().json();
        return classifier.answer().isSuccess() && !body.has("error")
                ? rows(classifier, body, uploads, validateOnly)
                : refused(classifier, body.path("error"), uploads);
    }

    /** A 401 that names something else (two-step verification, customer, developer token) is about the account. */
    static boolean mayBeTheToken(OutsideAnswer answer) {
        List<JsonNode> errors = errors(answer.json().path("error"));
        return answer.mayBeJson()
                && errors.stream().map(GoogleAdsLegacyErrors::code).allMatch(GoogleAdsLegacyErrors.TOKEN::contains);
    }

    /** A row may have several errors; the worst of them is its answer. One without a row is that of all without a result. */
    private static BatchAnswer rows(
            AnswerClassifier classifier, JsonNode body, List<Upload> uploads, boolean validateOnly) {
        JsonNode failure = body.path("partialFailureError");
        Map<Integer, UploadResult> named = new HashMap<>();
        List<JsonNode> unplaced = new ArrayList<>();
        Map<Integer, JsonNode> ofAnother = new HashMap<>();
        for (JsonNode error : errors(failure)) {
            int row = row(error);
            if (GoogleAdsLegacyErrors.isClickOfAnother(error)) {
                ofAnother.put(row, error);
            }
            if (row >= 0 && row < uploads.size()) {
                UploadResult verdict = GoogleAdsLegacyErrors.row(classifier, error, uploads.get(row));
                named.merge(row, verdict, AnswerClassifier::worse);
            } else {
                unplaced.add(error);
            }
        }
        if (ofAnother.size() == uploads.size() && uploads.size() >= ALL_OF_ANOTHER) {
            // One lead may have clicked somebody else's ad; not all of them.
            return BatchAnswer.forAll(
                    uploads.size(),
                    GoogleAdsLegacyErrors.forAll(
                            classifier, ofAnother.values().iterator().next()));
        }
        List<UploadResult> results = new ArrayList<>();
        for (int i = 0; i < uploads.size(); i++) {
            boolean taken = !body.path("results").path(i).isEmpty()
                    || validateOnly && failure.isMissingNode() && body.isObject();
            UploadResult own = named.get(i);
            if (own != null) {
                results.add(own);
            } else if (taken) {
                results.add(classifier.accepted("job " + body.path("jobId").asText("without id")));
            } else {
                results.add(worst(classifier, unplaced, uploads.get(i))
                        .orElseGet(() -> classifier.retry(
                                "UNEXPECTED_ANSWER", "it neither confirmed the row nor said what is wrong with it")));
            }
        }
        return BatchAnswer.forEach(results);
    }

    private static Optional<UploadResult> worst(AnswerClassifier classifier, List<JsonNode> errors, Upload upload) {
        return errors.stream()
                .map(error -> GoogleAdsLegacyErrors.row(classifier, error, upload))
                .reduce(AnswerClassifier::worse);
    }

    private static BatchAnswer refused(AnswerClassifier classifier, JsonNode error, List<Upload> uploads) {
        List<JsonNode> details = errors(error);
        Optional<UploadResult> forAll = details.stream()
                .filter(it ->
                        row(it) < 0 ? GoogleAdsLegacyErrors.isOfTheRequest(it) : GoogleAdsLegacyErrors.isForAll(it))
                .map(detail -> GoogleAdsLegacyErrors.forAll(classifier, detail))
                .reduce(AnswerClassifier::worse);
        String status =
                error.path("status").asText("HTTP_" + classifier.answer().status());
        String words = status + ": " + classifier.words(error, "message");
        return forAll.or(() -> classifier.byStatus(words))
                .map(it -> BatchAnswer.forAll(uploads.size(), it))
                .orElseGet(() -> classifier.answer().status() == 400 && error.isObject()
                        ? BatchAnswer.spoiledSomewhere(worst(classifier, details, uploads.get(0))
                                .orElseGet(() -> classifier.rejected(status, words)))
                        : BatchAnswer.forAll(uploads.size(), classifier.retry("UNEXPECTED_ANSWER", words)));
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
