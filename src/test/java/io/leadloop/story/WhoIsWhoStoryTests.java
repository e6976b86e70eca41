package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.DealMoves;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Leads;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people who share a deal stay two people; a deal that changes its person is won once (cases A1, A2, A7, E8). */
@StoryTest
class WhoIsWhoStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Leads leads;

    @Autowired
    ClickIds clicks;

    @Autowired
    DealMoves moves;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
        house.faults("google-ads");
    }

    /** A deal of a lead at a status, with the lead's own click. */
    private void deal(String lead, String deal, String status, String amount, String at) {
        dealOn(lead, deal, status, amount, "2026-10-03T" + at + ":00Z");
    }

    private void dealOn(String lead, String deal, String status, String amount, String at) {
        boolean isOver = status.equals("won") || status.equals("lost");
        house.genericSends(House.event(
                lead,
                status.equals("won") ? "Closed Won" : status.equals("lost") ? "Closed Lost" : status,
                at,
                ",\"deal\":{\"id\":\"%s\",\"amount\":%s,\"currency\":\"EUR\"%s}"
                        .formatted(deal, amount, isOver ? ",\"outcome\":\"" + status + "\"" : ""),
                "gclid=" + lead + "-g"));
        house.applies();
    }

    private Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    private List<Conversion> wins(String lead) {
        return house.conversionsOf(lead(lead).id()).stream()
                .filter(it ->
                        it.destination().equals("google-ads") && it.stage().equals("WON"))
                .toList();
    }

    @Test
    void a_deal_whose_person_changes_takes_no_person_along() {
        deal("p61", "d610", "SQL", "100", "08:00");
        deal("p62", "d610", "SQL", "100", "08:10");
        deal("p62", "d620", "won", "900", "09:00");
        house.settles();
        assertThat(lead("p61").id()).isNotEqualTo(lead("p62").id());
        assertThat(wins("p61")).isEmpty();
        assertThat(wins("p62")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
        assertThat(house.told("google-ads", wins("p62").get(0).dedupeKey()).toString())
                .contains("p62-g");
    }

    @Test
    void a_win_that_was_told_is_not_told_again_when_its_person_is_corrected() {
        deal("p72", "d72", "SQL", "1", "07:00");
        deal("p71", "d710", "won", "500", "08:00");
        house.settles();
        deal("p72", "d710", "won", "500", "08:00");
        house.settles();
        assertThat(wins("p71")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
        assertThat(wins("p72"))
                .extracting(Conversion::state, Conversion::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ConversionState.REFUSED, "DEAL_TOLD_ELSEWHERE"));
        assertThat(house.received("google-ads", "p71-g")).hasSize(1);
        assertThat(house.received("google-ads", "p72-g"))
                .noneMatch(it -> it.path("event").asText().contains("\"conversionValue\":500"));
        assertThat(lead("p72").stage()).isEqualTo("WON");
        assertThat(lead("p71").stage()).isNotEqualTo("WON");
        assertThat(moves.of(lead("p71").id())).hasSize(1);
        assertThat(moves.of(lead("p72").id())).hasSize(1);
    }

    @Test
    void a_new_amount_of_a_deal_that_moved_is_told_where_its_win_was_told() {
        deal("p81", "d810", "won", "500", "08:00");
        house.settles();
        deal("p82", "d810", "won", "500", "08:00");
        deal("p82", "d810", "won", "700", "08:30");
        house.settles();
        clock.pass(java.time.Duration.ofDays(2));
        house.dueTimersRun();
        house.settles();
        assertThat(wins("p81"))
                .filteredOn(Conversion::isAdjustment)
                .singleElement()
                .satisfies(it -> assertThat(it.value().amount()).isEqualByComparingTo("700"));
        assertThat(wins("p82")).noneMatch(it -> it.state() == ConversionState.ACCEPTED);
    }

    @Test
    void a_win_that_was_not_sent_yet_goes_out_with_the_click_of_the_right_person() {
        house.administratorPosts("/api/destinations/google-ads/pause");
        try {
            deal("p91", "d910", "won", "500", "08:00");
            deal("p92", "d910", "won", "500", "08:00");
        } finally {
            house.administratorPosts("/api/destinations/google-ads/resume");
        }
        house.settles();
        assertThat(wins("p91"))
                .extracting(Conversion::state, Conversion::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ConversionState.TAKEN_BACK, "DEAL_MOVED"));
        assertThat(wins("p92")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
    }

    @Test
    void a_lead_whose_first_deal_was_lost_is_won_by_its_second() {
        house.leadReaches("a7", "MQL", "2026-09-24T10:00:00Z", "gclid=a7-g");
        house.applies();
        dealOn("a7", "a7-d1", "lost", "1", "2026-09-28T10:00:00Z");
        dealOn("a7", "a7-d2", "SQL", "1", "2026-09-29T10:00:00Z");
        dealOn("a7", "a7-d2", "won", "1", "2026-10-01T10:00:00Z");
        assertThat(lead("a7").stage()).isEqualTo("WON");
        dealOn("a7b", "a7b-d2", "won", "1", "2026-10-01T10:00:00Z");
        dealOn("a7b", "a7b-d2", "SQL", "1", "2026-09-29T10:00:00Z");
        dealOn("a7b", "a7b-d1", "lost", "1", "2026-09-28T10:00:00Z");
        house.leadReaches("a7b", "MQL", "2026-09-24T10:00:00Z", "gclid=a7b-g");
        house.applies();
        assertThat(lead("a7b").stage()).isEqualTo("WON");
    }

    @Test
    void a_lead_that_became_part_of_another_stands_nowhere_in_the_figures() {
        Map<String, Long> before = leads.countByStage();
        house.leadReaches("e8a", "MQL", "2026-10-03T08:00:00Z");
        house.leadReaches("e8b", "MQL", "2026-10-03T08:00:00Z");
        house.applies();
        house.sql("update leadloop.lead set merged_into = '" + lead("e8a").id() + "' where external_id = 'e8b'");
        assertThat(leads.countByStage().get("MQL")).isEqualTo(before.getOrDefault("MQL", 0L) + 1);
    }
}
