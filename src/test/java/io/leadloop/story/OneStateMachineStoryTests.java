package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A conversion, its process and its ledger cannot part, whatever people and platforms do (cases B1, B2, B4, C1). */
class OneStateMachineStoryTests extends OneConversion {

    @Nested
    class While_an_attempt_is_open {

        private Conversion opened(String lead) {
            Conversion conversion = planned(lead);
            assertThat(ledger.open(List.of(conversion.id()), clock.instant())).containsEntry(conversion.id(), 1);
            return conversion;
        }

        private void answers(Conversion conversion, UploadResult result) {
            ledger.close(List.of(new Answer(conversion.id(), 1, result, false)), clock.instant());
        }

        @Test
        void a_consent_that_is_taken_back_stays_taken_back_when_the_platform_then_fails() {
            Conversion conversion = opened("b1");
            denies("b1");
            answers(conversion, UploadResult.of(Outcome.RETRY, "HTTP_503", "Try later."));
            assertThat(now(conversion).state()).isEqualTo(ConversionState.WITHDRAWN);
            assertThat(now(conversion).reason()).isEqualTo("CONSENT_DENIED");
            assertThat(ledger.attempts(conversion.id()))
                    .singleElement()
                    .satisfies(it -> assertThat(it.code()).isEqualTo("HTTP_503"));
            assertThat(process(conversion)).isNull();
            assertThat(ends(conversion)).containsExactly("End_Withdrawn");
        }

        @Test
        void what_is_dropped_stays_dropped_when_the_platform_then_blocks() {
            Conversion conversion = opened("b2");
            house.administratorPosts("/api/conversions/" + conversion.id() + "/drop");
            answers(conversion, UploadResult.of(Outcome.BLOCKED, "401", "The token was revoked."));
            assertThat(now(conversion).state()).isEqualTo(ConversionState.DROPPED);
            assertThat(process(conversion)).isNull();
            assertThat(ends(conversion)).containsExactly("End_Dropped");
        }

        @Test
        void what_the_platform_took_all_the_same_is_not_denied() {
            Conversion conversion = opened("b2b");
            denies("b2b");
            answers(conversion, UploadResult.of(Outcome.ACCEPTED, "OK", ""));
            assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        }

        @Test
        void its_process_says_so_too_when_the_platform_took_it() {
            Conversion conversion = opened("b2c");
            answers(conversion, UploadResult.of(Outcome.ACCEPTED, "OK", ""));
            clock.pass(Duration.ofMinutes(1));
            watch.look();
            assertThat(process(conversion)).isNull();
            assertThat(ends(conversion)).containsExactly("End_AcceptedAfterAll");
        }

        @Test
        void nobody_sends_it_a_second_time_beside_the_first() {
            Conversion conversion = opened("b2d");
            assertThat(retry(conversion)).contains("being sent right now");
            house.administratorPosts("/api/conversions/" + conversion.id() + "/drop");
            assertThat(retry(conversion)).contains("being sent right now");
            assertThat(now(conversion).state()).isEqualTo(ConversionState.DROPPED);
            clock.pass(Duration.ofMinutes(3));
            retry(conversion);
            assertThat(now(conversion).state()).isEqualTo(ConversionState.PLANNED);
        }

        private String retry(Conversion conversion) {
            return house.send(house.asAdministrator("/api/conversions/" + conversion.id() + "/retry")
                            .POST(BodyPublishers.noBody()))
                    .body();
        }

        @Test
        void an_answer_with_a_nul_is_written_down_and_spoils_no_neighbour() {
            Conversion one = opened("c1a");
            Conversion two = opened("c1b");
            ledger.close(
                    List.of(
                            new Answer(one.id(), 1, UploadResult.of(Outcome.REJECTED, "BAD", "a\u0000b"), false),
                            new Answer(two.id(), 1, UploadResult.of(Outcome.ACCEPTED, "OK", ""), false)),
                    clock.instant());
            assertThat(now(one).state()).isEqualTo(ConversionState.REJECTED);
            assertThat(now(two).state()).isEqualTo(ConversionState.ACCEPTED);
        }
    }

    @Nested
    class When_every_retry_failed {

        private Conversion exhausted(String lead) {
            Conversion conversion = planned(lead);
            house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":50}");
            for (int i = 0; i < 12; i++) {
                house.uploadsOnce("google-ads");
                house.retriesAreDue();
            }
            house.faults("google-ads");
            return now(conversion);
        }

        @Test
        void the_row_says_so_and_cockpit_has_an_incident() {
            Conversion conversion = exhausted("b4");
            assertThat(conversion.state()).isEqualTo(ConversionState.EXHAUSTED);
            assertThat(conversion.reason()).isNotBlank();
            assertThat(runtime.createIncidentQuery()
                            .processInstanceId(process(conversion).getId())
                            .count())
                    .isEqualTo(1);
        }

        @Test
        void one_button_sends_it_again() {
            Conversion conversion = exhausted("b4b");
            house.administratorPosts("/api/conversions/" + conversion.id() + "/retry");
            house.settles();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(house.received("google-ads", "b4b-g")).hasSize(1);
        }

        @Test
        void it_is_tried_once_a_day_while_the_platform_takes_it() {
            Conversion conversion = exhausted("b4c");
            watch.look();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.EXHAUSTED);
            clock.pass(Duration.ofHours(25));
            watch.look();
            house.uploads();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        }

        @Test
        void it_ends_when_its_time_at_the_platform_is_over() {
            Conversion conversion = exhausted("b4d");
            clock.pass(Duration.ofDays(100));
            watch.look();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.EXPIRED);
            assertThat(process(conversion)).isNull();
            assertThat(ends(conversion)).containsExactly("End_TooLate");
        }
    }

    @Nested
    class A_row_and_its_process_that_parted {

        @Test
        void are_brought_together_where_the_process_is_missing() {
            Conversion conversion = planned("w1");
            runtime.deleteProcessInstance(process(conversion).getId(), "by hand", true, true);
            house.sql("update leadloop.conversion set state = 'PLANNED', reason = null, detail = null where id = '"
                    + conversion.id() + "'");
            clock.pass(Duration.ofMinutes(1));
            assertThat(watch.look()).isEqualTo(1);
            assertThat(process(conversion)).isNotNull();
            house.uploads();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        }

        @Test
        void end_where_the_row_waits_no_more() {
            Conversion conversion = planned("w2");
            house.sql("update leadloop.conversion set state = 'WITHDRAWN', reason = 'CONSENT_DENIED' where id = '"
                    + conversion.id() + "'");
            clock.pass(Duration.ofMinutes(1));
            watch.look();
            assertThat(process(conversion)).isNull();
            assertThat(ends(conversion)).containsExactly("End_Withdrawn");
        }

        @Test
        void stay_as_they_are_where_all_is_well() {
            planned("w3");
            clock.pass(Duration.ofMinutes(1));
            assertThat(watch.look()).isZero();
        }
    }
}
