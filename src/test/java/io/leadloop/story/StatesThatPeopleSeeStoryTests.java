package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.inbox.InboxLag;
import io.leadloop.ops.desk.BulkWork;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages say in words where a conversion stands, why, and what may be pressed (cases B3, B4, B5, B6). */
class StatesThatPeopleSeeStoryTests extends OneConversion {

    @Autowired
    BulkWork bulk;

    @Autowired
    InboxLag lag;

    private Conversion exhausted(String lead) {
        Conversion conversion = planned(lead);
        everyRetryFails();
        return now(conversion);
    }

    @AfterEach
    void nothing_is_left() {
        for (String state : List.of("EXHAUSTED", "CANCELLED", "PLANNED")) {
            bulk("drop", "google-ads", state);
        }
    }

    private void everyRetryFails() {
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":500}");
        for (int i = 0; i < 12; i++) {
            house.uploadsOnce("google-ads");
            house.retriesAreDue();
        }
        house.faults("google-ads");
    }

    private String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get(path).body().replaceAll("\\s+", " ");
    }

    private String leadPage(Conversion conversion) {
        return page("/ops/leads/" + conversion.lead());
    }

    private HttpResponse<String> bulk(String verb, String destination, String state) {
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/conversions/bulk")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"verb\":\"" + verb + "\",\"destination\":\"" + destination
                        + "\",\"state\":\"" + state + "\",\"comment\":\"c\"}")));
        bulk.work();
        return answer;
    }

    @Nested
    class Used_up_retries {

        @Test
        void are_a_state_of_their_own_on_the_leads_page_and_nothing_goes_out_by_itself() {
            Conversion conversion = exhausted("seen-1");
            assertThat(leadPage(conversion))
                    .contains("class=\"state EXHAUSTED\">retries used up<", "Every retry failed (10 attempts)")
                    .contains(">Send again<", "Drop it...")
                    .doesNotContain("goes out again by itself");
        }

        @Test
        void are_on_the_first_page_and_on_failures_with_both_buttons() {
            exhausted("seen-2");
            assertThat(page("/")).contains("are used up: fix the cause", "retries used up");
            assertThat(page("/ops/failures"))
                    .contains("class=\"state EXHAUSTED\">retries used up<", "Send all again", ">Drop 1<");
        }

        @Test
        void of_one_cause_are_sent_again_by_one_button() {
            Conversion one = planned("seen-3a");
            Conversion two = planned("seen-3b");
            everyRetryFails();
            assertThat(bulk("retry", "google-ads", "EXHAUSTED").body()).contains("\"total\":2");
            house.uploads();
            assertThat(now(one).state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(now(two).state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(house.received("google-ads", "seen-3")).hasSize(2);
        }

        @Test
        void of_one_cause_are_dropped_by_one_button_and_their_incidents_go() {
            Conversion conversion = exhausted("seen-4");
            assertThat(bulk("drop", "google-ads", "EXHAUSTED").statusCode()).isEqualTo(202);
            assertThat(now(conversion).state()).isEqualTo(ConversionState.DROPPED);
            assertThat(process(conversion)).isNull();
            assertThat(page("/ops/audit")).contains("drop 1 of google-ads (retries used up)");
        }

        @Test
        void that_failed_again_say_so_in_the_bulk_work() {
            exhausted("seen-5");
            bulk("retry", "google-ads", "EXHAUSTED");
            everyRetryFails();
            assertThat(page("/ops/failures/jobs")).contains("0 refused, 1 with their retries used up");
        }

        @Test
        void are_counted_by_the_figures_and_each_line_still_adds_up() {
            exhausted("seen-6");
            assertThat(page("/ops/reconciliation?days=7"))
                    .contains("Every line adds up.", "Retries used up")
                    .doesNotContain("Not every line");
            assertThat(page("/ops/quality?days=7"))
                    .containsPattern("<b>[1-9][0-9]*</b> refused by the platform, retries used up, ended in Cockpit");
            assertThat(house.send(house.asAdministrator(
                                            "/api/quality/reconciliation.csv?from=2026-10-01&until=2026-10-03")
                                    .GET())
                            .body())
                    .contains("exhausted,cancelled,dropped,expired,withdrawn,taken_back,merged,accepted");
        }
    }

    @Nested
    class An_upload_that_was_ended_in_Cockpit {

        private Conversion cancelled(String lead) {
            Conversion conversion = planned(lead);
            runtime.deleteProcessInstance(process(conversion).getId(), "by hand", true, true);
            return now(conversion);
        }

        @Test
        void says_so_everywhere_and_can_be_sent_again() {
            Conversion conversion = cancelled("ended-1");
            assertThat(leadPage(conversion))
                    .contains("class=\"state CANCELLED\">ended in Cockpit<", "It does not go out by itself")
                    .contains(">Send again<", "Drop it...");
            assertThat(page("/")).contains("was ended in Cockpit");
            assertThat(page("/ops/failures")).contains("ended in Cockpit", ">Drop 1<");
        }

        @Test
        void is_dropped_or_sent_again_with_all_others() {
            Conversion conversion = cancelled("ended-2");
            bulk("retry", "google-ads", "CANCELLED");
            house.uploads();
            assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
            Conversion other = cancelled("ended-3");
            bulk("drop", "google-ads", "CANCELLED");
            assertThat(now(other).state()).isEqualTo(ConversionState.DROPPED);
        }
    }

    @Nested
    class What_is_over {

        @Test
        void a_withdrawn_conversion_says_so_in_words_and_has_no_button() {
            Conversion conversion = planned("over-1");
            denies("over-1");
            assertThat(leadPage(conversion))
                    .contains("class=\"state WITHDRAWN\">withdrawn<", "took the consent back")
                    .doesNotContain(">Send again<", "Drop it...");
            assertThat(page("/ops/failures")).contains(">withdrawn<");
            assertThat(bulk("retry", "google-ads", "WITHDRAWN").body()).contains("withdrawn (WITHDRAWN) is over");
        }
    }

    @Nested
    class What_is_suspended_in_Cockpit {

        @Test
        void an_upload_says_so_instead_of_going_out_by_itself() {
            Conversion conversion = planned("held-1");
            house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":1}");
            house.uploadsOnce("google-ads");
            runtime.suspendProcessInstanceById(process(conversion).getId());
            assertThat(leadPage(conversion))
                    .contains("Its upload is suspended in Cockpit", "Its upload in Cockpit")
                    .doesNotContain("goes out again by itself");
            assertThat(page("/")).contains("suspended in Cockpit, until somebody activates it there");
            runtime.activateProcessInstanceById(process(conversion).getId());
            assertThat(leadPage(conversion)).contains("Tried once so far; it goes out again by itself");
        }

        @Test
        void a_lead_keeps_its_events_in_sight_on_the_inbox_page() {
            Conversion conversion = planned("held-2");
            String instance = house.lead("generic", "held-2").orElseThrow().processInstanceId();
            runtime.suspendProcessInstanceById(instance);
            house.leadReaches("held-2", "SQL", "2026-10-03T09:30:00Z");
            house.applies();
            assertThat(page("/ops/inbox"))
                    .contains("and 1 held", "Suspended in Cockpit since 2026-10-03 10:25 UTC", "goes on by itself")
                    .contains("Suspended in Cockpit: the process of its lead.");
            assertThat(page("/")).contains("<b>1</b> held");
            assertThat(leadPage(conversion)).contains("Held in Cockpit.", "waits on Inbox until somebody activates it");
            house.leadReaches("held-2", "MQL", "2026-10-03T09:40:00Z");
            clock.pass(Duration.ofMinutes(10));
            house.applies();
            assertThat(lag.now()).as("nothing that could be applied waits").isZero();
            runtime.activateProcessInstanceById(instance);
            assertThat(leadPage(conversion)).doesNotContain("Held in Cockpit.");
        }

        @Test
        void a_lead_with_a_second_token_says_what_to_do() {
            Conversion conversion = planned("held-3");
            String instance = house.lead("generic", "held-3").orElseThrow().processInstanceId();
            runtime.createProcessInstanceModification(instance)
                    .startBeforeActivity("Wait_Sql")
                    .execute();
            house.leadReaches("held-3", "SQL", "2026-10-03T09:30:00Z");
            house.applies();
            assertThat(page("/ops/inbox")).contains("could not be applied", "modified in Cockpit");
            assertThat(leadPage(conversion)).contains("Held in Cockpit.", "Cancel the process instance there");
        }
    }
}
