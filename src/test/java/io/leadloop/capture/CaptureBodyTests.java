package io.leadloop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureBodyTests {

    private static final Instant NOW = Instant.parse("2026-10-03T10:25:00Z");

    private static CapturedVisit read(String body) throws CaptureRefused {
        return CaptureBody.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Nested
    class A_visit {

        @Test
        void keeps_click_ids_byte_for_byte_with_their_times() throws CaptureRefused {
            CapturedVisit visit = read("{'visit':{'ids':{'gclid':['EAIaIQ_x-D_BwE',1791023000],"
                    + "'ttclid':['E.C.P.ab+c/=',1791023000]}},'consent':'tcf'}");
            assertThat(visit.clicks())
                    .extracting(ClickId::kind, ClickId::value, ClickId::clickedAt, ClickId::timeStandsIn)
                    .containsExactly(
                            tuple(ClickIdKind.GCLID, "EAIaIQ_x-D_BwE", Instant.ofEpochSecond(1791023000), false),
                            tuple(ClickIdKind.TTCLID, "E.C.P.ab+c/=", Instant.ofEpochSecond(1791023000), false));
        }

        @Test
        void of_an_id_without_a_time_says_when_it_was_seen_and_that_this_only_stands_in() throws CaptureRefused {
            ClickId click = read("{'visit':{'ids':{'li_fat_id':['abc-1',0]}},'consent':'call'}")
                    .clicks()
                    .get(0);
            assertThat(click.clickedAt()).isEqualTo(NOW);
            assertThat(click.timeStandsIn()).isTrue();
        }

        @Test
        void is_dated_by_our_clock_where_the_browsers_is_wrong() throws CaptureRefused {
            long theirs = NOW.plusSeconds(86_400).getEpochSecond();
            assertThat(read("{'visit':{'ids':{'gclid':['AbC-1'," + (theirs - 60) + "]}},'consent':'call','now':"
                                    + theirs + "000}")
                            .clicks()
                            .get(0)
                            .clickedAt())
                    .isEqualTo(NOW.minusSeconds(60));
        }

        /** Each of these answered 500, or dated a click in 1710. */
        @ParameterizedTest
        @ValueSource(strings = {"100000000000000", "1e308", "10000000000000", "9223372036854775807"})
        void of_a_clock_that_is_wrong_by_years_says_no_time_of_the_click(String theirs) throws CaptureRefused {
            ClickId click = read("{'visit':{'ids':{'gclid':['AbC-1',1791023000]}},'consent':'call','now':" + theirs
                            + "}")
                    .clicks()
                    .get(0);
            assertThat(click.clickedAt()).isEqualTo(NOW);
            assertThat(click.timeStandsIn()).isTrue();
        }

        @Test
        void may_carry_parameters_of_campaigns_of_which_nothing_is_kept() throws CaptureRefused {
            CapturedVisit visit = read(
                    "{'visit':{'ids':{'gclid':['AbC-1',0]},'first':{'utm_id':'1'},"
                            + "'last':{'utm_source':'news','utm_source_platform':'x','utm_creative_format':'y'}},'consent':'call'}");
            assertThat(visit.clicks()).hasSize(1);
            assertThat(visit.origin().toString()).contains("news").doesNotContain("utm_", "platform");
        }

        @Test
        void never_comes_from_the_future() throws CaptureRefused {
            assertThat(read("{'visit':{'ids':{'gclid':['AbC-1',99999999999]}},'consent':'call'}")
                            .clicks()
                            .get(0)
                            .clickedAt())
                    .isEqualTo(NOW);
        }

        @Test
        void loses_what_is_no_id_and_keeps_the_others() throws CaptureRefused {
            assertThat(read("{'visit':{'ids':{'gclid':['null',1],'fbclid':['{fbclid}',1],'msclkid':['"
                                    + "x".repeat(1001) + "',1],'ttclid':['good',1]}},'consent':'call'}")
                            .clicks())
                    .extracting(ClickId::value)
                    .containsExactly("good");
        }

        @Test
        void keeps_the_first_touchs_ids_beside_the_newest() throws CaptureRefused {
            assertThat(read("{'visit':{'ids':{'gclid':['second',1791023000]},'first':{'gclid':'first-1',"
                                    + "'click_time':'2026-10-01T08:00:00Z'}},'consent':'call'}")
                            .clicks())
                    .extracting(ClickId::value, ClickId::clickedAt)
                    .containsExactly(
                            tuple("second", Instant.ofEpochSecond(1791023000)),
                            tuple("first-1", Instant.parse("2026-10-01T08:00:00Z")));
        }

        @Test
        void keeps_no_text_that_may_be_a_persons() throws CaptureRefused {
            CapturedVisit visit = read("{'visit':{'ids':{'gclid':['AbC-1',1]},'last':{'utm_campaign':'ann@example.com',"
                    + "'landing_page':'https://www.example.com/hi/ann%40example.com?x=1','utm_source':'Google'}},"
                    + "'consent':'call'}");
            assertThat(visit.origin().utmCampaign()).isNull();
            assertThat(visit.origin().landingPage()).isNull();
            assertThat(visit.origin().utmSource()).isEqualTo("google");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{'visit':{'ids':{'gclid':['AbC-1',1]}},'consent':'call'} x",
                "{'visit':{'ids':{'gclid':['AbC-1',1]}},'consent':'call','email':'ann@example.com'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1]},'phone':'+1'},'consent':'call'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1]},'last':{'email':'ann@example.com'}},'consent':'call'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1],'email':['ann@example.com',1]}},'consent':'call'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1]}},'consent':'denied'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1]}}}",
                "{'visit':{'ids':{}},'consent':'call'}",
                "{'visit':{'ids':{'gclid':['AbC-1',1],'gclid':['AbC-2',1]}},'consent':'call'}",
                "{'visit':{'ids':7,'first':7,'last':[]},'consent':'call'}"
            })
    void anything_else_is_refused_in_words_that_hold_nothing_of_it(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        CaptureRefused.class, it -> assertThat(it.status()).isEqualTo(400))
                .hasMessageNotContaining("ann@");
    }

    @Test
    void bytes_at_random_are_refused_and_break_nothing() {
        Random random = new Random(7);
        byte[] good =
                "{\"visit\":{\"ids\":{\"gclid\":[\"AbC-1\",1]},\"first\":{\"click_time\":\"2026\"}},\"consent\":\"call\",\"now\":1}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(CaptureBody.read(body, NOW).clicks()).isNotEmpty();
            } catch (CaptureRefused refused) {
                assertThat(refused.status()).isEqualTo(400);
            }
        }
    }
}
