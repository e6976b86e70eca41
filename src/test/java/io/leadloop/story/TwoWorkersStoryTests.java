package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.ConversionLedger.Opening;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Two workers that have the same conversion: a person unlocked its task between the fetch and the attempt of the first, or a lock
 * ran out while the platform was slow.
 */
class TwoWorkersStoryTests extends OneConversion {

    private static final Duration LOCK = Duration.ofMinutes(2);

    private Map<UUID, Integer> opens(Conversion asRead) {
        Instant since = clock.instant().minus(LOCK);
        return ledger.open(List.of(new Opening(asRead.id(), asRead.attempts(), null)), clock.instant(), since);
    }

    @Test
    void that_read_it_at_once_send_it_once() {
        Conversion row = planned("both-read");
        assertThat(opens(row)).containsEntry(row.id(), 1);
        assertThat(opens(row)).isEmpty();
    }

    @Test
    void of_which_one_reads_it_while_the_other_sends_it_send_it_once() {
        Conversion row = planned("reads-later");
        opens(row);
        assertThat(opens(now(row))).isEmpty();
        assertThat(now(row).attempts()).isOne();
    }

    @Test
    void do_not_wait_for_one_that_died_longer_ago_than_its_lock() {
        Conversion row = planned("one-died");
        opens(row);
        clock.pass(LOCK);
        assertThat(opens(now(row))).containsEntry(row.id(), 2);
    }

    @Test
    void do_not_wait_once_the_platform_answered() {
        Conversion row = planned("answered");
        UploadResult trouble = UploadResult.of(Outcome.RETRY, "HTTP_500", "Trouble.");
        ledger.close(List.of(new Answer(row.id(), opens(row).get(row.id()), trouble, false)), clock.instant());
        assertThat(opens(now(row))).containsEntry(row.id(), 2);
    }

    @Test
    void are_refused_what_was_answered_since_it_was_read() {
        Conversion row = planned("read-before");
        UploadResult trouble = UploadResult.of(Outcome.RETRY, "HTTP_500", "Trouble.");
        ledger.close(List.of(new Answer(row.id(), opens(row).get(row.id()), trouble, false)), clock.instant());
        assertThat(opens(row)).isEmpty();
    }

    /** Its task stays locked by the one and is fetched again later; the platform heard of it once. */
    @Test
    void of_which_the_second_comes_too_late_end_by_the_answer_of_the_first() {
        Conversion row = planned("in-flight");
        int attempt = opens(row).get(row.id());
        house.uploadsOnce("google-ads");
        assertThat(now(row).attempts()).isOne();
        UploadResult taken = UploadResult.of(Outcome.ACCEPTED, "OK", "Taken.");
        ledger.close(List.of(new Answer(row.id(), attempt, taken, false)), clock.instant());
        house.uploads();
        clock.pass(LOCK);
        watch.look();
        assertThat(house.count(
                        "select count(*) from leadloop.conversion_attempt where conversion_id = '" + row.id() + "'"))
                .isOne();
    }
}
