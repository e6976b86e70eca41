package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.support.House;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A win that is lost after it was told: what each platform hears, what waits meanwhile, in which order (case B7). */
class WinsThatAreLostStoryTests extends OneConversion {

    private static final String MSCLKID = "dd4afccc-b1c9-4a4c-ad95-44dd7e50";

    @AfterEach
    void as_it_was() {
        house.sql("update leadloop.stage set hold_hours = 0, adjustment = 'RETRACT' where id = 'WON'");
    }

    private void deal(String lead, String status, String outcome, String amount, String time, String click) {
        house.genericSends(House.event(
                lead,
                status,
                "2026-10-03T" + time + ":00Z",
                ",\"deal\":{\"id\":\"%s-d\",\"outcome\":\"%s\",\"amount\":%s,\"currency\":\"EUR\"}"
                        .formatted(lead, outcome, amount),
                click));
        house.applies();
    }

    private void won(String lead, String amount, String time, String click) {
        deal(lead, "Closed Won", "won", amount, time, click);
    }

    private void lost(String lead, String time, String click) {
        deal(lead, "Closed Lost", "lost", "1000", time, click);
    }

    private List<Conversion> rows(String lead, String stage, String destination) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals(destination))
                .sorted(Comparator.comparingInt(Conversion::sequence))
                .toList();
    }

    @Nested
    class After_sql {

        private void isWonAndLost(String lead, String click) {
            deal(lead, "SQL", "open", "1000", "08:00", click);
            won(lead, "1000", "09:00", click);
            house.settles();
            lost(lead, "10:00", click);
            house.settles();
        }

        private Conversion adjustment(String lead, String destination) {
            List<Conversion> wins = rows(lead, "WON", destination);
            assertThat(wins).hasSize(2);
            assertThat(wins.get(0).state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(rows(lead, "SQL", destination))
                    .as("a lead that is lost was qualified all the same")
                    .extracting(Conversion::type, Conversion::state)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(ConversionType.CONVERSION, ConversionState.ACCEPTED));
            return wins.get(1);
        }

        private List<String> heard(String destination, String text) {
            return house.received(destination, text).stream()
                    .map((JsonNode it) -> it.path("event").asText())
                    .toList();
        }

        @Test
        void a_platform_that_retracts_hears_a_retraction_and_no_value() {
            isWonAndLost("wl1", "msclkid=" + MSCLKID + "0001");
            assertThat(adjustment("wl1", "microsoft-ads"))
                    .returns(ConversionType.RETRACTION, Conversion::type)
                    .returns(ConversionState.ACCEPTED, Conversion::state)
                    .returns(null, Conversion::value);
            assertThat(heard("microsoft-ads", MSCLKID + "0001"))
                    .filteredOn(it -> it.contains("AdjustmentType"))
                    .singleElement()
                    .satisfies(it -> assertThat(it)
                            .contains("\"AdjustmentType\":\"Retract\"", "2026-10-03T09:00:00Z", "2026-10-03T10:00:00Z")
                            .doesNotContain("AdjustmentValue\":0"));
        }

        @Test
        void the_same_platform_hears_zero_where_the_policy_is_to_restate() {
            house.sql("update leadloop.stage set adjustment = 'RESTATE' where id = 'WON'");
            isWonAndLost("wl2", "msclkid=" + MSCLKID + "0002");
            assertThat(adjustment("wl2", "microsoft-ads").type()).isEqualTo(ConversionType.RESTATEMENT);
            assertThat(heard("microsoft-ads", MSCLKID + "0002"))
                    .filteredOn(it -> it.contains("AdjustmentType"))
                    .singleElement()
                    .satisfies(it -> assertThat(it).contains("\"AdjustmentType\":\"Restate\""));
        }

        @Test
        void a_platform_that_only_restates_hears_zero() {
            isWonAndLost("wl3", "gclid=wl3-g");
            assertThat(adjustment("wl3", "google-ads").valueRule()).isEqualTo("TAKEN_BACK, RESTATED TO 0");
            assertThat(heard("google-ads", "wl3-g"))
                    .filteredOn(it -> it.contains("2026-10-03T09:00:00Z"))
                    .singleElement()
                    .satisfies(it -> assertThat(it).containsPattern("\"conversionValue\":0(\\.0)?[,}]"));
        }

        @Test
        void a_platform_that_does_neither_hears_nothing_and_the_row_says_so() {
            isWonAndLost("wl4", "fbclid=wl4-f");
            assertThat(adjustment("wl4", "meta"))
                    .returns(ConversionState.REFUSED, Conversion::state)
                    .returns("ADJUSTMENT_NOT_POSSIBLE", Conversion::reason);
            assertThat(heard("meta", "wl4-f")).hasSize(2);
        }
    }

    @Nested
    class Two_adjustments_of_one_win {

        private String told(String lead) {
            return house.received("google-ads", lead + "-g").stream()
                    .map(it -> it.path("event").asText().replaceFirst(".*\"conversionValue\":([0-9.]+).*", "$1")
                            + " in " + it.path("deliveries").asInt())
                    .findFirst()
                    .orElse("nothing");
        }

        private void isTold(String lead) {
            won(lead, "1000", "09:00", "gclid=" + lead + "-g");
            house.settles();
        }

        @Test
        void that_both_wait_are_one_and_the_last_value_is_told() {
            isTold("ta1");
            won("ta1", "1500", "09:10", "gclid=ta1-g");
            won("ta1", "2000", "09:20", "gclid=ta1-g");
            assertThat(rows("ta1", "WON", "google-ads")).hasSize(2);
            house.settles();
            assertThat(told("ta1")).isEqualTo("2000.0 in 2");
        }

        @Test
        void are_told_in_their_order_where_the_first_was_told() {
            isTold("ta2");
            won("ta2", "1500", "09:10", "gclid=ta2-g");
            house.settles();
            assertThat(told("ta2")).isEqualTo("1500.0 in 2");
            won("ta2", "2000", "09:20", "gclid=ta2-g");
            house.settles();
            assertThat(told("ta2")).isEqualTo("2000.0 in 3");
            assertThat(rows("ta2", "WON", "google-ads"))
                    .extracting(it -> it.value().amount().intValueExact())
                    .containsExactly(1000, 1500, 2000);
        }

        @Test
        void the_older_one_never_overtakes_the_newer_one_when_a_person_sends_it_again() {
            isTold("ta3");
            won("ta3", "1500", "09:10", "gclid=ta3-g");
            Conversion older = rows("ta3", "WON", "google-ads").get(1);
            house.administratorPosts("/api/conversions/" + older.id() + "/drop");
            won("ta3", "2000", "09:20", "gclid=ta3-g");
            house.settles();
            house.administratorPosts("/api/conversions/" + older.id() + "/retry");
            house.settles();
            assertThat(now(older))
                    .returns(ConversionState.EXPIRED, Conversion::state)
                    .returns("ADJUSTMENT_OVERTAKEN", Conversion::reason);
            assertThat(told("ta3")).isEqualTo("2000.0 in 2");
        }
    }

    @Nested
    class A_win_that_was_taken_back_before_it_was_sent {

        @Test
        void is_not_sent_again_and_a_person_who_asks_is_told_why() {
            house.sql("update leadloop.stage set hold_hours = 24 where id = 'WON'");
            won("tb1", "1000", "09:00", "gclid=tb1-g");
            lost("tb1", "10:00", "gclid=tb1-g");
            Conversion row = rows("tb1", "WON", "google-ads").get(0);
            assertThat(row.state()).isEqualTo(ConversionState.TAKEN_BACK);
            HttpResponse<String> answer = house.send(house.asAdministrator("/api/conversions/" + row.id() + "/retry")
                    .POST(BodyPublishers.noBody()));
            house.settles();
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("may not be sent (TAKEN_BACK)", "The CRM took the stage back before it was sent.");
            assertThat(now(row)).isEqualTo(row);
            assertThat(process(row)).isNull();
            assertThat(house.received("google-ads", "tb1-g")).isEmpty();
        }
    }
}
