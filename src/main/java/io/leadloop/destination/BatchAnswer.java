package io.leadloop.destination;

import io.leadloop.conversion.UploadResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a platform that takes or refuses a request as a whole answered for it. */
public final class BatchAnswer {

    private final List<UploadResult> results;
    private final Map<Integer, UploadResult> named;
    private final Optional<UploadResult> spoiled;

    private BatchAnswer(List<UploadResult> results, Map<Integer, UploadResult> named, Optional<UploadResult> spoiled) {
        this.results = results;
        this.named = named;
        this.spoiled = spoiled;
    }

    /** The whole request had this one fate. */
    public static BatchAnswer forAll(int size, UploadResult result) {
        return new BatchAnswer(java.util.Collections.nCopies(size, result), Map.of(), Optional.empty());
    }

    /** The platform refused the request and named the rows that spoil it; the others were not taken either. */
    public static BatchAnswer spoiledBy(Map<Integer, UploadResult> rows) {
        return new BatchAnswer(List.of(), rows, Optional.empty());
    }

    /** The platform refused the request without naming a row. */
    public static BatchAnswer spoiledSomewhere(UploadResult ifItIsTheOnlyRow) {
        return new BatchAnswer(List.of(), Map.of(), Optional.of(ifItIsTheOnlyRow));
    }

    boolean isFinal() {
        return named.isEmpty() && spoiled.isEmpty();
    }

    List<UploadResult> results() {
        return results;
    }

    Map<Integer, UploadResult> named() {
        return named;
    }

    Optional<UploadResult> spoiled() {
        return spoiled;
    }
}
