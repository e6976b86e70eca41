package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator pastes a webhook's body and sees what LeadLoop would understand, before the CRM sends one. */
@StoryTest
class ASampleBeforeItGoesLiveStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    private HttpResponse<String> attempt(String source, String sample) {
        return house.send(house.asAdministrator("/api/sources/" + source + "/try")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sample)));
    }

    @Test
    void the_stage_the_click_and_what_is_damaged_are_shown_and_nothing_is_stored() {
        String sample = House.event("sample-1", "Closed Won", "2026-10-03T09:00:00Z", ",\"id\":\"s-1\"", "gclid=null");
        assertThat(attempt("generic", sample).body())
                .contains(
                        "\"stage\":\"WON\"",
                        "gclid null (damaged: a word or a template stands where there was no click)",
                        "\"hasEmail\":true")
                .doesNotContain("example.com");
        assertThat(house.lead("generic", "sample-1")).isEmpty();
        assertThat(house.count("select count(*) from leadloop.inbox_message where delivery_key = 'event:s-1'"))
                .isZero();
    }

    @Test
    void a_mistake_is_named_by_its_place() {
        assertThat(attempt("generic", "{\"id\":\"s-2\",\"status\":\"MQL\"}").body())
                .contains("occurredAt is missing", "lead.id is missing");
    }

    @Test
    void a_mail_or_a_phone_that_cannot_be_read_is_named() {
        assertThat(attempt("generic", """
                        {"id":"s-5","occurredAt":"2026-10-03T10:00:00Z","status":"MQL",
                         "lead":{"id":"sample-5","email":"nobody","phone":"0170 1234567"}}""").body())
                .contains("lead.email is not readable; the event would be taken without it")
                .contains("lead.phone is not readable: no country; the event would be taken without it")
                .contains("\"lead\":\"sample-5\"");
    }

    @Test
    void an_event_from_the_future_would_be_parked_and_that_is_said() {
        clock.set("2026-10-03T10:25:00Z");
        String sample = House.event("sample-3", "MQL", "2026-10-03T10:31:00Z", ",\"id\":\"s-3\"");
        assertThat(attempt("generic", sample).body()).contains("lies in the future", "PARKED", "\"lead\":\"sample-3\"");
        assertThat(attempt("generic", sample.replace("10:31", "10:29")).body()).contains("\"mistakes\":[]");
    }

    @Test
    void the_page_offers_it_only_where_the_source_can_be_read_and_tells_the_address_of_each() {
        house.leadReaches("sample-4", "MQL", "2026-10-03T09:00:00Z");
        String page = Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/sources")
                .body();
        assertThat(page)
                .contains("/webhooks/generic</code>", "/webhooks/salesforce</code>", "/ops/sources/generic/try")
                .doesNotContain("/ops/sources/salesforce/try");
    }

    @Test
    void a_source_that_has_to_ask_its_crm_says_so() {
        assertThat(attempt("salesforce", "<x/>").body()).contains("look at it in the inbox");
        assertThat(attempt("nobody", "{}").statusCode()).isEqualTo(404);
    }
}
