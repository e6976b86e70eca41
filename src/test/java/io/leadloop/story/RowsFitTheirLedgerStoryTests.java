package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row, its ledger and its process after what happens rarely. */
class RowsFitTheirLedgerStoryTests extends TwoPeople {

    @Test
    void a_merge_tells_the_step_of_the_loser_where_the_winners_was_refused_for_want_of_a_click() {
        house.leadReaches("w06", "MQL", "2026-10-03T09:00:00Z");
        house.leadReaches("l06", "MQL", "2026-10-03T09:00:00Z", "gclid=l06-g");
        house.applies();
        merge("l06", "w06");
        house.settles();
        house.retriesAreDue();
        house.settles();
        assertThat(house.received("google-ads", "l06-g")).hasSize(1);
    }

    @Test
    void retries_that_somebody_gives_in_cockpit_send_what_was_used_up() {
        Conversion used = planned("a12");
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":30}");
        for (int i = 0; i < 14; i++) {
            house.uploads();
            house.retriesAreDue();
        }
        assertThat(now(used).state()).isEqualTo(ConversionState.EXHAUSTED);
        house.faults("google-ads");
        tasks.createExternalTaskQuery()
                .processInstanceId(process(used).getId())
                .list()
                .forEach(it -> tasks.setRetries(it.getId(), 3));
        house.uploads();
        assertThat(now(used).state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_platforms_late_yes_ends_the_task_of_a_person() {
        Conversion rejected = planned("a13");
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":1}");
        house.uploadsOnce("google-ads");
        // Its first attempt is still at the platform while the second one is refused (a lock that ran out).
        java.util.Map<java.util.UUID, Integer> slow = ledger.open(List.of(rejected.id()), clock.instant());
        house.sql("update leadloop.conversion set attempts = attempts where id = '" + rejected.id() + "'");
        ledger.open(List.of(rejected.id()), clock.instant());
        ledger.close(
                List.of(new io.leadloop.conversion.ConversionLedger.Answer(
                        rejected.id(),
                        3,
                        io.leadloop.conversion.UploadResult.of(io.leadloop.conversion.Outcome.RETRY, "HTTP_500", "no"),
                        true)),
                clock.instant());
        assertThat(now(rejected).state()).isEqualTo(ConversionState.EXHAUSTED);
        ledger.close(
                List.of(new io.leadloop.conversion.ConversionLedger.Answer(
                        rejected.id(),
                        2,
                        io.leadloop.conversion.UploadResult.of(io.leadloop.conversion.Outcome.ACCEPTED, "OK", "yes"),
                        false)),
                clock.instant());
        assertThat(now(rejected).state()).isEqualTo(ConversionState.ACCEPTED);
        tasks.createExternalTaskQuery()
                .processInstanceId(process(rejected).getId())
                .list()
                .forEach(it -> tasks.setRetries(it.getId(), 0));
        clock.pass(java.time.Duration.ofMinutes(2));
        watch.look();
        house.settles();
        assertThat(process(rejected)).isNull();
    }

    @Test
    void an_answer_that_comes_after_a_merge_contradicts_no_row() {
        Conversion own = planned("w23");
        Conversion other = planned("l23");
        java.util.Map<java.util.UUID, Integer> open = ledger.open(List.of(own.id(), other.id()), clock.instant());
        merge("l23", "w23");
        ledger.close(
                open.entrySet().stream()
                        .map(it -> new io.leadloop.conversion.ConversionLedger.Answer(
                                it.getKey(),
                                it.getValue(),
                                io.leadloop.conversion.UploadResult.of(
                                        io.leadloop.conversion.Outcome.ACCEPTED, "OK", "yes"),
                                false))
                        .toList(),
                clock.instant());
        assertThat(house.count(
                        "select count(*) from leadloop.conversion c join leadloop.conversion_attempt a on a.conversion_id = c.id"
                                + " where a.outcome = 'ACCEPTED' and c.state <> 'ACCEPTED' and c.id in ('" + own.id()
                                + "','" + other.id() + "')"))
                .isZero();
    }

    @Test
    void a_refused_step_that_a_merge_brought_is_told_when_its_fact_comes() {
        house.leadReaches("w25", "New", "2026-10-03T07:00:00Z");
        house.leadReaches("l25", "MQL", "2026-10-03T08:00:00Z");
        house.applies();
        merge("l25", "w25");
        house.leadReaches("w25", "New", "2026-10-03T07:00:00Z", "gclid=w25-g");
        house.settles();
        assertThat(house.conversionsOf(lead("w25").id()))
                .filteredOn(it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                .extracting(Conversion::state)
                .containsExactly(ConversionState.ACCEPTED);
    }
}
