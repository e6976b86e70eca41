package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.StoryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each lead and each upload of the release before goes on from where it stood, and nothing is told twice. */
@StoryTest
class WhatAnUpgradeCarriesOnStoryTests extends UpgradedHouse {

    @BeforeEach
    void to_the_newest_models() {
        theWatchesMoveWhatRuns();
    }

    @ParameterizedTest
    @CsvSource({"conversion-upload", "lead-lifecycle"})
    void it_runs_on_the_newest_model(String model) {
        String newest = models.createProcessDefinitionQuery()
                .processDefinitionKey(model)
                .latestVersion()
                .singleResult()
                .getId();
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(model)
                        .list())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getProcessDefinitionId()).isEqualTo(newest));
    }

    @Test
    void a_held_upload_goes_out_when_its_time_has_come() {
        Conversion conversion = google("held");
        house.uploads();
        assertThat(received(conversion)).isEmpty();
        timerFires(conversion);
        house.uploads();
        isToldOnce(conversion);
    }

    @Test
    void what_the_platform_wanted_later_goes_out_when_its_time_has_come() {
        Conversion conversion = house.conversion("wanted-later", "MQL", "pinterest");
        house.uploads();
        assertThat(received(conversion)).isEmpty();
        timerFires(conversion);
        house.uploads();
        isToldOnce(conversion);
    }

    @Test
    void an_upload_to_a_paused_platform_goes_out_when_that_is_resumed() {
        Conversion conversion = house.conversion("paused", "MQL", "meta");
        house.uploads();
        assertThat(received(conversion)).isEmpty();
        house.administratorPosts("/api/destinations/meta/resume");
        house.uploads();
        isToldOnce(conversion);
    }

    @Test
    void a_rejected_one_is_sent_again() {
        Conversion conversion = google("rejected-again");
        house.administratorPosts("/api/conversions/" + conversion.id() + "/retry");
        house.uploads();
        isToldOnce(conversion);
    }

    @Test
    void a_rejected_one_is_dropped() {
        Conversion conversion = google("rejected-dropped");
        house.administratorPosts("/api/conversions/" + conversion.id() + "/drop");
        assertThat(now(conversion).state()).isEqualTo(ConversionState.DROPPED);
        assertThat(ends(conversion)).containsExactly("End_ConversionDropped");
    }

    @Test
    void one_whose_retries_are_used_up_is_an_incident_until_it_is_sent_again() {
        Conversion conversion = google("used-up");
        house.uploads();
        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(process(conversion))
                        .count())
                .isEqualTo(1);
        house.administratorPosts("/api/conversions/" + conversion.id() + "/retry");
        house.uploads();
        isToldOnce(conversion);
    }

    @ParameterizedTest
    @CsvSource({
        "held-denied, google-ads",
        "paused-denied, microsoft-ads",
        "rejected-denied, google-ads",
        "used-up-denied, google-ads"
    })
    void a_withdrawal_ends_it_wherever_it_stands(String lead, String destination) {
        Conversion conversion = house.conversion(lead, "MQL", destination);
        String process = process(conversion);
        denies(lead);
        assertThat(now(conversion).state()).isEqualTo(ConversionState.WITHDRAWN);
        assertThat(processes(conversion)).isEmpty();
        assertThat(ends(conversion)).containsExactly("End_Withdrawn");
        assertThat(runtime.createIncidentQuery().processInstanceId(process).count())
                .isZero();
        assertThat(received(conversion)).isEmpty();
    }

    @Test
    void a_lead_is_won_by_a_webhook() {
        won("sql", minutesAgo(1), 1000);
        assertThat(lead("sql").stage()).isEqualTo("WON");
        isToldOnce(house.conversion("sql", "WON", "google-ads"));
    }

    @Test
    void a_win_that_was_told_is_not_told_again_and_a_new_amount_is_restated_once() {
        Conversion conversion = house.conversion("won", "WON", "google-ads");
        won("won", conversion.occurredAt().toString(), 1000);
        won("won", minutesAgo(2), 1200);
        won("won", minutesAgo(1), 1200);
        assertThat(house.conversionsOf(conversion.lead()).stream()
                        .filter(it -> it.stage().equals("WON"))
                        .map(it -> it.type() + " " + it.state() + " "
                                + it.value().amount().toBigInteger()))
                .containsExactlyInAnyOrder("CONVERSION ACCEPTED 1000", "RESTATEMENT ACCEPTED 1200");
    }

    @Test
    void a_lost_lead_may_reopen() {
        house.leadReaches("lost", "SQL", minutesAgo(1));
        house.settles();
        assertThat(lead("lost").stage()).isEqualTo("SQL");
        isToldOnce(house.conversion("lost", "SQL", "google-ads"));
    }

    @Test
    void what_waited_in_the_inbox_is_applied() {
        house.settles();
        isToldOnce(google("in-the-inbox"));
    }
}
