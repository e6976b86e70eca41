package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** On the page of leads one finds those that stand at a stage and those of which a platform was not told. */
@StoryTest
class LeadsByWhatWasToldStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void one_won_at_google_one_without_a_click() {
        clock.set("2026-10-03T10:25:00Z");
        won("list-told", "gclid=list-told-g");
        won("list-bare");
        house.leadReaches("list-young", "MQL", "2026-10-03T09:00:00Z", "gclid=list-young-g");
        house.settles();
    }

    private void won(String lead, String... clicks) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"" + lead + "-d\",\"outcome\":\"won\",\"amount\":1200,\"currency\":\"EUR\"}",
                clicks));
    }

    private String page(String query) {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/leads?" + query)
                .body()
                .replaceAll("\\s+", " ");
    }

    private static String row(String page, String lead) {
        int at = page.indexOf(">" + lead + "</a>");
        assertThat(at).as(lead).isPositive();
        return page.substring(at, page.indexOf("</tr>", at)).replaceAll("<[^>]*>", " ");
    }

    @Test
    void each_lead_says_which_accounts_were_told_of_it() {
        String page = page("");
        assertThat(row(page, "list-told")).contains("Google Ads");
        assertThat(row(page, "list-bare")).contains("nobody").doesNotContain("Google Ads");
    }

    @Test
    void those_that_stand_at_a_stage_are_shown_alone() {
        assertThat(page("stage=WON")).contains("list-told", "list-bare").doesNotContain("list-young");
    }

    @Test
    void won_leads_that_no_platform_was_told_of_are_one_choice() {
        assertThat(page("stage=WON&told=no")).contains("list-bare").doesNotContain("list-told", "list-young");
        assertThat(page("stage=WON&told=yes")).contains("list-told").doesNotContain("list-bare");
    }

    @Test
    void a_win_that_was_not_told_is_not_told_though_an_earlier_stage_was() {
        house.leadReaches("list-half", "MQL", "2026-10-03T08:00:00Z", "gclid=list-half-g");
        house.settles();
        house.genericSends(House.event(
                        "list-half",
                        "Closed Won",
                        "2026-10-03T09:30:00Z",
                        ",\"deal\":{\"id\":\"list-half-d\",\"outcome\":\"won\",\"amount\":7,\"currency\":\"EUR\"}",
                        "gclid=list-half-g")
                .replace("\"adUserData\":\"granted\"", "\"adUserData\":\"denied\""));
        house.settles();
        assertThat(page("stage=WON&told=no")).contains("list-half");
        assertThat(page("told=yes")).as("of any stage").contains("list-half");
    }

    @Test
    void an_account_counts_for_itself() {
        assertThat(page("told=yes:google-ads"))
                .contains("list-told", "list-young")
                .doesNotContain("list-bare");
        assertThat(page("stage=WON&told=no:meta")).contains("list-told", "list-bare");
    }

    @Test
    void it_says_why_an_account_was_not_told_of_each_lead() {
        house.genericSends(House.event(
                        "list-shy",
                        "Closed Won",
                        "2026-10-03T09:30:00Z",
                        ",\"deal\":{\"id\":\"list-shy-d\",\"outcome\":\"won\",\"amount\":7,\"currency\":\"EUR\"}",
                        "gclid=list-shy-g")
                .replace("\"adUserData\":\"granted\"", "\"adUserData\":\"denied\""));
        house.settles();
        String page = page("stage=WON&told=no:google-ads");
        assertThat(page).contains("<th>Why not</th>");
        assertThat(row(page, "list-shy")).contains("did not consent");
        assertThat(row(page, "list-bare")).contains("No ad click of it is known");
        assertThat(page("stage=WON")).doesNotContain("Why not");
    }

    @Test
    void a_month_shows_the_leads_that_came_to_their_stage_in_it() {
        house.genericSends(House.event(
                "list-september",
                "Closed Won",
                "2026-09-30T23:30:00Z",
                ",\"deal\":{\"id\":\"list-september-d\",\"outcome\":\"won\",\"amount\":7,\"currency\":\"EUR\"}"));
        house.settles();
        assertThat(page("stage=WON&since=last-month"))
                .contains("list-september")
                .doesNotContain("list-told");
        assertThat(page("stage=WON&since=this-month")).contains("list-told").doesNotContain("list-september");
        assertThat(page("stage=WON&since=week&told=no:google-ads"))
                .contains("list-september", "list-bare")
                .doesNotContain("list-told");
    }
}
