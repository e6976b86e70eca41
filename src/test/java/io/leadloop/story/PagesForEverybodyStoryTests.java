package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page of the menu, with data, can be read by everybody, on a phone too, and worked by keyboard. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesForEverybodyStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFigures figures;

    private boolean made;

    @BeforeEach
    void leads_told_waiting_refused_and_unknown() {
        clock.set("2026-10-03T10:25:00Z");
        if (made) {
            return;
        }
        made = true;
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"eb-refused\"}");
        house.leadReaches("eb-refused", "MQL", "2026-10-03T09:00:00Z", "gclid=eb-refused-g");
        house.leadReaches("eb-told", "MQL", "2026-10-02T09:00:00Z", "gclid=eb-told-g", "fbclid=eb-told-f");
        house.genericSends(House.event(
                "eb-told",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"eb-told\",\"outcome\":\"won\",\"amount\":1250.5,\"currency\":\"EUR\"}"));
        house.leadReaches("eb-unknown", "a status that no rule knows", "2026-10-03T09:00:00Z");
        house.settles();
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since)"
                + " values ('tiktok', 'BLOCKED', 'The token has expired.', '2026-10-03T10:00:00Z')");
        figures.catchUp();
    }

    private List<String> pages() {
        String lead =
                "/ops/leads/" + house.lead("generic", "eb-told").orElseThrow().id();
        return List.of(
                "/",
                "/ops/leads",
                lead,
                "/ops/leads/"
                        + house.lead("generic", "eb-refused").orElseThrow().id(),
                "/ops/funnel",
                "/ops/forecast",
                "/ops/forecast/leads",
                "/ops/pipeline",
                "/ops/pipeline/sample",
                "/ops/pipeline/versions/1",
                "/ops/quality",
                "/ops/quality/rows?of=STEPS",
                "/ops/quality/stage-values",
                "/ops/reconciliation",
                "/ops/money",
                "/ops/geo",
                "/ops/failures",
                "/ops/failures/rows?destination=google-ads&state=REJECTED",
                "/ops/inbox",
                "/ops/audit",
                "/ops/erasure",
                "/ops/sources",
                "/ops/connections/source/new",
                "/ops/connections/source/new?type=hubspot",
                "/ops/websites",
                "/ops/websites/test",
                "/ops/destinations",
                "/ops/connections/account/new",
                "/ops/connections/account/new?type=google-ads",
                "/ops/import",
                "/ops/no-such-page");
    }

    @Test
    void axe_finds_nothing_serious_on_any_page() throws IOException {
        String axe;
        try (var file = getClass().getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js")) {
            axe = new String(
                    java.util.Objects.requireNonNull(file).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        List<String> found = new ArrayList<>();
        try (Chromium admin = Chromium.open(house).signIn("admin")) {
            for (String page : pages()) {
                admin.isDark(false);
                admin.go(page);
                admin.see(By.tagName("main"));
                admin.script(axe);
                for (boolean isDark : List.of(false, true)) {
                    admin.isDark(isDark);
                    admin.ask("axe.run(document, {resultTypes: ['violations']}).then(it => done(it.violations"
                                    + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                                    + ".flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160) + ' '"
                                    + " + (n.any[0] ? n.any[0].message : ''))).slice(0, 12).join('\\n')))")
                            .lines()
                            .forEach(it -> found.add(page + (isDark ? " (dark) " : " ") + it));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_page_scrolls_sideways_on_a_phone_or_a_desk() {
        List<String> found = new ArrayList<>();
        try (Chromium admin = Chromium.open(house).signIn("admin")) {
            for (String page : pages()) {
                admin.go(page);
                admin.see(By.tagName("main"));
                for (int width : new int[] {400, 1280, 1920}) {
                    admin.viewport(width);
                    String over = admin.ask(
                            "done(String(document.documentElement.scrollWidth - document.documentElement.clientWidth))");
                    if (!over.equals("0")) {
                        found.add(page + " at " + width + " by " + over);
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_cells_of_a_leads_matrix_are_reached_and_opened_by_keyboard() {
        String lead =
                "/ops/leads/" + house.lead("generic", "eb-told").orElseThrow().id();
        String conversion =
                "c-" + house.conversion("eb-told", "MQL", "google-ads").id();
        try (Chromium admin = Chromium.open(house).signIn("admin")) {
            admin.go(lead);
            admin.see(By.cssSelector(".matrix .cell"));
            String focused = "";
            for (int i = 0; i < 60 && !focused.endsWith("#" + conversion); i++) {
                admin.key(Keys.TAB);
                focused = admin.ask("done(document.activeElement.getAttribute('href') || '')");
            }
            assertThat(focused).isEqualTo("#" + conversion);
            admin.key(Keys.ENTER);
            assertThat(admin.ask("done(document.querySelector(':target').id)")).isEqualTo(conversion);
            admin.key(Keys.TAB);
            assertThat(admin.ask("done(String(document.querySelector(':target').contains(document.activeElement)))"))
                    .as("the next key is in the details")
                    .isEqualTo("true");
        }
    }

    @Test
    void the_overview_renews_itself_and_the_keyboard_keeps_its_place() {
        try (Chromium admin = Chromium.open(house).signIn("admin")) {
            admin.go("/");
            admin.see(By.id("look-pause-tiktok"));
            admin.ask("document.getElementById('look-pause-tiktok').focus(); window.scrollTo(0, 40);"
                    + " done(String(window.scrollY))");
            String before = admin.ask("done(String(window.scrollY))");
            house.leadReaches("eb-later", "MQL", "2026-10-03T10:20:00Z", "gclid=eb-later-g");
            house.settles();
            admin.see(By.className("feed"), "eb-later");
            assertThat(admin.ask("done(document.activeElement.id)")).isEqualTo("look-pause-tiktok");
            assertThat(admin.ask("done(String(window.scrollY))")).isEqualTo(before);
        }
    }

    @Test
    void times_are_those_of_the_viewers_own_zone_with_utc_as_their_tool_tip() {
        try (Chromium admin = Chromium.open(house).zone("America/New_York").signIn("admin")) {
            admin.go("/ops/leads/"
                    + house.lead("generic", "eb-told").orElseThrow().id());
            admin.see(By.cssSelector(".journey time"), "2026-10-03 05:00");
            assertThat(admin.ask("done(document.querySelector('.journey .WON time').title)"))
                    .isEqualTo("2026-10-03 09:00 UTC");
        }
    }
}
