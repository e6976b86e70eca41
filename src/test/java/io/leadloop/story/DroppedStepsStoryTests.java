package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person drops a win whose fate was unknown, and the CRM changes its mind about it. */
class DroppedStepsStoryTests extends WonDeals {

    @AfterEach
    void google_is_well() {
        house.faults("google-ads");
    }

    private void lost(String lead, String time) {
        deal(lead, "d", "lost", "1000", time, "gclid=" + lead + "-g");
    }

    private List<Conversion> rows(String lead) {
        return rows(lead, "google-ads");
    }

    /** A win of 1,000 at nine. A person who finds a conversion at the platform drops its row, as the row advises. */
    private Conversion isFoundThereAndDropped(String lead) {
        house.faults("google-ads", "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        won(lead, "1000", "09:00");
        house.settles();
        Conversion step = rows(lead).get(0);
        house.administratorPosts("/api/conversions/" + step.id() + "/drop");
        return step;
    }

    private void isNotSentAgain(Conversion step, String why) {
        assertThatThrownBy(() -> house.administratorPosts("/api/conversions/" + step.id() + "/retry"))
                .hasMessageContaining("409")
                .hasMessageContaining(why);
    }

    @Test
    void a_dropped_win_that_may_have_arrived_follows_the_crm_and_is_not_sent_again_as_it_was() {
        Conversion step = isFoundThereAndDropped("there");
        lost("there", "09:30");
        house.settles();
        assertThat(toldAmount("there")).isEqualTo("0.0");
        isNotSentAgain(step, "STAGE_TAKEN_BACK");
        won("there", "1200", "10:00");
        house.settles();
        assertThat(toldAmount("there")).isEqualTo("1200.0");
        isNotSentAgain(step, "ADJUSTMENT_OVERTAKEN");
        assertThat(rows("there"))
                .extracting(Conversion::state)
                .containsExactly(ConversionState.DROPPED, ConversionState.ACCEPTED, ConversionState.ACCEPTED);
    }

    @Test
    void a_dropped_win_that_was_lost_while_it_was_sent_is_sent_again_only_once_it_stands_again() {
        won("given-up", "1000", "09:00");
        Conversion step = rows("given-up").get(0);
        int attempt = ledger.open(List.of(step.id()), clock.instant()).get(step.id());
        lost("given-up", "09:30");
        UploadResult refused = UploadResult.of(Outcome.REJECTED, "INVALID_EVENT", "It does not like it.");
        ledger.close(List.of(new ConversionLedger.Answer(step.id(), attempt, refused, false)), clock.instant());
        house.uploads();
        house.administratorPosts("/api/conversions/" + step.id() + "/drop");
        clock.pass(Duration.ofHours(2));
        house.timersAreDue();
        house.uploads();
        assertThat(rows("given-up").get(1).reason()).isEqualTo("ORIGINAL_NOT_TAKEN");
        isNotSentAgain(step, "STAGE_TAKEN_BACK");
        won("given-up", "1200", "10:00");
        house.settles();
        house.administratorPosts("/api/conversions/" + step.id() + "/retry");
        house.uploads();
        assertThat(rows("given-up").get(0).state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_taking_back_that_google_refuses_keeps_the_win_from_being_sent_again() {
        Conversion step = isFoundThereAndDropped("refused");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"refused-g\"}");
        lost("refused", "09:30");
        house.uploads();
        assertThat(rows("refused").get(1).state()).isEqualTo(ConversionState.REJECTED);
        isNotSentAgain(step, "STAGE_TAKEN_BACK");
        won("refused", "1200", "10:00");
        house.administratorPosts("/api/conversions/" + step.id() + "/retry");
    }

    @Test
    void a_newer_amount_that_google_knows_is_not_undone_though_the_newest_is_refused() {
        Conversion step = isFoundThereAndDropped("dearer");
        won("dearer", "1500", "09:30");
        house.uploads();
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"dearer-g\"}");
        won("dearer", "2000", "09:40");
        house.uploads();
        assertThat(rows("dearer"))
                .extracting(Conversion::state)
                .containsExactly(ConversionState.DROPPED, ConversionState.ACCEPTED, ConversionState.REJECTED);
        isNotSentAgain(step, "ADJUSTMENT_OVERTAKEN");
    }

    @Test
    void a_step_is_not_sent_beside_what_adjusts_it() {
        Conversion step = isFoundThereAndDropped("beside");
        won("beside", "1500", "09:30");
        ledger.open(List.of(rows("beside").get(1).id()), clock.instant());
        isNotSentAgain(step, "being sent right now");
    }

    /** The lead's own win and that of its deal are one; each has a key of its own. */
    @Test
    void a_win_of_a_deal_that_was_found_there_is_not_told_of_the_lead_too() {
        isFoundThereAndDropped("twice");
        house.leadReaches("twice", "WON", "2026-10-03T09:30:00Z");
        house.settles();
        assertThat(rows("twice")).extracting(Conversion::dealId).containsExactly("twice-d");
    }
}
