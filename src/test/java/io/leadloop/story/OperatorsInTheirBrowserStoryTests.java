package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import io.leadloop.ops.desk.BulkWork;
import io.leadloop.process.DestinationCircuit;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.StuckLeadWatch;
import io.leadloop.support.TestClock;
import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator sees in Cockpit, and what comes of what is pressed there, in a browser. */
@StoryTest
class OperatorsInTheirBrowserStoryTests {

    private static final String DASHBOARD = "/camunda/app/cockpit/default/#/dashboard";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService jobs;

    @Autowired
    BulkWork bulk;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
        People.join(identity, "oscar", "operators");
    }

    @AfterEach
    void the_platforms_behave_again() {
        house.faults("tiktok");
        house.faults("pinterest");
        house.faults("reddit");
        clock.set("2026-10-03T10:25:00Z");
    }

    /** The tab "Lead" of a lead's instance. */
    private void opens(Chromium oscar, String lead) {
        Lead now = house.lead("generic", lead).orElseThrow();
        oscar.go("/camunda/app/cockpit/default/#/process-instance/" + now.processInstanceId()
                + "/runtime?tab=leadloop-lead");
        oscar.see(By.cssSelector(".leadloop"), "Timeline, by the CRM's clock");
    }

    @Test
    void a_lead_that_stands_too_long_shows_on_its_wait_state_and_in_its_tab_until_its_webhook_comes() {
        house.leadReaches("eyes-stuck", "SQL", "2026-10-03T09:00:00Z", "gclid=eyes-stuck");
        house.settles();
        clock.pass(Duration.ofDays(64));
        StuckLeadWatch.looks(jobs);
        try (Chromium oscar = Chromium.open(house).signIn("oscar")) {
            opens(oscar, "eyes-stuck");
            oscar.see(By.cssSelector(".leadloop .ll-problem"), "SQL for 64 days, allowed 60");
            oscar.see(By.cssSelector("[data-container-id=Wait_Sql] .badge-important"), "1");

            house.genericSends(House.event(
                    "eyes-stuck",
                    "Closed Won",
                    "2026-12-06T09:00:00Z",
                    ",\"deal\":{\"id\":\"eyes-stuck\",\"amount\":5,\"currency\":\"EUR\"}"));
            house.settles();
            opens(oscar, "eyes-stuck");
            oscar.see(By.cssSelector("[data-container-id=Wait_Won] .badge"), "1");
            oscar.seeNot(By.cssSelector(".leadloop"), "Stuck.");
            oscar.seeNot(By.cssSelector(".badge-important"), "1");
        }
    }

    @Test
    void a_revoked_token_with_five_hundred_waiting_is_one_incident_and_one_button() {
        for (int i = 0; i < 500; i++) {
            house.leadReaches("eyes-token-" + i + "-", "MQL", "2026-10-03T09:00:00Z", "ttclid=eyes-token-" + i + "-t");
        }
        house.faults("tiktok", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();
        house.settles();
        assertThat(runtime.createIncidentQuery()
                        .incidentType(DestinationCircuit.INCIDENT)
                        .list())
                .filteredOn(it -> it.getConfiguration().equals("tiktok"))
                .hasSize(1);
        try (Chromium oscar = Chromium.open(house).signIn("oscar")) {
            oscar.go(DASHBOARD);
            oscar.see(By.cssSelector(".leadloop"), "TikTok takes nothing now, 500 conversions wait.");
            house.faults("tiktok");
            oscar.press(By.xpath("//tr[contains(., 'TikTok')]//button[.='Resume']"));
            oscar.see("Resumed.");
            house.uploads();
            oscar.seeNot(By.cssSelector(".leadloop"), "TikTok takes nothing");
        }
        assertThat(house.received("tiktok", "eyes-token-"))
                .hasSize(500)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }

    @Test
    void a_rejected_conversion_is_corrected_in_the_tab_and_accepted() {
        house.leadReaches("eyes-typo", "MQL", "2026-10-03T09:00:00Z", "rdt_cid=eyes-typo-r");
        house.faults("reddit", "{\"fault\":\"BAD_ROW\",\"matching\":\"eyes-typo-r\"}");
        house.settles();
        Conversion before = house.conversion("eyes-typo", "MQL", "reddit");
        assertThat(before.state()).isEqualTo(ConversionState.REJECTED);
        try (Chromium oscar = Chromium.open(house).signIn("oscar")) {
            opens(oscar, "eyes-typo");
            oscar.press("Correct value or click id");
            oscar.choose(By.name("clickKind"), "rdt_cid");
            oscar.type(By.name("clickId"), "TheRightOne");
            oscar.type(By.name("comment"), "typed wrong in the CRM");
            oscar.press("Correct and send again");
            oscar.seeNot(By.cssSelector(".leadloop .ll-state"), "refused by the platform");
            house.uploads();
            opens(oscar, "eyes-typo");
            oscar.see(By.cssSelector(".leadloop .ll-state"), "accepted");
        }
        Conversion after = house.conversion("eyes-typo", "MQL", "reddit");
        assertThat(after.state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(after.dedupeKey()).isEqualTo(before.dedupeKey());
        assertThat(house.received("reddit", "TheRightOne")).hasSize(1);
    }

    @Test
    void four_hundred_of_one_cause_are_sent_again_with_one_button_and_progress() {
        for (int i = 0; i < 400; i++) {
            house.leadReaches("eyes-bulk-" + i + "-", "MQL", "2026-10-03T09:00:00Z", "epik=eyes-bulk-" + i + "-p");
        }
        house.faults("pinterest", "{\"fault\":\"BAD_ROW\",\"matching\":\"eyes-bulk-\"}");
        house.settles();
        house.faults("pinterest");
        try (Chromium oscar = Chromium.open(house).signIn("oscar")) {
            oscar.go(DASHBOARD);
            oscar.see(By.cssSelector(".leadloop"), "400 to Pinterest");
            oscar.press(By.xpath("//tr[contains(., '400 to Pinterest')]//button[.='Send all again']"));
            oscar.see(By.cssSelector(".leadloop"), "send again to Pinterest");
            oscar.see(By.cssSelector(".leadloop"), "0 of 400");
            bulk.work();
            bulk.work();
            house.uploads();
            oscar.seeNot(By.cssSelector(".leadloop"), "of 400");
            oscar.seeNot(By.cssSelector(".leadloop"), "400 to Pinterest");
        }
        assertThat(house.received("pinterest", "eyes-bulk-"))
                .hasSize(400)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }
}
