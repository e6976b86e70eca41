package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.capture.CaptureChain.Source;
import io.leadloop.capture.ChainFinding;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captured, form, CRM field, lead: visits that never come back, leads that carry nothing, and what is counted. */
class ClickIdsThatAreLostStoryTests extends ClickIdsOnTheirWay {

    @Nested
    class Visits_that_never_came_back {

        @Test
        void a_hundred_of_which_no_lead_knows_are_told() {
            visits(100, 91);
            comes();
            assertThat(words())
                    .isEqualTo("None of the 100 visits captured on shop came back with a lead, neither by its reference"
                            + " nor by a click id.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ll_ref=ll_00000000000000000000000007", "gclid=Cj7Kxxxxxxxxxxxxxxxxxxxxxxxx"})
        void one_that_came_back_by_its_reference_or_by_a_field_of_its_own_is_enough(String click) {
            visits(100, 28);
            comes(click);
            assertThat(found()).isEmpty();
            assertThat(chain.lately().cameBack()).isEqualTo(1);
        }

        @Test
        void fewer_visits_or_days_without_any_lead_say_nothing() {
            visits(99, 91);
            comes();
            assertThat(found()).isEmpty();
            house.sql("delete from leadloop.capture");
            visits(100, 91);
            later();
            house.sql("update leadloop.capture set captured_at = '" + yesterday() + "'");
            assertThat(found()).isEmpty();
        }
    }

    @Nested
    class Leads_without_any_click_id {

        @Test
        void ten_without_are_told_while_visits_with_one_were_captured() {
            visits(100, 91);
            began("other", yesterday(), "GCLID=Cj1K" + "x".repeat(87));
            for (int i = 0; i < 10; i++) {
                began("bare", yesterday());
            }
            assertThat(words())
                    .isEqualTo("None of 10 leads from bare carries a click id or a reference, while 100 visits with one"
                            + " were captured.");
        }

        @Test
        void nine_or_one_with_or_no_visits_are_none() {
            visits(100, 91);
            for (int i = 0; i < 9; i++) {
                began("nine", yesterday());
                began("one-has", yesterday());
            }
            began("one-has", yesterday(), "GCLID=Cj1K" + "x".repeat(87));
            assertThat(found()).isEmpty();
            house.sql("delete from leadloop.capture");
            began("nine", yesterday());
            assertThat(found()).isEmpty();
        }

        private void shares(String source, int before, int beforeOf, int now, int nowOf) {
            for (int i = 0; i < beforeOf; i++) {
                began(source, clock.instant().minus(Duration.ofDays(20)), clicks(i < before, source, i));
            }
            for (int i = 0; i < nowOf; i++) {
                began(source, yesterday(), clicks(i < now, source, 1000 + i));
            }
        }

        private String[] clicks(boolean has, String source, int n) {
            return has ? new String[] {"GCLID=Cj0KCQ-made-up-" + source + n} : new String[0];
        }

        @Test
        void a_share_that_fell_below_half_of_the_four_weeks_before_is_told() {
            shares("fell", 24, 40, 3, 30);
            assertThat(words())
                    .isEqualTo("10 % of 30 leads from fell carry a click id; in the 28 days before it were 60 %.");
        }

        @Test
        void a_share_that_stays_or_falls_a_little_or_is_of_few_leads_is_none() {
            shares("stays", 24, 40, 18, 30);
            shares("a-little", 24, 40, 11, 30);
            shares("few-now", 24, 40, 1, 19);
            shares("few-then", 12, 19, 3, 30);
            shares("by-chance", 4, 40, 1, 30);
            assertThat(found()).isEmpty();
        }
    }

    @Test
    void the_worst_comes_first_by_the_share_that_is_lost_and_then_by_the_number() {
        captured("gclid", GCLID);
        comes("gclid=" + GCLID.substring(0, 80));
        comes("gclid=Cj0KCQ-made-up-good-one");
        began("two", yesterday(), "LL_REF=ll_00000000000000000000000001");
        began("two", yesterday(), "LL_REF=ll_00000000000000000000000002");
        assertThat(found()).containsExactly(ChainFinding.Kind.REFERENCE_UNKNOWN, ChainFinding.Kind.CUT);
    }

    @Test
    void leads_count_by_source_and_lead_form_and_only_the_last_seven_days_of_whole_leads() {
        String form = began("meta-form", yesterday(), "META_LEAD_ID=8123456789012345", "FBP=fb.1.1790900000000.1");
        house.sql("insert into leadloop.lead_origin (lead_id, landing_page, told_at) values ('" + form
                + "', '/lead-form/4417', '" + yesterday() + "')");
        String page = began("crm", yesterday(), "GCLID=null", "FBP=fb.1.1790900000000.2");
        house.sql("insert into leadloop.lead_origin (lead_id, landing_page, told_at) values ('" + page
                + "', 'shop.localhost/x', '" + yesterday() + "')");
        String winner = began("crm", yesterday(), "GCLID=Cj0KCQ-made-up-winner");
        String loser = began("crm", yesterday());
        house.sql("update leadloop.lead set merged_into = '" + winner + "' where id = '" + loser + "'");
        began("crm", yesterday(), "FBP=fb.1.1790900000000.3");
        began("crm", clock.instant().minus(Duration.ofDays(8)), "GCLID=Cj0KCQ-made-up-older");
        assertThat(chain.lately().sources())
                .containsExactly(new Source("crm", null, 3, 2, 1, 0), new Source("meta-form", "4417", 1, 1, 1, 0));
    }
}
