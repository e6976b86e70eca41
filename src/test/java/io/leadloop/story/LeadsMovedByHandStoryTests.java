package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The CRM's word never came: an operator moves the lead, and what the stage reports goes out with the true time. */
@StoryTest
class LeadsMovedByHandStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
        People.join(identity, "oskar", "operators");
    }

    private Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    private Lead mqlWithClick(String id) {
        house.leadReaches(id, "MQL", "2026-10-02T09:00:00Z", "gclid=" + id + "-g");
        house.settles();
        return lead(id);
    }

    private HttpResponse<String> move(Lead lead, String body) {
        return house.send(house.asAdministrator("/api/leads/" + lead.id() + "/move")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void the_process_follows_and_the_platform_is_told_with_the_time_that_was_given() {
        Lead before = mqlWithClick("hand-1");
        HttpResponse<String> page = Browser.signedIn(house, "oskar", House.PASSWORD)
                .post(
                        "/ops/leads/" + before.id() + "/move",
                        List.of(
                                Map.entry("stage", "SQL"),
                                Map.entry("occurredAt", "2026-10-03T08:30"),
                                Map.entry("comment", "the webhook of SQL was lost")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Moved to SQL.", "by hand (oskar)", "the webhook of SQL was lost");
        house.settles();
        assertThat(lead("hand-1").stage()).isEqualTo("SQL");
        assertThat(lead("hand-1").processInstanceId()).isEqualTo(before.processInstanceId());
        assertThat(house.conversion("hand-1", "SQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.received("google-ads", "2026-10-03T08:30:00Z").toString())
                .contains("hand-1-g");
    }

    @Test
    void what_the_crm_says_of_a_later_time_moves_it_on_and_its_late_word_changes_nothing() {
        Lead lead = mqlWithClick("hand-2");
        move(lead, "{\"stage\":\"SQL\",\"occurredAt\":\"2026-10-03T08:30:00Z\",\"comment\":\"by phone\"}");
        house.leadReaches("hand-2", "SQL", "2026-10-03T08:29:00Z");
        house.settles();
        assertThat(house.conversionsOf(lead.id()))
                .filteredOn(it -> it.stage().equals("SQL"))
                .hasSize(1);
        house.leadReaches("hand-2", "Disqualified", "2026-10-03T09:30:00Z");
        house.settles();
        assertThat(lead("hand-2").stage()).isEqualTo("LOST");
    }

    @Test
    void a_win_by_hand_carries_its_worth_and_the_crms_own_word_of_it_is_no_second_win() {
        Lead lead = mqlWithClick("hand-5");
        move(
                lead,
                "{\"stage\":\"WON\",\"occurredAt\":\"2026-10-03T08:30:00Z\",\"amount\":\"1250.50\",\"currency\":\"EUR\","
                        + "\"comment\":\"signed on paper\"}");
        house.settles();
        assertThat(house.conversion("hand-5", "WON", "google-ads").value().amount())
                .isEqualByComparingTo("1250.50");
        house.genericSends(House.event(
                "hand-5",
                "Closed Won",
                "2026-10-03T08:30:00Z",
                ",\"deal\":{\"id\":\"d-hand-5\",\"outcome\":\"won\",\"amount\":1250.5,\"currency\":\"EUR\"}"));
        house.settles();
        assertThat(house.conversionsOf(lead.id()))
                .filteredOn(it -> it.stage().equals("WON"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stage\":\"SQL\",\"occurredAt\":\"2026-10-03T08:30:00Z\"}                     | Say why",
                "{\"stage\":\"SQL\",\"comment\":\"x\"}                                           | Say when",
                "{\"stage\":\"SQL\",\"occurredAt\":\"2026-10-04T08:30:00Z\",\"comment\":\"x\"}   | still to come",
                "{\"stage\":\"WON\",\"occurredAt\":\"2026-10-03T08:30:00Z\",\"amount\":5,\"comment\":\"x\"}  | together",
                "{\"stage\":\"NONE\",\"occurredAt\":\"2026-10-03T08:30:00Z\",\"comment\":\"x\"}  | has no stage",
                "{\"stage\":\"MQL\",\"occurredAt\":\"2026-10-03T08:30:00Z\",\"comment\":\"x\"}   | changes nothing"
            })
    void what_cannot_be_is_refused_with_words_and_changes_nothing(String body, String words) {
        Lead lead = house.lead("generic", "hand-3").orElseGet(() -> mqlWithClick("hand-3"));
        HttpResponse<String> answer = move(lead, body);
        assertThat(answer.statusCode()).isBetween(400, 409);
        assertThat(answer.body()).contains(words);
        assertThat(lead("hand-3")).isEqualTo(lead);
    }

    @Test
    void a_crm_that_only_talks_cannot_be_asked_and_the_page_does_not_offer_it() {
        Lead lead = mqlWithClick("hand-4");
        assertThat(house.send(house.asAdministrator("/api/leads/" + lead.id() + "/reread")
                                .POST(BodyPublishers.noBody()))
                        .body())
                .contains("it only listens to it");
        assertThat(Browser.signedIn(house, "oskar", House.PASSWORD)
                        .get("/ops/leads/" + lead.id())
                        .body())
                .contains("Move to a stage by hand", "Erase this person")
                .doesNotContain("Read again from the CRM");
    }
}
