package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.imports.ImportRun;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Wins whose amounts carry what binary fractions and divisions leave behind: told in whole cents, and it is said. */
@StoryTest
class AmountsWithManyDecimalsStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ImportRun run;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private static String won(String lead, String amount) {
        return House.event(
                lead,
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"%s-d\",\"outcome\":\"won\",\"amount\":%s,\"currency\":\"EUR\"}"
                        .formatted(lead, amount),
                "gclid=" + lead + "-click");
    }

    @Test
    void an_array_of_wins_is_taken_whole_and_each_row_says_what_was_rounded() {
        HttpResponse<String> answer = house.genericSends("[" + won("noise-1", "32.839999999999996") + ","
                + won("noise-2", "333.3333333333") + "," + won("noise-3", "0.30000000000000004") + "]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        house.settles();
        Conversion told = house.conversion("noise-1", "WON", "google-ads");
        assertThat(told.value().plainAmount()).hasToString("32.84");
        assertThat(told.valueRule()).isEqualTo("DEAL_AMOUNT, amount rounded to 32.84 EUR");
        assertThat(house.told("google-ads", "noise-2-click").toString())
                .contains("333.33")
                .doesNotContain("333.333");
        assertThat(house.count("select count(*) from leadloop.inbox_message where state = 'PROCESSED'"
                        + " and reason like 'STARTED%amount rounded to 0.30 EUR'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.stage_change where deal_id like 'noise-%'"
                        + " and value_note = 'amount rounded to 333.33 EUR'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.deal where value_note is not null and id like 'noise-%'"))
                .isEqualTo(3);
    }

    @Test
    void the_same_in_a_file() {
        HttpResponse<String> answer = house.send(
                house.asAdministrator("/api/leads/import?source=till&consentWhenAbsent=granted&name=till.csv")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("""
                        Lead ID,Deal ID,Outcome,Status,Conversion Time,Value,Currency,Google Click ID
                        till-1,till-1-d,won,Closed Won,2026-10-03T09:00:00Z,32.839999999999996,EUR,till-1-click
                        till-2,till-2-d,won,Closed Won,2026-10-03T09:00:00Z,"333,3333333333",EUR,till-2-click
                        till-3,till-3-d,won,Closed Won,2026-10-03T09:00:00Z,"EUR 1.250,505",,till-3-click
                        """)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        while (run.step()) {
            house.applies();
        }
        house.settles();
        assertThat(house.told("google-ads", "till-1-click").toString())
                .contains("32.84")
                .doesNotContain("32.839");
        assertThat(house.count("select count(*) from leadloop.deal where id = 'till-2-d' and amount = 333.33"
                        + " and value_note = 'amount rounded to 333.33 EUR'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.deal where id = 'till-3-d' and amount = 1250.51"))
                .isEqualTo(1);
    }

    @Test
    void by_hand_and_by_rest_too_and_what_has_two_meanings_is_asked_for() {
        house.leadReaches("hand-1", "MQL", "2026-10-02T09:00:00Z", "gclid=hand-1-click");
        house.settles();
        String path = "/api/leads/"
                + house.lead("generic", "hand-1").orElseThrow().id().value() + "/move";
        String move =
                "{\"stage\":\"WON\",\"occurredAt\":%s,\"amount\":%s,\"currency\":\"EUR\",\"comment\":\"told by phone\"}";
        assertThat(posted(path, move.formatted("\"2026-10-03T09:00:00Z\"", "\"1.000\"")))
                .contains("thousands or decimals");
        assertThat(posted(path, move.formatted("\"2026-10-03 09:00\"", "1000"))).contains("has no time zone");
        assertThat(posted(path, move.formatted("\"2026-10-03 09:00 GMT+2\"", "\"1.250,505\"")))
                .contains("WON");
        house.settles();
        Conversion told = house.conversion("hand-1", "WON", "google-ads");
        assertThat(told.value().plainAmount()).hasToString("1250.51");
        assertThat(told.occurredAt()).isEqualTo("2026-10-03T07:00:00Z");
    }

    private String posted(String path, String body) {
        return house.send(house.asAdministrator(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .body();
    }
}
