package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StatusRule;
import io.leadloop.support.Browser;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;

/** The pipeline as stage cards: what sales ops see, and the one dialog in which they add and change a stage. */
@StoryTest
class ThePipelineAsCardsStoryTests {

    private static final By DIALOG = By.id("stage-dialog");
    private static final By TRAY = By.className("tray");
    private static final String CARLA = "carla";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineVersions versions;

    @BeforeEach
    void people() {
        clock.set("2026-10-03T14:25:00Z");
        People.join(identity, CARLA, "sales-ops");
        People.join(identity, "looker", "viewers");
    }

    @AfterEach
    void no_draft_is_left() {
        drafts.discard(drafts.begin(CARLA).id(), CARLA);
    }

    private static By field(String name) {
        return By.cssSelector("#stage-dialog [name='" + name + "']");
    }

    private static By card(String stage) {
        return By.cssSelector(".stage-cards > li[aria-label='" + stage + "']");
    }

    private Pipeline draft() {
        return versions.draftOf(CARLA).map(PipelineVersion::pipeline).orElseThrow();
    }

    @Test
    void a_stage_with_a_status_a_value_and_two_accounts_is_added_in_one_dialog() {
        house.leadReaches("cards-asks", "Demo on a card", "2026-10-02T09:00:00Z", "fbclid=cards-asks-click");
        house.applies();
        try (Chromium carla = Chromium.open(house)) {
            carla.signIn(CARLA);
            int loads = carla.loads();
            carla.go("/ops/pipeline");
            carla.press("Add stage");
            carla.type(field("name"), "Demo attended");
            carla.press(By.cssSelector("#stage-dialog [name=waiting][value='Demo on a card']"));
            carla.choose(field("value"), "a fixed amount");
            carla.type(field("amount"), "1.250,50 EUR");
            carla.see(DIALOG, "1,250.50 EUR for each lead that gets here");
            carla.type(field("action.meta"), "DemoAttended");
            carla.type(field("action.google-ads"), "demo");
            carla.choose(field("role.google-ads"), "primary: bidding learns");
            carla.press(By.cssSelector("#stage-dialog .dialog-foot .btn-primary"));
            carla.see(card("Demo attended"), "Demo on a card");
            carla.see(card("Demo attended"), "1,250.50 EUR each");
            carla.see(TRAY, "means Demo attended in your draft");
            // The tables took six loads and 22 fields.
            assertThat(carla.loads() - loads).isEqualTo(1);
            assertThat(carla.filled()).isLessThanOrEqualTo(6);
        }
        Pipeline draft = draft();
        assertThat(draft.stages()).extracting(it -> it.id()).containsSubsequence("SQL", "DEMO_ATTENDED", "WON");
        assertThat(draft.stageFor("generic", "LEAD", "Demo on a card", "UNSAID"))
                .contains("DEMO_ATTENDED");
        assertThat(draft.reports().stream().filter(it -> it.stage().equals("DEMO_ATTENDED")))
                .extracting(ReportLine::destination, ReportLine::role, ReportLine::valueInWords)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("meta", ConversionRole.SECONDARY, "1,250.50 EUR each"),
                        org.assertj.core.groups.Tuple.tuple("google-ads", ConversionRole.PRIMARY, "1,250.50 EUR each"));
    }

    @Test
    void what_is_not_understood_is_marked_beside_its_field_and_nothing_that_was_typed_is_lost() {
        try (Chromium carla = Chromium.open(house)) {
            carla.signIn(CARLA);
            carla.go("/ops/pipeline");
            carla.press("Add stage");
            carla.type(field("name"), "Trial begun");
            carla.type(field("statuses"), "Trial");
            carla.choose(field("value"), "a fixed amount");
            carla.type(field("amount"), "1.000 EUR");
            carla.type(field("allowedDays"), "soon");
            carla.type(field("action.meta"), "Trial");
            carla.press(By.cssSelector("#stage-dialog .dialog-foot .btn-primary"));
            carla.see(DIALOG, "may mean thousands or decimals");
            carla.see(DIALOG, "has to be a whole number");
            carla.see(By.cssSelector("#stage-dialog [name=amount].is-invalid[aria-invalid=true]"));
            carla.see(By.cssSelector("#stage-dialog [name=allowedDays].is-invalid[aria-describedby]"));
            Map.of("name", "Trial begun", "statuses", "Trial", "amount", "1.000 EUR", "action.meta", "Trial")
                    .forEach((name, typed) -> carla.comes(field(name), typed));
            assertThat(versions.draftOf(CARLA)).isEmpty();

            carla.type(field("amount"), "1000 EUR");
            carla.type(field("allowedDays"), "14 days");
            carla.press(By.cssSelector("#stage-dialog .dialog-foot .btn-primary"));
            carla.see(card("Trial begun"), "1,000.00 EUR each");
            carla.see(card("Trial begun"), "Stuck after 14 days.");
        }
    }

    @Test
    void the_dialog_is_worked_by_keyboard() {
        try (Chromium carla = Chromium.open(house)) {
            carla.signIn(CARLA);
            carla.go("/ops/pipeline");
            carla.see(By.cssSelector("button[aria-label='Edit MQL']")).sendKeys(Keys.ENTER);
            carla.see(DIALOG, "Edit the stage");
            assertThat(carla.focus()).isEqualTo("name");
            carla.keys(Keys.ESCAPE);
            carla.seeNot(By.cssSelector("dialog[open]"), "Edit the stage");

            carla.see(By.cssSelector("button[aria-label='Edit MQL']")).sendKeys(Keys.ENTER);
            carla.see(DIALOG, "Edit the stage");
            carla.keys(Keys.END, " (marketing)", Keys.ENTER);
            carla.see("is saved in your draft");
        }
        assertThat(draft().stage("MQL").orElseThrow().name()).endsWith(" (marketing)");
    }

    @Test
    void a_status_that_no_rule_knows_is_mapped_by_one_press() {
        house.leadReaches("cards-tray", "Nice talk", "2026-10-02T09:00:00Z");
        house.applies();
        try (Chromium carla = Chromium.open(house)) {
            carla.signIn(CARLA);
            carla.go("/ops/pipeline");
            carla.see(TRAY, "1 event of generic");
            carla.press(By.cssSelector("button[aria-label='Nice talk means MQL']"));
            carla.see(TRAY, "means MQL in your draft");
            carla.press(By.cssSelector("button[aria-label='Nice talk means SQL']"));
            carla.see(TRAY, "means SQL in your draft");
            carla.press(By.cssSelector("button[aria-label='Nice talk means MQL']"));
            carla.see(TRAY, "means MQL in your draft");
            carla.see(card("MQL"), "Nice talk");
        }
        assertThat(draft().stageFor("generic", "LEAD", "Nice talk", "UNSAID")).contains("MQL");
    }

    @Test
    void what_another_window_saved_meanwhile_is_not_overwritten_and_what_was_typed_stands() {
        Browser carla = Browser.signedIn(house, CARLA, House.PASSWORD);
        assertThat(carla.get("/ops/pipeline/stage/MQL").body()).contains("name=\"revision\" value=\"0\"");
        drafts.begin(CARLA);
        clock.set("2026-10-03T14:31:00Z");
        List<Map.Entry<String, String>> typed = List.of(
                Map.entry("id", "MQL"),
                Map.entry("revision", "0"),
                Map.entry("name", "Marketing says yes"),
                Map.entry("after", "CAPTURED"),
                Map.entry("statuses", "MQL"));
        assertThat(carla.post("/ops/pipeline/stage", typed).body())
                .contains("saved by carla in another window at 14:25 UTC", "value=\"Marketing says yes\"")
                .contains("name=\"revision\" value=\"1\"");
        assertThat(draft().stage("MQL").orElseThrow().name()).isNotEqualTo("Marketing says yes");
    }

    @Test
    void who_may_only_look_sees_the_cards_in_plain_words_and_nothing_to_press() {
        Browser looker = Browser.signedIn(house, "looker", House.PASSWORD);
        assertThat(looker.get("/ops/pipeline").body())
                .contains("stage-cards", "Closed Won", "qualified by people", "the deal&#39;s amount", "You may look")
                .doesNotContain("Add stage", "Edit SQL", "DEAL_AMOUNT", "QUALIFIED", "SECONDARY", "name=\"line.");
        assertThat(looker.post("/ops/pipeline/stage", List.of(Map.entry("name", "x")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(looker.post("/ops/pipeline/map", List.of(Map.entry("status", "x"), Map.entry("stage", "SQL")))
                        .statusCode())
                .isEqualTo(403);
    }

    /** What a preset proposes is put into the draft at once; what the pipeline says already is not changed by it. */
    @Test
    void statuses_that_a_preset_proposes_come_into_the_draft_where_no_rule_knows_them() {
        Browser carla = Browser.signedIn(house, CARLA, House.PASSWORD);
        String page = carla.post(
                        "/ops/pipeline/map-all",
                        List.of(
                                Map.entry("status", "Quote, long"), Map.entry("stage", "SQL"),
                                Map.entry("status", "MQL"), Map.entry("stage", "SQL"),
                                Map.entry("status", "Ghost"), Map.entry("stage", "NO_SUCH_STAGE")))
                .body();
        assertThat(page)
                .contains("1 status is in your draft; 2 did not fit. The pipeline has no stage NO_SUCH_STAGE:"
                        + " add it or choose another one.");
        assertThat(draft().statuses())
                .filteredOn(it -> it.status().words().contains("Quote, long"))
                .extracting(StatusRule::stage)
                .containsExactly("SQL");
        assertThat(draft().statuses())
                .filteredOn(it -> it.status().words().contains("MQL"))
                .extracting(StatusRule::stage)
                .containsOnly("MQL");
        assertThat(draft().statuses()).noneMatch(it -> it.status().words().contains("Ghost"));
    }
}
