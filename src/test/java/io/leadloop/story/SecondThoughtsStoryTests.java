package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.support.House;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The CRM changes its mind while something else goes wrong: the platform ends with its last word all the same. */
class SecondThoughtsStoryTests extends WonDeals {

    @AfterEach
    void everybody_is_well() {
        house.sql("update leadloop.stage set hold_hours = 0 where id = 'WON'");
        house.faults("google-ads");
        house.faults("meta");
        house.administratorPosts("/api/destinations/google-ads/resume");
        house.administratorPosts("/api/destinations/meta/resume");
    }

    @Test
    void an_older_adjustment_that_is_retried_never_overtakes_a_newer_one() {
        won("slow", "1000", "09:00");
        house.settles();
        // It may have arrived, so that the next amount cannot take its place.
        house.faults("google-ads", "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        won("slow", "1500", "09:10");
        house.settles();
        won("slow", "2000", "09:20");
        house.settles();
        assertThat(rows("slow", "google-ads").get(2).state()).isEqualTo(ConversionState.PLANNED);
        house.retriesAreDue();
        house.uploads();
        clock.pass(Duration.ofHours(2));
        house.timersAreDue();
        house.uploads();
        assertThat(rows("slow", "google-ads")).extracting(Conversion::state).containsOnly(ConversionState.ACCEPTED);
        assertThat(toldAmount("slow")).isEqualTo("2000.0");
    }

    @Test
    void the_new_amount_of_a_win_that_stopped_follows_it_when_a_person_sends_it_again() {
        house.faults("google-ads", "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        won("stopped", "1000", "09:00");
        house.settles();
        won("stopped", "1500", "09:10");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"stopped-g\"}");
        clock.pass(Duration.ofHours(2));
        house.retriesAreDue();
        house.uploads();
        clock.pass(Duration.ofMinutes(10));
        house.timersAreDue();
        house.uploads();
        assertThat(rows("stopped", "google-ads"))
                .extracting(Conversion::state, Conversion::reason)
                .containsExactly(
                        Tuple.tuple(ConversionState.REJECTED, "INVALID_EVENT"),
                        Tuple.tuple(ConversionState.PLANNED, "STEP_STOPPED"));
        house.faults("google-ads");
        house.administratorPosts(
                "/api/conversions/" + rows("stopped", "google-ads").get(0).id() + "/retry");
        house.uploads();
        clock.pass(Duration.ofHours(2));
        house.timersAreDue();
        house.uploads();
        assertThat(rows("stopped", "google-ads")).extracting(Conversion::state).containsOnly(ConversionState.ACCEPTED);
        assertThat(toldAmount("stopped")).isEqualTo("1500.0");
    }

    @Test
    void a_refused_win_goes_out_with_the_amount_that_was_told_last() {
        String event = House.event(
                        "silent",
                        "Closed Won",
                        "2026-10-03T09:00:00Z",
                        ",\"deal\":{\"id\":\"silent-d\",\"outcome\":\"won\",\"amount\":1000,\"currency\":\"EUR\"}",
                        "gclid=silent-g")
                .replaceFirst("\"consent\":\\{[^}]*}", "\"consent\":{\"adUserData\":\"unknown\"}");
        house.genericSends(event);
        house.genericSends(event.replace("1000", "1700").replace("09:00:00Z", "09:05:00Z"));
        house.settles();
        assertThat(rows("silent", "google-ads").get(0).reason()).isEqualTo("CONSENT_UNKNOWN");
        house.leadReaches("silent", "SQL", "2026-10-03T08:00:00Z");
        house.settles();
        assertThat(toldAmount("silent")).isEqualTo("1700.0");
    }

    @Test
    void a_rejected_win_takes_the_new_amount_before_a_person_sends_it_again() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"odd-g\"}");
        won("odd", "1000", "09:00");
        house.settles();
        won("odd", "1300", "09:30");
        house.settles();
        Conversion rejected = rows("odd", "google-ads").get(0);
        assertThat(rejected.state()).isEqualTo(ConversionState.REJECTED);
        house.faults("google-ads");
        house.administratorPosts("/api/conversions/" + rejected.id() + "/retry");
        house.settles();
        assertThat(rows("odd", "google-ads")).hasSize(1);
        assertThat(toldAmount("odd")).isEqualTo("1300.0");
    }

    @Test
    void a_rejected_win_that_is_lost_meanwhile_asks_nobody_any_more() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"odd2-g\"}");
        won("odd2", "1000", "09:00");
        house.settles();
        deal("odd2", "d", "lost", "1000", "09:30", "gclid=odd2-g");
        house.settles();
        assertThat(rows("odd2", "google-ads"))
                .extracting(Conversion::state, Conversion::reason)
                .containsExactly(Tuple.tuple(ConversionState.TAKEN_BACK, "TAKEN_BACK"));
    }

    @Test
    void a_second_deal_that_is_lost_and_won_again_is_told_again() {
        house.sql("update leadloop.stage set hold_hours = 24 where id = 'WON'");
        deal("two", "d1", "won", "1000", "08:00", "gclid=two-g");
        deal("two", "d2", "won", "500", "09:00", "gclid=two-g");
        deal("two", "d2", "lost", "500", "09:10", "gclid=two-g");
        deal("two", "d2", "won", "700", "09:20", "gclid=two-g");
        List<Conversion> second = rows("two", "google-ads").stream()
                .filter(it -> it.dealId().equals("two-d2"))
                .toList();
        assertThat(second)
                .extracting(Conversion::state)
                .containsExactly(ConversionState.TAKEN_BACK, ConversionState.PLANNED);
        assertThat(second.get(1).value().amount()).isEqualByComparingTo("700");
        assertThat(second.get(1).notBefore()).isEqualTo("2026-10-04T09:20:00Z");
        assertThat(rows("two", "google-ads").get(0).state()).isEqualTo(ConversionState.PLANNED);
    }

    @Test
    void the_late_win_of_a_second_deal_that_was_lost_since_is_not_told() {
        deal("late", "d1", "won", "1000", "08:00", "gclid=late-g");
        deal("late", "d2", "lost", "500", "09:10", "gclid=late-g");
        deal("late", "d2", "won", "500", "09:00", "gclid=late-g");
        assertThat(rows("late", "google-ads")).extracting(Conversion::dealId).containsExactly("late-d1");
    }

    @Test
    void an_old_win_that_is_delivered_again_does_not_undo_the_loss() {
        won("echo", "1000", "09:00");
        house.settles();
        deal("echo", "d", "lost", "1000", "09:30", "gclid=echo-g");
        house.settles();
        won("echo", "1000", "09:00");
        house.settles();
        assertThat(rows("echo", "google-ads")).hasSize(2);
        assertThat(toldAmount("echo")).isEqualTo("0.0");
    }

    @Test
    void a_win_is_told_by_the_deal_or_by_the_lead_never_by_both() {
        won("both", "1000", "09:00");
        house.settles();
        house.leadReaches("both", "WON", "2026-10-03T09:30:00Z");
        house.leadReaches("both", "SQL", "2026-10-03T08:30:00Z", "gclid=both-g2");
        house.settles();
        assertThat(rows("both", "google-ads"))
                .filteredOn(it -> it.state() == ConversionState.ACCEPTED)
                .hasSize(1);
    }

    @Test
    void a_deal_that_is_won_again_without_an_amount_has_the_one_of_before() {
        won("unsaid", "1000", "09:00");
        house.settles();
        deal("unsaid", "d", "lost", null, "09:30", "gclid=unsaid-g");
        house.settles();
        deal("unsaid", "d", "won", null, "10:00", "gclid=unsaid-g");
        house.settles();
        assertThat(toldAmount("unsaid")).isEqualTo("1000.0");
    }

    @Test
    void what_a_blocked_platform_refused_is_changed_in_place() {
        house.faults("google-ads", "{\"fault\":\"BAD_TOKEN\"}");
        won("barred", "1000", "09:00");
        house.settles();
        assertThat(rows("barred", "google-ads").get(0).attempts()).isEqualTo(1);
        won("barred", "1200", "09:10");
        assertThat(rows("barred", "google-ads"))
                .singleElement()
                .satisfies(it -> assertThat(it.value().amount()).isEqualByComparingTo("1200"));
    }

    @Test
    void news_of_a_second_deal_takes_nothing_of_the_first_back() {
        deal("pair", "d1", "won", "1000", "08:00", "gclid=pair-g");
        house.settles();
        deal("pair", "d2", "lost", "500", "09:00", "gclid=pair-g");
        house.settles();
        assertThat(rows("pair", "google-ads")).extracting(Conversion::type).containsExactly(ConversionType.CONVERSION);
    }
}
