package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.process.LifecycleMigration;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** The whole work of sales ops, as they do it: with their eyes and hands, in a browser. */
@StoryTest
class SalesOpsInTheirBrowserStoryTests {

    private static final By LINT = By.id("lint");
    private static final By DRY_RUN = By.id("dry-run-part");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    LifecycleMigration migration;

    @BeforeEach
    void the_third_of_october() {
        // The page counts its volumes once a minute.
        clock.set("2026-10-03T11:25:00Z");
        People.join(identity, "sally", "sales-ops");
    }

    @AfterEach
    void the_shipped_pipeline_again() {
        drafts.discard(drafts.begin("sally").id(), "sally");
        PipelineVersion draft = drafts.bringBack(1, "tidy");
        PipelineVersion saved =
                drafts.save(draft.id(), draft.revision(), draft.pipeline(), Map.of("DEMO_ATTENDED", "MQL"), "tidy");
        release.publish(saved.id(), saved.revision(), "A story", LintContext.UNKNOWN, "tidy", () -> {});
        migration.moveAll();
    }

    @Test
    void a_status_is_mapped_a_stage_added_a_shallow_primary_mended_and_the_running_leads_follow() {
        for (int i = 0; i < 31; i++) {
            house.leadReaches("hands-sql-" + i, "SQL", "2026-10-02T08:00:00Z", "gclid=hands-sql-" + i);
        }
        house.leadReaches("hands-runs", "MQL", "2026-10-02T08:00:00Z", "fbclid=hands-runs-click");
        house.leadReaches("hands-asks", "Demo by hand", "2026-10-02T09:00:00Z", "fbclid=hands-asks-click");
        house.settles();
        try (Chromium sally = Chromium.open(house)) {
            sally.signIn("sally");
            sally.go("/ops/pipeline");
            sally.press("Add stage");
            sally.type(By.cssSelector("#stage-dialog [name=name]"), "Demo attended");
            sally.press(By.cssSelector("#stage-dialog [name=waiting][value='Demo by hand']"));
            sally.choose(By.cssSelector("#stage-dialog [name=value]"), "a fixed amount");
            sally.type(By.cssSelector("#stage-dialog [name=amount]"), "120 EUR");
            sally.type(By.cssSelector("#stage-dialog [name='action.meta']"), "DemoByHand");
            sally.press(By.cssSelector("#stage-dialog .dialog-foot .btn-primary"));
            sally.see("is saved in your draft");

            sally.go("/ops/pipeline?view=tables");
            sally.choose(role("MQL", "google-ads"), "primary");
            sally.choose(role("SQL", "google-ads"), "secondary");
            sally.see(LINT, "Bidding learns from MQL, while SQL is deeper");

            sally.choose(role("MQL", "google-ads"), "secondary");
            sally.choose(role("SQL", "google-ads"), "primary");
            sally.seeNot(LINT, "Bidding learns from MQL");
            sally.see("All that you typed is in your draft");

            sally.press("Rehearse");
            sally.see(DRY_RUN, "of their stage changes would have led elsewhere");
            sally.type(By.name("comment"), "Demos count from now on");
            sally.press("Publish");
            sally.see("is live");
            sally.see("Demos count from now on");

            migration.moveAll();
            clock.pass(Duration.ofSeconds(3));
            house.settles();
            house.leadReaches("hands-runs", "Demo by hand", "2026-10-03T10:00:00Z");
            house.settles();
            for (String lead : new String[] {"hands-runs", "hands-asks"}) {
                Lead now = house.lead("generic", lead).orElseThrow();
                assertThat(now.stage()).isEqualTo("DEMO_ATTENDED");
                sally.go("/camunda/app/cockpit/default/#/process-instance/" + now.processInstanceId() + "/runtime");
                sally.see(By.cssSelector("[data-container-id=Wait_DemoAttended] .badge"));
                assertThat(house.conversion(lead, "DEMO_ATTENDED", "meta").state())
                        .isEqualTo(ConversionState.ACCEPTED);
                assertThat(house.received("meta", lead + "-click").stream()
                                .map(it -> it.path("event").asText())
                                .filter(it -> it.contains("DemoByHand")))
                        .singleElement()
                        .asString()
                        .contains("120", "EUR");
            }
        }
    }

    /** The role of a line, by its stage and destination. */
    private static By role(String stage, String destination) {
        return By.xpath("//tr[.//select[@name='line.stage']/option[@selected and @value='" + stage
                + "'] and .//select[@name='line.destination']/option[@selected and @value='" + destination
                + "']]//select[@name='line.role']");
    }
}
