package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A marketer asks which leads a campaign brought, what their deals are worth, and takes them along as a file. */
@StoryTest
class LeadsOfACampaignStoryTests {

    private static final String CAMPAIGN = "sheet-autumn";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void three_leads_of_two_campaigns() {
        clock.set("2026-10-03T10:25:00Z");
        won("sheet-one", CAMPAIGN, "\"amount\":1200.5,\"currency\":\"EUR\"", "gclid=sheet-one-g");
        won("sheet-two", CAMPAIGN, "\"amount\":300,\"currency\":\"EUR\"");
        won("sheet-dollar", CAMPAIGN, "\"amount\":70,\"currency\":\"USD\"");
        won("sheet-bare", CAMPAIGN, "");
        won("sheet-other", "=sheet-spring", "\"amount\":5000,\"currency\":\"EUR\"");
        house.settles();
    }

    private void won(String lead, String campaign, String deal, String... clicks) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"origin\":{\"utmCampaign\":\"" + campaign + "\"},\"deal\":{\"id\":\"" + lead
                        + "-d\",\"outcome\":\"won\"" + (deal.isEmpty() ? "" : "," + deal) + "}",
                clicks));
    }

    private String page(String query) {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/leads?" + query)
                .body()
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ");
    }

    private HttpResponse<String> file(String query) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get("/ops/leads.csv?" + query);
    }

    private static String line(String file, String lead) {
        return Arrays.stream(file.split("\n"))
                .filter(it -> it.contains("," + lead + ","))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void its_leads_are_shown_alone_with_what_their_deals_are_worth() {
        assertThat(page("campaign=" + CAMPAIGN))
                .contains("sheet-one", "1,200.50 EUR", "sheet-two", "sheet-bare")
                .doesNotContain("sheet-other");
    }

    @Test
    void their_deals_are_added_up_by_currency_and_it_says_how_many_have_an_amount() {
        assertThat(page("campaign=" + CAMPAIGN))
                .contains("4 leads , deals of 1,500.50 EUR and 70.00 USD (3 of them have a deal with an amount)");
    }

    @Test
    void a_campaign_and_what_was_told_are_asked_together() {
        assertThat(page("campaign=" + CAMPAIGN + "&stage=WON&told=no"))
                .contains("sheet-two", "3 leads , deals of 300.00 EUR and 70.00 USD")
                .doesNotContain("sheet-one");
    }

    @Test
    void a_source_is_asked_for_alone() {
        assertThat(page("source=generic&campaign=" + CAMPAIGN)).contains("sheet-one");
        assertThat(page("source=sheet-nobody")).contains("No such lead").doesNotContain("sheet-one");
    }

    @Test
    void the_file_has_the_leads_that_the_page_shows() {
        HttpResponse<String> file = file("campaign=" + CAMPAIGN);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"leads-2026-10-03.csv\"");
        List<String> lines = List.of(file.body().split("\n"));
        assertThat(lines.get(0))
                .isEqualTo(
                        "source,lead,stage,since,captured_at,country,campaign,deal_amount,deal_currency,told_to,why_not,lead_id");
        assertThat(lines).hasSize(5);
        assertThat(line(file.body(), "sheet-one"))
                .startsWith("generic,sheet-one,WON,2026-10-03T09:00:00Z,")
                .contains(",sheet-autumn,1200.5,EUR,Google Ads,,");
        assertThat(line(file.body(), "sheet-bare")).contains(",sheet-autumn,,,,,");
    }

    @Test
    void the_file_says_why_an_account_was_not_told() {
        assertThat(line(
                        file("stage=WON&told=no:google-ads&campaign=" + CAMPAIGN)
                                .body(),
                        "sheet-two"))
                .contains("No ad click of it is known");
    }

    @Test
    void causes_stand_above_with_what_they_are_about() {
        house.genericSends(House.event(
                "sheet-meta",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"origin\":{\"utmCampaign\":\"sheet-causes\"},\"deal\":{\"id\":\"sheet-meta-d\",\"outcome\":\"won\","
                        + "\"amount\":11,\"currency\":\"EUR\"}",
                "fbclid=sheet-meta-f"));
        won("sheet-no-click", "sheet-causes", "\"amount\":5,\"currency\":\"EUR\"");
        won("sheet-no-click-2", "sheet-causes", "\"amount\":6,\"currency\":\"EUR\"");
        house.settles();
        String page = page("stage=WON&told=no:google-ads&campaign=sheet-causes");
        assertThat(page).contains("3 leads , deals of 22.00 EUR");
        assertThat(page)
                .contains(
                        "2 leads , 11.00 EUR: No ad click of it is known.",
                        "1 lead , 11.00 EUR: Another platform brought it: Meta");
    }

    @Test
    void a_name_that_a_spreadsheet_would_compute_is_text() {
        assertThat(line(file("campaign=%3Dsheet-spring").body(), "sheet-other")).contains(",'=sheet-spring,5000,EUR,");
    }
}
