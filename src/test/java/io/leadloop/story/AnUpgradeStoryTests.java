package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.StoryTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upgrade makes of the rows of the release before, and how its two watches over uploads bring all up to date. */
@StoryTest
class AnUpgradeStoryTests extends UpgradedHouse {

    @Nested
    class Its_rows {

        @ParameterizedTest
        @CsvSource({
            "accepted, MQL, google-ads, ACCEPTED,",
            "won, WON, google-ads, ACCEPTED,",
            "refused, MQL, google-ads, REFUSED, CONSENT_DENIED",
            "held, MQL, google-ads, PLANNED,",
            "without-process, MQL, google-ads, PLANNED,",
            "paused, MQL, meta, PLANNED,",
            "in-flight, MQL, linkedin, PLANNED,",
            "rejected-again, MQL, google-ads, REJECTED, INVALID_EVENT",
            "denied, MQL, google-ads, WITHDRAWN, CONSENT_DENIED",
            "taken-back, WON, google-ads, TAKEN_BACK, TAKEN_BACK",
            "used-up, MQL, google-ads, EXHAUSTED, UNAVAILABLE",
        })
        void say_where_they_stand(String lead, String stage, String destination, ConversionState state, String reason) {
            Conversion conversion = house.conversion(lead, stage, destination);
            assertThat(conversion.state()).isEqualTo(state);
            assertThat(conversion.reason()).isEqualTo(reason);
        }

        @Test
        void say_of_a_step_that_two_leads_had_before_they_became_one_that_it_is_told_for_the_one_that_stays() {
            assertThat(jdbc.sql("""
                                    select l.external_id || ' ' || c.state from leadloop.conversion c
                                    join leadloop.lead l on l.id = c.lead_id
                                    where l.source = 'salesforce' and c.destination = 'google-ads'
                                    """).query(String.class).list())
                    .containsExactlyInAnyOrder("00Q000000000001EAA ACCEPTED", "00Q000000000002EAA MERGED");
        }

        @Test
        void have_one_among_them_whose_process_somebody_cancelled() {
            assertThat(processes(google("without-process"))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"accepted, WEBHOOK", "captured, SWEEP", "lost, REREAD", "imported, IMPORT"})
        void of_the_inbox_say_by_which_door_they_came(String lead, String origin) {
            assertThat(jdbc.sql("""
                                    select origin from leadloop.inbox_message m join leadloop.lead l on l.id = m.lead_id
                                    where l.external_id = :lead order by m.id desc limit 1
                                    """).param("lead", lead).query(String.class).single())
                    .isEqualTo(origin);
        }
    }

    @Nested
    class Before_the_watches_move_what_runs {

        @Test
        void it_runs_on_the_models_of_the_release_before() {
            assertThat(jdbc.sql("""
                                    select distinct d.key_ || ':' || d.version_ from act_ru_execution e
                                    join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ <> 'stuck-lead-watch'
                                    """).query(String.class).list()).contains("conversion-upload:1", "lead-lifecycle:1");
        }

        @Test
        void a_withdrawal_ends_an_upload_where_the_newest_model_says() {
            Conversion conversion = google("held-denied");
            denies("held-denied");
            assertThat(now(conversion).state()).isEqualTo(ConversionState.WITHDRAWN);
            assertThat(ends(conversion)).containsExactly("End_Withdrawn");
        }

        @Test
        void a_rejected_one_is_sent_again_in_tasklist() {
            Conversion conversion = google("rejected-again");
            completes(conversion, "AGAIN");
            house.uploads();
            isToldOnce(conversion);
        }

        @Test
        void a_rejected_one_is_dropped_in_tasklist() {
            Conversion conversion = google("rejected-dropped");
            completes(conversion, "DROPPED");
            assertThat(now(conversion).state()).isEqualTo(ConversionState.DROPPED);
            assertThat(ends(conversion)).containsExactly("End_ConversionDropped");
        }

        @Test
        void a_lead_moves_on_by_a_webhook() {
            house.leadReaches("captured", "MQL", minutesAgo(1));
            house.settles();
            assertThat(lead("captured").stage()).isEqualTo("MQL");
            isToldOnce(google("captured"));
        }

        @Test
        void what_the_platform_took_without_a_word_is_sent_again_under_its_old_key() {
            Conversion conversion = house.conversion("in-flight", "MQL", "linkedin");
            assertThat(received(conversion)).hasSize(1);
            house.retriesAreDue();
            house.uploads();
            isToldOnce(conversion);
        }
    }

    @Nested
    class When_the_watch_over_uploads_has_looked {

        @BeforeEach
        void at_the_newest_models() {
            theWatchesMoveWhatRuns();
            watch.look();
        }

        @Test
        void one_that_waited_without_a_process_has_one() {
            Conversion conversion = google("without-process");
            timerFires(conversion);
            house.uploads();
            isToldOnce(conversion);
        }

        @Test
        void the_upload_of_a_step_that_is_told_for_another_lead_has_ended() {
            String merged = jdbc.sql("select id::text from leadloop.conversion where state = 'MERGED'")
                    .query(String.class)
                    .single();
            assertThat(ends(merged)).containsExactly("End_Merged");
            house.uploads();
            assertThat(house.received("google-ads", "merged-loser-g")).isEmpty();
        }

        @Test
        void the_others_are_as_they_were() {
            assertThat(watch.look()).isZero();
            house.settles();
            assertThat(List.of(google("accepted"), google("sql"), house.conversion("won", "WON", "google-ads")))
                    .allSatisfy(it -> assertThat(received(it))
                            .singleElement()
                            .satisfies(event ->
                                    assertThat(event.path("deliveries").asInt()).isEqualTo(1)));
            assertThat(processes(google("held"))).hasSize(1);
        }
    }
}
