package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A batch at a platform where one bad row fails the whole request. */
class BatchBisectionTests {

    private static final UploadResult TAKEN = UploadResult.of(Outcome.ACCEPTED, "OK", "taken");
    private static final UploadResult BAD = UploadResult.of(Outcome.REJECTED, "BAD", "bad");
    private static final UploadResult PAUSE =
            UploadResult.of(Outcome.RETRY, "PAUSE", "not now").afterForAll(Duration.ofMinutes(1));
    private static final UploadResult ROW_LATER =
            UploadResult.of(Outcome.RETRY, "LATER", "this one later").after(Duration.ofHours(6));

    /** The rows of each request, in the order in which the platform heard them. */
    private final List<List<Integer>> heard = new ArrayList<>();

    @Test
    void without_a_bad_row_goes_in_one_request() {
        assertThat(send(8, unnamed(Set.of()))).containsOnly(TAKEN).hasSize(8);
        assertThat(heard).containsExactly(rows(0, 8));
    }

    @Test
    void with_no_rows_asks_nothing() {
        assertThat(send(0, unnamed(Set.of()))).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void with_one_bad_row_loses_that_row_only_wherever_it_stands() {
        for (int bad = 0; bad < 8; bad++) {
            heard.clear();
            assertThat(send(8, unnamed(Set.of(bad)))).isEqualTo(results(8, Set.of(bad)));
            // All, then halves: 3 down to the row, its own for its words unless it was just heard alone, and the rest.
            assertThat(heard.size()).as("requests for row " + bad).isLessThanOrEqualTo(7);
            assertThat(heard).as("a request that was answered before").doesNotHaveDuplicates();
        }
    }

    @Test
    void with_one_bad_row_asks_these_questions_and_no_other() {
        send(8, unnamed(Set.of(5)));
        assertThat(heard).containsExactly(rows(0, 8), rows(0, 4), rows(4, 6), List.of(4), List.of(5), rows(6, 8));
        heard.clear();
        send(8, unnamed(Set.of(0)));
        assertThat(heard)
                .containsExactly(rows(0, 8), rows(0, 4), rows(0, 2), List.of(0), rows(1, 3), rows(3, 7), List.of(7));
    }

    @Test
    void knows_that_the_second_half_is_bad_when_the_first_was_taken() {
        send(2, unnamed(Set.of(1)));
        assertThat(heard).containsExactly(rows(0, 2), List.of(0), List.of(1));
    }

    @Test
    void of_one_row_that_is_bad_is_asked_once() {
        assertThat(send(1, unnamed(Set.of(0)))).containsExactly(BAD);
        assertThat(heard).hasSize(1);
    }

    @Test
    void with_several_bad_rows_loses_those_only() {
        Set<Integer> bad = Set.of(0, 1, 17, 40, 63);
        assertThat(send(64, unnamed(bad))).isEqualTo(results(64, bad));
        // 5 times log2 of 64, and the requests that carry the good rows between them.
        assertThat(heard.size()).isLessThanOrEqualTo(40);
    }

    @Test
    void with_bad_rows_only_ends_with_a_verdict_for_each() {
        assertThat(send(16, unnamed(Set.copyOf(rows(0, 16))))).containsOnly(BAD).hasSize(16);
        assertThat(heard.size()).isLessThanOrEqualTo(3 * 16);
    }

    @Test
    void never_sends_a_row_again_that_was_taken() {
        Set<Integer> bad = Set.of(3, 11, 12);
        List<Integer> taken = new ArrayList<>();
        send(32, rows -> {
            BatchAnswer answer = unnamed(bad).apply(rows);
            if (answer.isFinal()) {
                taken.addAll(rows);
            }
            return answer;
        });
        assertThat(taken).doesNotHaveDuplicates().hasSize(29);
    }

    @Test
    void with_named_rows_takes_them_out_at_once() {
        Set<Integer> bad = Set.of(2, 5, 6);
        assertThat(send(8, named(bad))).isEqualTo(results(8, bad));
        assertThat(heard.get(0)).isEqualTo(rows(0, 8));
        assertThat(heard.subList(1, heard.size())).flatExtracting(it -> it).containsExactly(0, 1, 3, 4, 7);
    }

    @Test
    void whose_rows_are_all_named_is_asked_once() {
        assertThat(send(3, named(Set.of(0, 1, 2)))).containsExactly(BAD, BAD, BAD);
        assertThat(heard).hasSize(1);
    }

    @Test
    void is_halved_until_a_row_is_named() {
        Set<Integer> bad = Set.of(5);
        assertThat(send(8, rows -> (rows.size() > 2 ? unnamed(bad) : named(bad)).apply(rows)))
                .isEqualTo(results(8, bad));
    }

    @Test
    void that_is_refused_as_a_whole_but_taken_in_parts_is_taken() {
        assertThat(send(4, rows -> rows.size() > 2 ? BatchAnswer.spoiledSomewhere(BAD) : taken(rows)))
                .containsOnly(TAKEN);
    }

    @Test
    void stops_knocking_when_the_platform_wants_a_pause_in_the_middle() {
        // All refused, the first half taken, then the pause: the rows after it are not sent any more.
        assertThat(send(8, rows -> switch (heard.size()) {
                    case 1 -> BatchAnswer.spoiledSomewhere(BAD);
                    case 2 -> taken(rows);
                    default -> BatchAnswer.forAll(rows.size(), PAUSE);
                }))
                .containsExactly(TAKEN, TAKEN, TAKEN, TAKEN, PAUSE, PAUSE, PAUSE, PAUSE);
        assertThat(heard).hasSize(3);
    }

    @Test
    void stops_knocking_when_the_platform_is_silent_or_refuses_us() {
        for (Outcome outcome : List.of(Outcome.RETRY, Outcome.BLOCKED)) {
            heard.clear();
            UploadResult end = UploadResult.of(outcome, "END", "no more");
            assertThat(send(
                            8,
                            rows -> heard.size() == 1
                                    ? BatchAnswer.spoiledSomewhere(BAD)
                                    : BatchAnswer.forAll(rows.size(), end)))
                    .containsOnly(end)
                    .hasSize(8);
            assertThat(heard).hasSize(2);
        }
    }

    @Test
    void goes_on_when_one_row_alone_has_to_wait() {
        Set<Integer> bad = Set.of(3);
        assertThat(send(4, rows -> later(Set.of(0), bad, rows))).containsExactly(ROW_LATER, TAKEN, TAKEN, BAD);
    }

    @Test
    void goes_on_when_the_row_that_has_to_wait_was_a_request_of_its_own() {
        assertThat(send(2, rows -> later(Set.of(0), Set.of(1), rows))).containsExactly(ROW_LATER, BAD);
        assertThat(heard).containsExactly(List.of(0, 1), List.of(0), List.of(1));
    }

    /** Of 40 rows 30 are told as an action that the platform refuses and does not name. */
    @Test
    void an_action_that_is_refused_is_found_once_and_the_rows_of_others_go() {
        UploadResult refused = UploadResult.of(Outcome.BLOCKED, "ACTION", "no").about(UploadResult.Scope.ACTION);
        List<Upload> batch = rows(0, 40).stream()
                .map(i -> AnUpload.of(JsonNodeFactory.instance.objectNode().put("action", i < 30 ? "mql" : "won"), i))
                .toList();
        List<UploadResult> results = BatchBisection.send(batch, part -> {
            heard.add(List.of(part.size()));
            return part.stream().anyMatch(it -> it.conversion().action().equals("mql"))
                    ? BatchAnswer.spoiledSomewhere(refused)
                    : BatchAnswer.forAll(part.size(), TAKEN);
        });
        assertThat(results.subList(0, 30)).containsOnly(refused);
        assertThat(results.subList(30, 40)).containsOnly(TAKEN);
        // All, halves of 40 down to one, and the rest.
        assertThat(heard.size()).isLessThanOrEqualTo(8);
    }

    private List<UploadResult> send(int size, Function<List<Integer>, BatchAnswer> platform) {
        List<Upload> batch = rows(0, size).stream()
                .map(i -> AnUpload.of(JsonNodeFactory.instance.objectNode(), i))
                .toList();
        return BatchBisection.send(batch, part -> {
            List<Integer> rows = part.stream().map(batch::indexOf).toList();
            heard.add(rows);
            return platform.apply(rows);
        });
    }

    private static Function<List<Integer>, BatchAnswer> unnamed(Set<Integer> bad) {
        return rows -> rows.stream().anyMatch(bad::contains) ? BatchAnswer.spoiledSomewhere(BAD) : taken(rows);
    }

    private static Function<List<Integer>, BatchAnswer> named(Set<Integer> bad) {
        return rows -> {
            Map<Integer, UploadResult> refused = new HashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                if (bad.contains(rows.get(i))) {
                    refused.put(i, BAD);
                }
            }
            return refused.isEmpty() ? taken(rows) : BatchAnswer.spoiledBy(refused);
        };
    }

    private static BatchAnswer later(Set<Integer> waiting, Set<Integer> bad, List<Integer> rows) {
        return rows.stream().anyMatch(bad::contains)
                ? BatchAnswer.spoiledSomewhere(BAD)
                : BatchAnswer.forEach(rows.stream()
                        .map(it -> waiting.contains(it) ? ROW_LATER : TAKEN)
                        .toList());
    }

    private static BatchAnswer taken(List<Integer> rows) {
        return BatchAnswer.forAll(rows.size(), TAKEN);
    }

    private static List<UploadResult> results(int size, Set<Integer> bad) {
        return rows(0, size).stream().map(it -> bad.contains(it) ? BAD : TAKEN).toList();
    }

    private static List<Integer> rows(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
