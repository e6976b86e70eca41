package io.leadloop.destination;

import io.leadloop.conversion.UploadResult;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a platform answered for one request. */
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
        return new BatchAnswer(Collections.nCopies(size, result), Map.of(), Optional.empty());
    }

    /** The platform answered for each row, in their order. */
    public static BatchAnswer forEach(List<UploadResult> rows) {
        return new BatchAnswer(List.copyOf(rows), Map.of(), Optional.empty());
    }

    /** The platform refused the request and named the rows that spoil it; the others were not taken either. */
    public static BatchAnswer spoiledBy(Map<Integer, UploadResult> rows) {
        return new BatchAnswer(List.of(), Map.copyOf(rows), Optional.empty());
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
