package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.support.House;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roads on which one win could be told twice, or one that is none: none of them does. */
class WinsToldOnceStoryTests extends TwoPeople {

    @Test
    void a_win_that_lead_and_deal_bear_in_one_statement_is_stored_once() {
        house.leadReaches("a01", "MQL", "2026-10-03T07:00:00Z", "gclid=a01-g");
        house.applies();
        assertThat(rows.insert(List.of(ownWin("a01", "meta", ""), ownWin("a01", "meta", "a01-d"))))
                .hasSize(1);
    }

    @Test
    void what_was_dropped_before_its_deal_moved_is_not_sent_again_beside_the_other_leads_win() {
        deal("a02", "a02-d", "Closed Won", "08:00");
        Conversion dropped = verbs.drop(wins("a02", "google-ads").get(0).id());
        deal("b02", "a02-d", "Closed Won", "08:00");
        house.settles();
        isRefused(dropped.id());
        house.settles();
        assertThat(List.of(
                        wins("a02", "google-ads").get(0).state(),
                        wins("b02", "google-ads").get(0).state()))
                .containsOnlyOnce(ConversionState.ACCEPTED);
    }

    @Test
    void a_win_that_the_platform_still_believes_stays_with_its_lead_although_it_was_to_be_undone() {
        deal("a02b", "a02b-d", "Closed Won", "08:00");
        house.settles();
        deal("a02b", "a02b-d", "SQL", "09:00");
        deal("b02b", "a02b-d", "Closed Won", "10:00");
        house.settles();
        assertThat(house.conversionsOf(lead("a02b").id()))
                .filteredOn(it -> it.destination().equals("google-ads")
                        && it.dealId().equals("a02b-d")
                        && it.state() == ConversionState.ACCEPTED)
                .last()
                .satisfies(it -> assertThat(it.value().amount()).isPositive());
        assertThat(wins("b02b", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.REFUSED);
    }

    @Test
    void an_undone_win_does_not_come_back_at_the_lead_that_lost_its_deal() {
        deal("a02e", "a02e-d", "Closed Won", "08:00");
        house.settles();
        deal("a02e", "a02e-d", "Closed Lost", "08:30");
        house.settles();
        deal("b02e", "a02e-d", "Closed Won", "09:00");
        deal("b02e", "a02e-d", "Closed Won", "10:00");
        house.settles();
        assertThat(house.conversionsOf(lead("a02e").id()))
                .filteredOn(it -> it.destination().equals("google-ads") && it.type() == ConversionType.RESTATEMENT)
                .singleElement()
                .satisfies(it -> assertThat(it.value().amount()).isZero());
        assertThat(wins("b02e", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
    }

    @Test
    void a_win_from_before_its_deal_was_reopened_is_not_told_for_the_person_that_comes_with_it() {
        deal("a02c", "a02c-d", "SQL", "09:00");
        house.leadReaches("b02c", "MQL", "2026-10-03T07:00:00Z", "gclid=b02c-g");
        house.applies();
        deal("b02c", "a02c-d", "Closed Won", "08:00");
        house.settles();
        assertThat(wins("b02c", "google-ads")).isEmpty();
        assertThat(lead("b02c").stage()).isEqualTo("SQL");
    }

    @Test
    void a_merge_tells_one_win_once_although_one_lead_told_it_by_itself_and_the_other_by_its_deal() {
        house.leadReaches("w07", "MQL", "2026-10-03T07:00:00Z", "gclid=w07-g");
        house.applies();
        Conversion own = rows.insert(List.of(ownWin("w07", "google-ads", ""))).get(0);
        ledger.close(
                List.of(new io.leadloop.conversion.ConversionLedger.Answer(
                        own.id(),
                        ledger.open(List.of(own.id()), clock.instant()).get(own.id()),
                        io.leadloop.conversion.UploadResult.of(io.leadloop.conversion.Outcome.ACCEPTED, "OK", "yes"),
                        false)),
                clock.instant());
        deal("l07", "l07-d", "Closed Won", "08:00");
        merge("l07", "w07");
        house.settles();
        assertThat(wins("w07", "google-ads"))
                .filteredOn(it -> it.state() == ConversionState.ACCEPTED)
                .hasSize(1);
    }

    @Test
    void a_new_click_does_not_tell_a_win_that_the_platform_has_for_the_lead_of_before() {
        deal("a10", "d10", "Closed Won", "08:00");
        house.settles();
        deal("b10", "d10", "Closed Won", "08:00", "fbc=fb.1.1790841600000.b10fbclid");
        house.settles();
        house.leadReaches("b10", "MQL", "2026-10-03T07:00:00Z", "gclid=b10-g");
        house.settles();
        assertThat(wins("a10", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
        assertThat(wins("b10", "google-ads")).noneMatch(it -> it.state() == ConversionState.ACCEPTED);
    }

    @Test
    void a_dropped_win_of_a_deal_that_was_lost_since_is_not_sent() {
        deal("a14", "d14", "Closed Won", "08:00");
        Conversion win = wins("a14", "google-ads").get(0);
        verbs.drop(win.id());
        deal("a14", "d14", "Closed Lost", "09:00");
        isRefused(win.id());
        house.settles();
        assertThat(now(win).state()).isNotEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_dropped_step_of_the_loser_is_not_sent_beside_the_winners() {
        Conversion dropped = planned("l15");
        planned("w15");
        verbs.drop(dropped.id());
        merge("l15", "w15");
        house.settles();
        isRefused(dropped.id());
        house.settles();
        assertThat(now(dropped).state()).isNotEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_told_win_stays_told_when_the_lead_that_told_it_is_forgotten() {
        deal("a18", "d18", "Closed Won", "08:00");
        house.settles();
        deal("b18", "d18", "Closed Won", "08:00");
        house.settles();
        erasures.erase(List.of(lead("a18").id()), null, "me", "asked");
        deal("c18", "d18", "Closed Won", "08:00");
        house.settles();
        assertThat(wins("c18", "google-ads")).noneMatch(it -> it.state() == ConversionState.ACCEPTED);
    }

    @Test
    void a_dropped_win_of_the_lead_is_not_sent_again_beside_its_deals() {
        house.leadReaches("a19", "MQL", "2026-10-03T07:00:00Z", "gclid=a19-g");
        house.applies();
        Conversion own = rows.insert(List.of(ownWin("a19", "google-ads", ""))).get(0);
        verbs.drop(own.id());
        deal("a19", "d19", "Closed Won", "08:05");
        house.settles();
        isRefused(own.id());
        house.settles();
        assertThat(wins("a19", "google-ads"))
                .filteredOn(it -> it.state() == ConversionState.ACCEPTED)
                .hasSize(1);
    }

    @Test
    void a_rejected_win_whose_first_attempt_may_have_arrived_is_not_told_for_the_next_person_too() {
        deal("a22", "d22", "Closed Won", "08:00");
        Conversion win = wins("a22", "google-ads").get(0);
        java.util.Map<java.util.UUID, Integer> first = ledger.open(List.of(win.id()), clock.instant());
        ledger.close(
                List.of(new io.leadloop.conversion.ConversionLedger.Answer(
                        win.id(),
                        first.get(win.id()),
                        io.leadloop.conversion.UploadResult.of(
                                io.leadloop.conversion.Outcome.RETRY, "TIMEOUT", "silence"),
                        false)),
                clock.instant());
        java.util.Map<java.util.UUID, Integer> second = ledger.open(List.of(win.id()), clock.instant());
        ledger.close(
                List.of(new io.leadloop.conversion.ConversionLedger.Answer(
                        win.id(),
                        second.get(win.id()),
                        io.leadloop.conversion.UploadResult.of(
                                io.leadloop.conversion.Outcome.REJECTED, "TOO_RECENT", "no"),
                        false)),
                clock.instant());
        deal("b22", "d22", "Closed Won", "08:00");
        house.settles();
        assertThat(wins("b22", "google-ads")).noneMatch(it -> it.state() == ConversionState.ACCEPTED);
    }

    @Test
    void a_dropped_win_that_gets_another_amount_is_sent_with_the_amount_of_now() {
        deal("a24", "d24", "Closed Won", "08:00");
        Conversion win = wins("a24", "google-ads").get(0);
        verbs.drop(win.id());
        house.genericSends(House.event(
                "a24",
                "Closed Won",
                "2026-10-03T08:00:00Z",
                ",\"deal\":{\"id\":\"d24\",\"outcome\":\"won\",\"amount\":900,\"currency\":\"EUR\"}",
                "gclid=a24-g"));
        house.applies();
        verbs.retry(win.id());
        house.settles();
        assertThat(now(win).value().amount()).isEqualByComparingTo("900");
    }
}
