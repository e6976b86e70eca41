package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.capture.CaptureChain.Site;
import io.leadloop.capture.CaptureChain.Source;
import io.leadloop.capture.ChainFinding;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Click ids and references that are changed between the website and the lead, and those that are not. */
class ClickIdsThatAreChangedStoryTests extends ClickIdsOnTheirWay {

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
}
