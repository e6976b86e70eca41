package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead's page tells its journey, and for each stage and account in one word what became of it. */
@StoryTest
class ALeadsPageStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void nothing_is_held() {
        house.faults("google-ads");
        house.sql("delete from leadloop.destination_pause");
        house.sql("delete from leadloop.action_hold");
    }

    private String page(String lead) {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/leads/" + house.lead("generic", lead).orElseThrow().id())
                .body()
                .replaceAll("\\s+", " ");
    }

    /** A cell of the matrix, without its tags. */
    private static String cell(String page, String stage, String account) {
        Matcher row = Pattern.compile("<th scope=\"row\"><span>" + stage + "</span>.*?</tr>")
                .matcher(page);
        assertThat(row.find()).as("row " + stage).isTrue();
        Matcher cell =
                Pattern.compile("<td data-label=\"" + account + "\">(.*?)</td>").matcher(row.group());
        assertThat(cell.find()).as(stage + " at " + account).isTrue();
        return cell.group(1).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    }

    private void reaches(String lead, String status, String at, String more, String... clicks) {
        house.genericSends(House.event(lead, status, at, more, clicks));
        house.applies();
    }

    @Test
    void the_journey_is_in_the_order_of_the_crms_clock_whatever_came_first() {
        reaches("way-1", "SQL", "2026-10-02T12:00:00Z", "", "gclid=way-1-g");
        reaches("way-1", "MQL", "2026-10-01T12:00:00Z", "", "gclid=way-1-g");
        reaches(
                "way-1",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"way-1-d\",\"outcome\":\"won\",\"amount\":1200,\"currency\":\"EUR\"}",
                "gclid=way-1-g");
        house.settles();
        String page = page("way-1");
        assertThat(page.substring(page.indexOf("class=\"journey\""), page.indexOf("class=\"table matrix")))
                .containsSubsequence(
                        "Ad click (gclid)",
                        "2026-10-01 08:00 UTC",
                        "MQL",
                        "2026-10-01 12:00 UTC",
                        "told late",
                        "SQL",
                        "2026-10-02 12:00 UTC",
                        "Closed won",
                        "1,200.00 EUR",
                        "2026-10-03 09:00 UTC",
                        "deal way-1-d");
    }

    @Test
    void a_cell_says_accepted_and_leads_to_its_attempts() {
        reaches("way-2", "MQL", "2026-10-03T09:00:00Z", "", "gclid=way-2-g");
        house.settles();
        Conversion told = house.conversion("way-2", "MQL", "google-ads");
        String page = page("way-2");
        assertThat(cell(page, "MQL", "Google Ads")).isEqualTo("accepted");
        assertThat(page).contains("href=\"#c-" + told.id() + "\"", "id=\"c-" + told.id() + "\"", "Attempt 1");
        assertThat(page).containsPattern("Not told, because the lead has no click of theirs: [^<]*Meta");
    }

    @Test
    void a_cell_that_waits_says_until_when_or_what_holds_it() {
        reaches("way-3", "MQL", "2026-10-03T09:00:00Z", "", "gclid=way-3-g");
        assertThat(cell(page("way-3"), "MQL", "Google Ads")).isEqualTo("waiting");
        house.sql("insert into leadloop.action_hold (destination, action, message, since, probe_at) values"
                + " ('google-ads', 'mql', 'No such action.', '2026-10-03T10:00:00Z', '2026-10-03T11:00:00Z')");
        String held = page("way-3");
        assertThat(cell(held, "MQL", "Google Ads")).isEqualTo("waiting action held");
        assertThat(held).contains("It waits because the account refuses the action mql: No such action.");
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since)"
                + " values ('google-ads', 'BLOCKED', 'The token has expired.', '2026-10-03T10:00:00Z')");
        assertThat(cell(page("way-3"), "MQL", "Google Ads")).isEqualTo("waiting account held");
        house.sql("delete from leadloop.destination_pause");
        house.sql("delete from leadloop.action_hold");
        house.sql("update leadloop.conversion set not_before = '2026-10-04T08:00:00Z' where state = 'PLANNED'");
        assertThat(cell(page("way-3"), "MQL", "Google Ads")).isEqualTo("waiting until 2026-10-04 08:00 UTC");
    }

    @Test
    void a_cell_says_refused_by_the_platform_and_not_sent_by_our_rules_in_two_words() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"way-4-g\"}");
        reaches("way-4", "MQL", "2026-10-03T09:00:00Z", "", "gclid=way-4-g");
        house.settles();
        assertThat(cell(page("way-4"), "MQL", "Google Ads")).isEqualTo("refused needs you");
        house.genericSends(House.event("way-5", "MQL", "2026-10-03T09:00:00Z", "", "gclid=way-5-g")
                .replace("\"adUserData\":\"granted\"", "\"adUserData\":\"denied\""));
        house.settles();
        assertThat(cell(page("way-5"), "MQL", "Google Ads")).startsWith("not sent The person did not consent");
    }

    @Test
    void what_was_told_and_taken_back_stands_in_the_same_cell_and_on_the_journey() {
        String deal = ",\"deal\":{\"id\":\"way-6-d\",\"outcome\":\"%s\",\"amount\":%d,\"currency\":\"EUR\"}";
        reaches("way-6", "Closed Won", "2026-10-02T09:00:00Z", deal.formatted("won", 1200), "gclid=way-6-g");
        house.settles();
        reaches("way-6", "Closed Won", "2026-10-03T09:00:00Z", deal.formatted("won", 900), "gclid=way-6-g");
        house.settles();
        String page = page("way-6");
        assertThat(cell(page, "Closed won", "Google Ads"))
                .startsWith("accepted")
                .contains("then changed: ");
        assertThat(page).containsSubsequence("class=\"journey\"", "Changed at Google Ads", "900.00 EUR");
    }

    @Test
    void accounts_that_nobody_connected_are_silent_in_the_matrix() {
        reaches("way-7", "MQL", "2026-10-03T09:00:00Z", "", "gclid=way-7-g");
        house.settles();
        String page = page("way-7");
        String matrix = page.substring(page.indexOf("class=\"table matrix"), page.indexOf("id=\"clicks\""));
        assertThat(matrix).doesNotContain("not configured");
    }
}
