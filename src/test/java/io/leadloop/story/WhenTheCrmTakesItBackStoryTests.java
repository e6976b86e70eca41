package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Amounts that change after they were told, deals that are lost or refunded after they were won, and won again. */
@StoryTest
class WhenTheCrmTakesItBackStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void nothing_is_held() {
        house.sql("update leadloop.stage set hold_hours = 0, adjustment = 'RETRACT' where id = 'WON'");
    }

    private void won(String lead, String amount, String at) {
        deal(lead, "Closed Won", "won", amount, at);
    }

    private void deal(String lead, String status, String outcome, String amount, String at) {
        house.genericSends(House.event(
                lead,
                status,
                at,
                ",\"deal\":{\"id\":\"d-%s\",\"outcome\":\"%s\",\"amount\":%s,\"currency\":\"EUR\"}"
                        .formatted(lead, outcome, amount),
                "gclid=" + lead + "-g"));
        house.settles();
    }

    private List<Conversion> rows(String lead, String destination) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.stage().equals("WON") && it.destination().equals(destination))
                .sorted(Comparator.comparingInt(Conversion::sequence))
                .toList();
    }

    @Test
    void a_new_amount_is_restated_under_the_key_that_google_knows() {
        won("dearer", "1000", "2026-10-03T09:00:00Z");
        won("dearer", "1500", "2026-10-03T09:00:00Z");
        List<Conversion> rows = rows("dearer", "google-ads");
        assertThat(rows)
                .extracting(Conversion::type)
                .containsExactly(ConversionType.CONVERSION, ConversionType.RESTATEMENT);
        assertThat(rows).extracting(Conversion::state).containsOnly(ConversionState.ACCEPTED);
        assertThat(house.received("google-ads", "dearer-g"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.path("key").asText()).contains(rows.get(0).dedupeKey()))
                .satisfies(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(2));
    }

    @Test
    void the_same_amount_again_changes_nothing() {
        won("same", "1000", "2026-10-03T09:00:00Z");
        won("same", "1000.00", "2026-10-03T09:00:00Z");
        assertThat(rows("same", "google-ads")).hasSize(1);
    }

    @Test
    void a_deal_that_is_lost_after_it_was_won_is_restated_to_zero_where_nothing_can_be_retracted() {
        won("refunded", "1000", "2026-10-03T09:00:00Z");
        deal("refunded", "Closed Lost", "lost", "1000", "2026-10-03T10:00:00Z");
        Conversion last = rows("refunded", "google-ads").get(1);
        assertThat(last.value().amount()).isZero();
        assertThat(last.valueRule()).isEqualTo("TAKEN_BACK, RESTATED TO 0");
        assertThat(last.state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_platform_that_takes_no_adjustment_gets_none_and_the_row_says_so_once() {
        house.genericSends(House.event(
                "kept",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"d-kept\",\"outcome\":\"won\",\"amount\":1000,\"currency\":\"EUR\"}",
                "fbclid=kept-f"));
        house.settles();
        deal("kept", "Closed Lost", "lost", "1000", "2026-10-03T10:00:00Z");
        deal("kept", "Closed Lost", "lost", "1000", "2026-10-03T10:05:00Z");
        List<Conversion> rows = rows("kept", "meta");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).type()).isEqualTo(ConversionType.RETRACTION);
        assertThat(rows.get(1).reason()).isEqualTo("ADJUSTMENT_NOT_POSSIBLE");
    }

    @Test
    void won_lost_and_won_again_ends_with_the_last_word_of_the_crm() {
        won("again", "1000", "2026-10-03T09:00:00Z");
        deal("again", "Closed Lost", "lost", "1000", "2026-10-03T09:30:00Z");
        won("again", "1200", "2026-10-03T10:00:00Z");
        assertThat(rows("again", "google-ads"))
                .extracting(it -> it.value().amount().intValueExact())
                .containsExactly(1000, 0, 1200);
    }

    @Test
    void what_is_held_is_changed_or_dropped_before_anybody_hears_of_it() {
        house.sql("update leadloop.stage set hold_hours = 24 where id = 'WON'");
        won("held", "1000", "2026-10-03T09:00:00Z");
        assertThat(rows("held", "google-ads").get(0).notBefore()).isEqualTo("2026-10-04T09:00:00Z");
        won("held2", "1000", "2026-10-03T09:00:00Z");
        won("held2", "1100", "2026-10-03T09:00:00Z");
        assertThat(rows("held2", "google-ads"))
                .singleElement()
                .satisfies(it -> assertThat(it.value().amount()).isEqualByComparingTo("1100"));
        deal("held2", "Closed Lost", "lost", "1100", "2026-10-03T10:00:00Z");
        assertThat(rows("held2", "google-ads")).singleElement().returns(ConversionState.TAKEN_BACK, Conversion::state);
        assertThat(house.received("google-ads", "held2-g")).isEmpty();
    }

    @Test
    void a_stage_whose_policy_is_to_leave_stays_told() {
        house.sql("update leadloop.stage set adjustment = 'LEAVE' where id = 'WON'");
        won("left", "1000", "2026-10-03T09:00:00Z");
        deal("left", "Closed Lost", "lost", "1000", "2026-10-03T10:00:00Z");
        assertThat(rows("left", "google-ads")).hasSize(1);
    }

    @Test
    void a_lead_that_is_lost_after_sql_was_qualified_all_the_same() {
        house.leadReaches("honest", "SQL", "2026-10-03T09:00:00Z", "gclid=honest-g");
        house.settles();
        house.leadReaches("honest", "LOST", "2026-10-03T10:00:00Z");
        house.settles();
        assertThat(house.conversionsOf(
                        house.lead("generic", "honest").orElseThrow().id()))
                .allSatisfy(it -> assertThat(it.type()).isEqualTo(ConversionType.CONVERSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RATE_LIMIT", "SERVER_ERROR"})
    void what_the_platform_was_too_busy_to_take_is_taken_back_before_it_hears_of_it(String fault) {
        String lead = "busy-" + fault.charAt(0);
        house.faults("google-ads", "{\"fault\":\"" + fault + "\",\"times\":1}");
        won(lead, "1000", "2026-10-03T09:00:00Z");
        deal(lead, "Closed Lost", "lost", "1000", "2026-10-03T10:00:00Z");
        assertThat(rows(lead, "google-ads")).singleElement().returns(ConversionState.TAKEN_BACK, Conversion::state);
        assertThat(house.received("google-ads", lead + "-g")).isEmpty();
    }

    @Test
    void an_attempt_that_is_not_in_the_ledger_as_it_was_read_may_have_arrived() {
        house.sql("update leadloop.stage set hold_hours = 24 where id = 'WON'");
        won("opened", "1000", "2026-10-03T09:00:00Z");
        // As the row is seen by an event that waited for it while a node opened an attempt.
        house.sql("update leadloop.conversion set attempts = attempts + 1 where id = '"
                + rows("opened", "google-ads").get(0).id() + "'");
        won("opened", "1100", "2026-10-03T09:00:00Z");
        assertThat(rows("opened", "google-ads"))
                .extracting(it -> it.value().amount().intValueExact())
                .containsExactly(1000, 1100);
    }
}
