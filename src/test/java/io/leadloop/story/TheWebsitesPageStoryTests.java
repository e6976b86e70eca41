package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Sales ops copy the snippet, try it on our own landing page, and see what arrives and what becomes a lead. */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
class TheWebsitesPageStoryTests {

    /** Read before the house starts, so that the site's port is chosen. */
    private static final String LANDING = Website.address("/").replace("http://www.", "");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @BeforeEach
    void people() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.capture");
        People.join(identity, "sally", "sales-ops");
        People.join(identity, "otto", "operators");
    }

    /** Off an ad blocker's lists, and there while LeadLoop is down. */
    @Test
    void a_website_may_serve_the_script_itself_and_gets_the_file_here() {
        Browser sally = Browser.signedIn(house, "sally", House.PASSWORD);
        assertThat(sally.get("/ops/websites?own=true&reference=true&consent=onetrust&group=C0002")
                        .body())
                .contains("src=&quot;/leadloop-capture.js&quot;", "data-endpoint=&quot;" + house.address("/capture"))
                .contains("data-group=&quot;C0002&quot;", "href=\"/capture/leadloop-capture.js\" download");
        assertThat(sally.get("/ops/websites?consent=tcf&group=C0002").body()).doesNotContain("data-group");
    }

    @Test
    void the_snippet_says_what_was_chosen_and_can_be_copied_as_it_stands() {
        try (Chromium sally = Chromium.open(house)) {
            sally.signIn("sally");
            sally.press("Websites");
            sally.see(By.id("snippet"), "data-endpoint=\"" + house.address("/capture") + "\"");
            sally.choose(By.id("consent"), "Cookiebot");
            sally.choose(By.id("reference"), "A field for each click id");
            sally.type(By.id("fields"), "input_7=gclid \"><script>");
            sally.press("Show the snippet");
            sally.see(By.id("snippet"), "data-consent=\"cookiebot\"");
            assertThat(sally.see(By.id("snippet")).getText())
                    .startsWith("<script async src=\"" + house.address("/capture/leadloop-capture.js") + "\"")
                    .contains("data-fields=\"input_7=gclid &quot;&gt;&lt;script&gt;\"")
                    .doesNotContain("data-endpoint");
        }
    }

    @Test
    void a_made_up_click_is_captured_after_a_yes_and_stands_on_the_page_and_as_a_share_when_it_came_back() {
        try (Chromium sally = Chromium.open(house)) {
            sally.signIn("sally");
            sally.go("/ops/websites/test?gclid=TEST-click-of-nobody&utm_source=test");
            sally.see("Nobody has decided yet");
            sally.press("I refuse");
            sally.press("I agree");
            sally.see(By.cssSelector("[data-shows=gclid]"), "TEST-click-of-nobody");
            sally.see(By.cssSelector("[data-shows=ll_ref]"), "ll_");
            assertThat(house.texts("select site from leadloop.capture")).containsExactly("test");

            house.sql(
                    "insert into leadloop.capture (reference, site, consent, landing_page, captured_at, used_at) values"
                            + " ('ll_a', 'shop', 'tcf', '" + LANDING
                            + "', '2026-10-03T10:00:00Z', '2026-10-03T10:05:00Z'),"
                            + " ('ll_b', 'shop', 'tcf', 'example.com/', '2026-10-03T10:00:00Z', null),"
                            + " ('ll_c', 'shop', 'tcf', 'example.com/', '2026-09-03T10:00:00Z', null)");
            sally.go("/ops/websites");
            sally.see("50 %");
            sally.see(LANDING);
            sally.see("TEST-click-o…");
            sally.viewport(400);
            assertThat(sally.ask("done(document.documentElement.scrollWidth <= 400)"))
                    .isEqualTo("true");
        }
    }

    @Test
    void the_page_is_sales_ops_and_administrators() {
        assertThat(Browser.signedIn(house, "sally", House.PASSWORD)
                        .get("/ops/websites")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Browser.signedIn(house, "otto", House.PASSWORD)
                        .get("/ops/websites")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Browser.signedIn(house, "otto", House.PASSWORD).get("/").body())
                .doesNotContain("/ops/websites");
    }
}
