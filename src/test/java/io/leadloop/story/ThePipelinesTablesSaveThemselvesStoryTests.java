package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody types into the tables of the pipeline: what is clear is saved as they go, what is not is asked about and kept. */
@StoryTest
class ThePipelinesTablesSaveThemselvesStoryTests {

    private static final String TESSA = "tessa";
    private static final By SAVED = By.id("saved");
    private static final By SIZE = cell("line.dealSize");
    private static final By ROLE = cell("line.role");

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
    void somebody_with_a_draft() {
        clock.set("2026-10-03T16:25:00Z");
        People.join(identity, TESSA, "sales-ops");
        drafts.begin(TESSA);
    }

    @AfterEach
    void no_draft_is_left() {
        drafts.discard(drafts.begin(TESSA).id(), TESSA);
    }

    private static By cell(String column) {
        return By.xpath("//tr[.//select[@name='line.stage']/option[@selected and @value='MQL'] and"
                + " .//select[@name='line.destination']/option[@selected and @value='meta']]//*[@name='" + column
                + "']");
    }

    private ReportLine line() {
        return versions.draftOf(TESSA).map(PipelineVersion::pipeline).orElseThrow().reports().stream()
                .filter(it -> it.stage().equals("MQL") && it.destination().equals("meta"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_change_is_saved_at_once_and_the_page_says_when() {
        clock.set("2026-10-03T16:40:00Z");
        try (Chromium tessa = open()) {
            tessa.choose(ROLE, "primary");
            tessa.see(SAVED, "All that you typed is in your draft.");
            tessa.see(By.id("changes"), "the role was secondary and is now primary");
        }
        assertThat(line().role()).isEqualTo(ConversionRole.PRIMARY);
    }

    @Test
    void a_deal_size_with_two_meanings_is_asked_about_and_said_back_once_it_is_clear() {
        try (Chromium tessa = open()) {
            tessa.type(SIZE, "from 1.000 EUR");
            tessa.choose(ROLE, "primary");
            tessa.see(SAVED, "Not saved: look at the marked cells");
            tessa.see(By.xpath("//input[@name='line.dealSize' and contains(@class, 'is-invalid')"
                    + " and @aria-describedby = following-sibling::span/@id]"));
            tessa.comes(SIZE, "from 1.000 EUR");
            assertThat(line().leads().dealSize().isAny()).isTrue();

            tessa.type(SIZE, "from 1.000,50 EUR");
            tessa.choose(ROLE, "secondary");
            tessa.see(By.className("understood"), "from 1,000.50 EUR");
            tessa.see(SAVED, "All that you typed is in your draft.");
        }
        assertThat(line().leads().dealSize().inWords()).isEqualTo("from 1000.50 EUR");
    }

    @Test
    void a_new_row_is_left_to_the_button_and_never_added_twice() {
        int before = versions.draftOf(TESSA).orElseThrow().pipeline().reports().size();
        try (Chromium tessa = open()) {
            tessa.choose("Stage of a new line", "Captured");
            tessa.type("Action of the new line", "early");
            tessa.choose(ROLE, "primary");
            tessa.see(SAVED, "New rows and removals count when you press Save draft.");
            tessa.choose(ROLE, "secondary");
            tessa.press("Save draft");
            tessa.see("Saved as your draft");
        }
        assertThat(versions.draftOf(TESSA).orElseThrow().pipeline().reports()).hasSize(before + 1);
    }

    @Test
    void what_two_windows_type_is_not_overwritten_and_stands_where_it_was_typed() {
        try (Chromium tessa = open()) {
            PipelineVersion now = versions.draftOf(TESSA).orElseThrow();
            drafts.save(now.id(), now.revision(), now.pipeline(), Map.of(), TESSA);
            tessa.type(SIZE, "from 500 EUR");
            tessa.choose(ROLE, "primary");
            tessa.see(SAVED, "in another window meanwhile, by tessa at 16:25 UTC");
            tessa.press("Save draft");
            tessa.see("What you typed stands in the tables below");
            tessa.comes(SIZE, "from 500 EUR");
            tessa.press("Save draft");
            tessa.see("Saved as your draft");
        }
        assertThat(line().leads().dealSize().inWords()).isEqualTo("from 500 EUR");
        assertThat(line().role()).isEqualTo(ConversionRole.PRIMARY);
    }

    private Chromium open() {
        Chromium tessa = Chromium.open(house).signIn(TESSA);
        tessa.go("/ops/pipeline?view=tables");
        return tessa;
    }
}
