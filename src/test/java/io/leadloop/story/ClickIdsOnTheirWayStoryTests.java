package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.capture.CaptureChain;
import io.leadloop.capture.CaptureChain.Site;
import io.leadloop.capture.CaptureChain.Source;
import io.leadloop.capture.ChainFinding;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Captured, form, CRM field, lead: where click ids are lost on the way, and where nothing can be said. */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
class ClickIdsOnTheirWayStoryTests {

    private static final String SHOP = Website.address("");
    private static final String GCLID =
            "CjwKCAjw-Made0Up_bHBhDyARIsAKtest" + "EyAQWxZ12345678901234567890123456789012345678901234567890_wcB";

    /** Far enough apart that no test sees the leads of another. */
    private static int period;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CaptureChain chain;

    private int made;

    @BeforeEach
    void days_of_their_own() {
        house.sql("delete from leadloop.capture");
        clock.set(Instant.parse("2026-10-03T10:25:00Z")
                .plus(Duration.ofDays(50L * ++period))
                .toString());
    }

    @AfterEach
    void the_beginning_again() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.capture");
    }

    private String captured(String kind, String value) {
        String body = "{\"visit\":{\"ids\":{\"%s\":[\"%s\",0]}},\"consent\":\"tcf\"}".formatted(kind, value);
        return house.send(house.request("/capture")
                        .header("Origin", SHOP)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body()
                .replaceAll(".*(ll_[0-9a-v]{26}).*", "$1");
    }

    /** Visits of the shop with a gclid of that many characters each. */
    private void visits(int count, int length) {
        house.sql("""
                with visit as (
                    insert into leadloop.capture (reference, site, consent, captured_at)
                    select 'll_' || lpad(n::text, 26, '0'), 'shop', 'tcf', '%s' from generate_series(1, %d) n)
                insert into leadloop.capture_click (reference, kind, value, clicked_at, time_stands_in)
                select 'll_' || lpad(n::text, 26, '0'), 'GCLID', rpad('Cj' || n || 'K', %d, 'x'), null, false
                from generate_series(1, %d) n
                """.formatted(clock.instant(), count, length, count));
    }

    private void comes(String... clicks) {
        house.leadReaches(
                "on-the-way-" + period + "-" + ++made,
                "MQL",
                clock.instant().minusSeconds(60).toString(),
                clicks);
        house.applies();
    }

    /** A lead of a source, written as intake does. */
    private String began(String source, Instant at, String... clicks) {
        String id = UUID.randomUUID().toString();
        house.sql("""
                insert into leadloop.lead (id, source, external_id, stage, stage_at, consent_ad_user_data,
                    consent_ad_personalization, created_at, updated_at)
                values ('%s', '%s', '%s', 'MQL', '%s', 'GRANTED', 'GRANTED', '%s', '%s')
                """.formatted(id, source, id, at, at, at));
        for (String click : clicks) {
            house.sql("""
                    insert into leadloop.click_id (id, lead_id, kind, value, created_at, time_stands_in)
                    values (gen_random_uuid(), '%s', '%s', '%s', '%s', false)
                    """.formatted(
                            id, click.substring(0, click.indexOf('=')), click.substring(click.indexOf('=') + 1), at));
        }
        return id;
    }

    private Instant yesterday() {
        return clock.instant().minus(Duration.ofDays(1));
    }

    private List<ChainFinding.Kind> found() {
        return chain.lately().findings().stream().map(ChainFinding::kind).toList();
    }

    private String words() {
        return String.join(
                "\n",
                chain.lately().findings().stream().map(ChainFinding::words).toList());
    }

    @Nested
    class Click_ids_that_are_cut {

        @Test
        void the_beginning_of_a_captured_one_says_where_it_was_cut() {
            captured("gclid", GCLID);
            comes("gclid=" + GCLID.substring(0, 80));
            assertThat(found()).containsExactly(ChainFinding.Kind.CUT);
            assertThat(words())
                    .isEqualTo("gclids from generic end at 80 characters;"
                            + " the captured ones that they begin are longer (1 lead).");
            ChainFinding finding = chain.lately().findings().get(0);
            assertThat(finding.lead()).isNotNull();
            assertThat(finding.todo()).contains("255 characters");
            assertThat(chain.lately().usable()).isZero();
        }

        @Test
        void cut_and_in_small_letters_is_cut() {
            captured("gclid", GCLID);
            comes("gclid=" + GCLID.substring(0, 60).toLowerCase(Locale.ROOT));
            assertThat(words()).startsWith("gclids from generic end at 60 characters");
        }

        @Test
        void several_ends_are_said_as_they_are() {
            captured("gclid", GCLID);
            comes("gclid=" + GCLID.substring(0, 41));
            comes("gclid=" + GCLID.substring(0, 64));
            assertThat(words()).contains("end at 41 to 64 characters", "(2 leads)");
        }

        @Test
        void the_whole_one_is_none() {
            captured("gclid", GCLID);
            captured("gclid", GCLID + "x");
            comes("gclid=" + GCLID);
            assertThat(found()).isEmpty();
            assertThat(chain.lately().usable()).isEqualTo(1);
        }

        @Test
        void a_beginning_of_a_few_letters_or_of_another_kind_says_nothing() {
            captured("gclid", GCLID);
            comes("gclid=" + GCLID.substring(0, 19));
            comes("wbraid=" + GCLID.substring(0, 80));
            assertThat(found()).isEmpty();
        }

        private void ids(String source, int... lengths) {
            int n = 0;
            for (int length : lengths) {
                String id = "Aj" + ++n + "K" + "y".repeat(length);
                began(source, yesterday(), "GCLID=" + id.substring(0, length));
            }
        }

        @Test
        void many_that_end_at_one_length_are_cut_where_captured_ones_are_longer() {
            visits(12, 91);
            ids("ends", 64, 64, 64, 64, 64, 64, 50, 51, 52, 53);
            assertThat(words())
                    .contains("gclids from ends end at 64 characters, 6 of 10 exactly there; 12 of 12 captured ones are"
                            + " longer.");
        }

        @Test
        void they_are_not_where_captured_ones_are_as_short_or_ids_are_few_or_end_anywhere() {
            visits(12, 64);
            ids("as-short", 64, 64, 64, 64, 64, 64, 50, 51, 52, 53);
            assertThat(found()).isEmpty();
            house.sql("delete from leadloop.capture");
            visits(12, 91);
            ids("few", 64, 64, 64, 64, 64, 64, 50, 51, 52);
            ids("anywhere", 64, 63, 62, 61, 60, 55, 50, 51, 52, 53, 54);
            assertThat(words()).doesNotContain("few", "anywhere");
        }
    }

    @Nested
    class Click_ids_in_other_letters {

        @Test
        void a_captured_one_in_small_letters_is_told() {
            captured("ttclid", "E.C.P.Made0Up-TTclid0123456789");
            comes("ttclid=e.c.p.made0up-ttclid0123456789");
            assertThat(found()).containsExactly(ChainFinding.Kind.CASE_CHANGED);
            assertThat(words())
                    .isEqualTo(
                            "ttclids of 1 lead from generic are captured ones with other capital and small letters.");
            assertThat(chain.lately().usable()).isZero();
        }

        @Test
        void byte_for_byte_it_is_none() {
            captured("ttclid", "E.C.P.Made0Up-TTclid0123456789");
            comes("ttclid=E.C.P.Made0Up-TTclid0123456789");
            assertThat(found()).isEmpty();
        }

        @Test
        void five_without_any_capital_are_told_although_nothing_was_captured() {
            for (int i = 0; i < 5; i++) {
                began("small", yesterday(), "GCLID=cjwkcajw-made0up_bhbhdyarisakte" + i);
            }
            assertThat(words()).isEqualTo("None of 5 gclids from small has a capital letter; the platform's have.");
        }

        @Test
        void four_or_one_capital_or_ids_that_have_none_are_none() {
            for (int i = 0; i < 5; i++) {
                began("capital", yesterday(), "GCLID=" + (i == 3 ? "C" : "c") + "jwkcajw-made0up_bhbhdyarisakte" + i);
                began("hex", yesterday(), "MSCLKID=0123456789abcdef0123456789abcde" + i);
            }
            for (int i = 0; i < 4; i++) {
                began("four", yesterday(), "GCLID=cjwkcajw-made0up_bhbhdyarisakte" + i);
            }
            assertThat(found()).isEmpty();
        }
    }

    @Nested
    class References_that_lead_nowhere {

        @Test
        void an_unknown_one_an_expired_one_a_cut_one_and_another_text_are_told_apart() {
            String expired = captured("gclid", GCLID);
            house.sql("update leadloop.capture set expired_at = captured_at");
            house.sql("delete from leadloop.capture_click");
            comes("ll_ref=ll_00000000000000000000000001");
            comes("ll_ref=" + expired);
            comes("ll_ref=" + expired.substring(0, 20));
            comes("ll_ref=Spring-Sale");
            assertThat(found())
                    .containsExactlyInAnyOrder(
                            ChainFinding.Kind.REFERENCE_UNKNOWN,
                            ChainFinding.Kind.REFERENCE_EXPIRED,
                            ChainFinding.Kind.REFERENCE_CUT,
                            ChainFinding.Kind.REFERENCE_EMPTY);
            assertThat(words())
                    .contains(
                            "1 lead from generic carries a reference that is unknown here.",
                            "1 lead from generic carries a reference whose visit has expired.",
                            "1 lead from generic carries a reference that was cut.",
                            "1 lead from generic carries something else in the field for the reference.");
        }

        @Test
        void one_that_brings_its_click_ids_is_none() {
            comes("ll_ref=" + captured("gclid", GCLID));
            assertThat(found()).isEmpty();
            assertThat(chain.lately().sites()).contains(new Site("shop", 1, 1, 0));
            assertThat(chain.lately().sources()).containsExactly(new Source("generic", null, 1, 1, 1, 1));
        }
    }

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
            clock.set(clock.instant().plus(Duration.ofDays(50)).toString());
            period++;
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
