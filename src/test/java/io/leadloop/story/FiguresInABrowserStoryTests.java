package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;

/** A marketer who is signed in reads the pages of figures and follows whatever they link to. */
@StoryTest
class FiguresInABrowserStoryTests {

    private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"#]*)");

    private static final List<String> PAGES = List.of(
            "/ops/quality",
            "/ops/quality/findings",
            "/ops/quality/rows?of=STEPS",
            "/ops/reconciliation",
            "/ops/reconciliation?days=30",
            "/ops/funnel",
            "/ops/funnel?by=click_week",
            "/ops/money",
            "/ops/money?by=click_week",
            "/ops/geo",
            "/ops/funnel/times",
            "/ops/forecast",
            "/ops/forecast/leads?destination=google-ads&within=30");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    LeadFigures figures;

    private Browser marie;

    @BeforeEach
    void some_leads_of_which_one_is_not_told_yet(TestInfo story) {
        clock.set("2026-10-03T10:25:00Z");
        People.join(identity, "marie", "viewers");
        house.genericSends(House.event("seen-told", "MQL", "2026-10-02T09:00:00Z", "", "gclid=seen-told-g"));
        house.settles();
        // Its click leaves Google's window of 90 days within the week.
        String waits = "seen-waits-" + story.getDisplayName().length();
        house.genericSends(House.event(waits, "MQL", "2026-10-03T09:00:00Z", "", "gclid=" + waits + "-g")
                .replace("2026-10-01T08:00:00Z", "2026-07-08T08:00:00Z"));
        house.applies();
        figures.catchUp();
        marie = Browser.signedIn(house, "marie", House.PASSWORD);
    }

    private static Set<String> links(String page) {
        Set<String> links = new LinkedHashSet<>();
        // The bar above has doors that a viewer may not use; these pages are about what is below it.
        Matcher found = LINK.matcher(page.substring(Math.max(0, page.indexOf("<main>"))));
        while (found.find()) {
            links.add(found.group(1).replace("&amp;", "&"));
        }
        return links;
    }

    @Test
    void every_link_of_the_pages_of_figures_leads_somewhere() {
        Set<String> all = new LinkedHashSet<>();
        for (String page : PAGES) {
            HttpResponse<String> answer = marie.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body().contains("<html") && !answer.body().contains("</html>"))
                    .as(page + " is cut")
                    .isFalse();
            all.addAll(links(answer.body()));
        }
        assertThat(all).hasSizeGreaterThan(30);
        for (String link : all) {
            HttpResponse<String> answer = marie.get(link);
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
            assertThat(answer.uri().getPath()).as(link).isNotEqualTo("/login");
            if (link.contains("/reconciliation.csv") || link.contains("/forecast-leads.csv")) {
                assertThat(answer.body().lines())
                        .as(link + " holds what the page shows")
                        .hasSizeGreaterThan(1);
            }
        }
        assertThat(all.stream().filter(it -> it.contains(".csv")))
                .as("the files of all pages")
                .anyMatch(it -> it.contains("/scorecard.csv"))
                .anyMatch(it -> it.contains("/reconciliation.csv"))
                .anyMatch(it -> it.contains("/comparison.csv"))
                .anyMatch(it -> it.contains("/rows.csv"))
                .anyMatch(it -> it.contains("/funnel.csv"))
                .anyMatch(it -> it.contains("/times.csv"))
                .anyMatch(it -> it.contains("/forecast.csv"))
                .anyMatch(it -> it.contains("/forecast-leads.csv"))
                .anyMatch(it -> it.contains("/unsent.csv"));
    }

    @Test
    void the_file_holds_what_the_page_shows_and_machines_get_the_same_by_their_own_address() {
        String days = "?from=2026-10-01&until=2026-10-03";
        HttpResponse<String> file = marie.get("/ops/quality/export/reconciliation.csv" + days);
        assertThat(file.headers().firstValue("content-type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("text/csv"));
        assertThat(file.body())
                .contains("2026-10-02,MQL,google-ads,mql,1")
                .isEqualTo(house.send(house.asAdministrator("/api/quality/reconciliation.csv" + days))
                        .body());
        assertThat(marie.get("/ops/quality/export/scorecard" + days).body()).contains("\"stage\":\"MQL\"");
    }

    @Test
    void machines_keep_their_door_and_nobody_else_gets_a_figure() {
        String days = "?from=2026-10-01&until=2026-10-03";
        assertThat(marie.get("/api/quality/scorecard.csv" + days).statusCode()).isEqualTo(401);
        assertThat(house.send(house.request("/ops/quality/export/scorecard.csv" + days))
                        .statusCode())
                .isEqualTo(302);
        assertThat(marie.post("/ops/quality/export/costs", List.of()).statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void a_mistake_in_a_file_leaves_what_was_typed_on_the_page() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        String costs = "platform,campaign,day,amount,currency\nx,brand,2026-10-01,lots,EUR";
        assertThat(admin.post("/ops/quality/costs", List.of(Map.entry("file", costs)))
                        .body())
                .contains("Nothing was imported", "x,brand,2026-10-01,lots,EUR</textarea>");
        String report = "destination,action,day,basis,conversions,amount,currency\nx,y,2026-10-01,CLICK,many,,";
        assertThat(admin.post("/ops/quality/platform-reports", List.of(Map.entry("file", report)))
                        .body())
                .contains("Nothing was imported", "x,y,2026-10-01,CLICK,many,,</textarea>");
    }

    @Test
    void a_mistake_in_the_pipeline_leaves_what_was_typed_on_the_page() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        admin.post("/ops/pipeline/begin", List.of());
        String page = admin.get("/ops/pipeline").body();
        Matcher draft = Pattern.compile("name=\"draft\" value=\"([^\"]+)\"").matcher(page);
        Matcher revision =
                Pattern.compile("name=\"revision\" value=\"([^\"]+)\"").matcher(page);
        assertThat(draft.find() && revision.find()).isTrue();
        String after = admin.post(
                        "/ops/pipeline/save",
                        List.of(
                                Map.entry("draft", draft.group(1)),
                                Map.entry("revision", revision.group(1)),
                                Map.entry("line.id", ""),
                                Map.entry("line.stage", "SQL"),
                                Map.entry("line.destination", "google-ads"),
                                Map.entry("line.action", "typed-action"),
                                Map.entry("line.role", "SECONDARY"),
                                Map.entry("line.value", "NONE"),
                                Map.entry("line.match", "CLICK_ID"),
                                Map.entry("line.dealSize", "from 1.000 EUR")))
                .body();
        assertThat(after)
                .contains("may mean thousands or decimals")
                .contains("data-name=\"line.dealSize\" data-value=\"from 1.000 EUR\"")
                .contains("data-name=\"line.action\" data-value=\"typed-action\"");
        admin.post("/ops/pipeline/discard", List.of(Map.entry("draft", draft.group(1))));
    }
}
