package io.leadloop.destination;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bad rows of a batch at platforms where one bad row fails the whole request: rows that the platform names are
 * taken out and the rest is sent again; without a name the refused rows are halved until the bad one stands alone. When
 * one half is taken the bad row is in the other, which needs no request to know; what follows goes in parts as long as
 * the distance between bad rows so far. A bad row costs about log2 of the batch.
 */
final class BatchBisection {

    private final List<Upload> batch;
    private final Function<List<Upload>, BatchAnswer> request;
    private final @Nullable UploadResult[] results;
    private @Nullable UploadResult stop;

    private BatchBisection(List<Upload> batch, Function<List<Upload>, BatchAnswer> request) {
        this.batch = batch;
        this.request = request;
        this.results = new UploadResult[batch.size()];
    }

    /** Sends the batch; one result for each upload, in order. */
    static List<UploadResult> send(List<Upload> batch, Function<List<Upload>, BatchAnswer> request) {
        BatchBisection bisection = new BatchBisection(batch, request);
        bisection.send(IntStream.range(0, batch.size()).boxed().toList());
        return Arrays.stream(bisection.results).map(Objects::requireNonNull).toList();
    }

    private void send(List<Integer> rows) {
        List<Integer> left = rows;
        int part = rows.size();
        while (!left.isEmpty()) {
            List<Integer> now = left.subList(0, Math.min(part, left.size()));
            List<Integer> later = left.subList(now.size(), left.size());
            BatchAnswer answer = ask(now);
            if (answer.isFinal()) {
                left = later;
                part = 2 * part;
            } else {
                left = joined(afterRefusal(now, answer), later);
                // A platform that names the bad rows gets the rest at once; there is little left to find.
                part = answer.named().isEmpty() ? settled() / Math.max(1, bad()) + 1 : rows.size();
            }
        }
    }

    private int settled() {
        return (int) Arrays.stream(results).filter(Objects::nonNull).count();
    }

    private int bad() {
        return (int) Arrays.stream(results)
                .filter(it -> it != null && it.outcome() == Outcome.REJECTED)
                .count();
    }

    /** Settles at least one bad row of a refused request and gives back the rows of which nothing is known yet. */
    private List<Integer> afterRefusal(List<Integer> refused, BatchAnswer why) {
        List<Integer> suspects = refused;
        List<Integer> unknown = List.of();
        BatchAnswer answer = why;
        while (answer.named().isEmpty() && suspects.size() > 1) {
            int middle = suspects.size() / 2;
            List<Integer> first = suspects.subList(0, middle);
            List<Integer> second = suspects.subList(middle, suspects.size());
            BatchAnswer half = ask(first);
            if (half.isFinal()) {
                suspects = second;
                if (second.size() == 1) {
                    settleAlone(second);
                    return unknown;
                }
            } else {
                answer = half;
                suspects = first;
                unknown = joined(second, unknown);
            }
        }
        if (answer.named().isEmpty()) {
            return withoutAction(answer.spoiled().orElseThrow(), suspects.get(0), unknown);
        }
        return joined(takeOut(answer, suspects), unknown);
    }

    /** Known to be bad; asked all the same, for the platform's words about it. */
    private void settleAlone(List<Integer> row) {
        BatchAnswer own = ask(row);
        if (!own.isFinal()) {
            UploadResult bad = own.named().get(0);
            results[row.get(0)] = bad != null ? bad : own.spoiled().orElseThrow();
        }
    }

    private List<Integer> takeOut(BatchAnswer answer, List<Integer> rows) {
        List<Integer> left = IntStream.range(0, rows.size())
                .filter(row -> !answer.named().containsKey(row))
                .mapToObj(rows::get)
                .toList();
        for (Map.Entry<Integer, UploadResult> bad : answer.named().entrySet()) {
            left = withoutAction(bad.getValue(), rows.get(bad.getKey()), left);
        }
        return left;
    }

    /** Settles a row, and with it those of the others that are told as the action that the platform refuses. */
    private List<Integer> withoutAction(UploadResult bad, int row, List<Integer> others) {
        results[row] = bad;
        if (bad.scope() != Scope.ACTION) {
            return others;
        }
        String action = batch.get(row).conversion().action();
        List<Integer> left = new ArrayList<>();
        for (int other : others) {
            if (batch.get(other).conversion().action().equals(action)) {
                results[other] = bad;
            } else {
                left.add(other);
            }
        }
        return left;
    }

    private static List<Integer> joined(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private BatchAnswer ask(List<Integer> rows) {
        // The platform just asked for a pause or refused us: the rest of the batch must not knock on.
        UploadResult same = stop;
        BatchAnswer answer = same != null
                ? BatchAnswer.forAll(rows.size(), same)
                : request.apply(rows.stream().map(batch::get).toList());
        if (answer.isFinal()) {
            for (int i = 0; i < rows.size(); i++) {
                results[rows.get(i)] = answer.results().get(i);
            }
            stop = same != null ? same : stops(answer);
        }
        return answer;
    }

    private static @Nullable UploadResult stops(BatchAnswer answer) {
        return stops(answer.results());
    }

    /** The answer that ends all asking, where these are one; null where the next request may be answered otherwise. */
    static @Nullable UploadResult stops(List<UploadResult> answers) {
        UploadResult first = answers.get(0);
        boolean all = answers.stream().allMatch(it -> it.outcome() == first.outcome());
        boolean everything = first.outcome() == Outcome.BLOCKED && first.scope() != Scope.ACTION
                || (first.outcome() == Outcome.RETRY && (first.retryAfter() == null || first.forAll()));
        return all && everything ? first : null;
    }
}
