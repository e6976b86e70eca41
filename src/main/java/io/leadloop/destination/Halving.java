package io.leadloop.destination;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bad rows of a batch at platforms where one bad row fails the whole request: rows that the platform names are
 * taken out and the rest is sent again; without a name the batch is halved until the bad one stands alone. Costs about
 * two requests times log2 of the batch for each bad row.
 */
public final class Halving {

    private final Function<List<Upload>, BatchAnswer> request;
    private @Nullable UploadResult stop;

    private Halving(Function<List<Upload>, BatchAnswer> request) {
        this.request = request;
    }

    /** Sends the batch; one result for each upload, in order. */
    public static List<UploadResult> send(List<Upload> batch, Function<List<Upload>, BatchAnswer> request) {
        UploadResult[] results = new UploadResult[batch.size()];
        new Halving(request)
                .send(batch, IntStream.range(0, batch.size()).boxed().toList(), results);
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    private void send(List<Upload> batch, List<Integer> rows, UploadResult[] results) {
        if (rows.isEmpty()) {
            return;
        }
        if (stop != null) {
            // The platform just asked for a pause or refused us: the rest of the batch must not knock on.
            UploadResult same = stop;
            rows.forEach(row -> results[row] = same);
            return;
        }
        BatchAnswer answer = request.apply(rows.stream().map(batch::get).toList());
        if (answer.isFinal()) {
            for (int i = 0; i < rows.size(); i++) {
                results[rows.get(i)] = answer.results().get(i);
            }
            Outcome outcome = answer.results().get(0).outcome();
            if (outcome == Outcome.RETRY || outcome == Outcome.BLOCKED) {
                stop = answer.results().get(0);
            }
        } else if (!answer.named().isEmpty()) {
            List<Integer> rest = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                UploadResult bad = answer.named().get(i);
                if (bad != null) {
                    results[rows.get(i)] = bad;
                } else {
                    rest.add(rows.get(i));
                }
            }
            send(batch, rest, results);
        } else if (rows.size() == 1) {
            results[rows.get(0)] = answer.spoiled().orElseThrow();
        } else {
            int middle = rows.size() / 2;
            send(batch, rows.subList(0, middle), results);
            send(batch, rows.subList(middle, rows.size()), results);
        }
    }
}
