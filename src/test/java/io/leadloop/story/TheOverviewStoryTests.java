package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** The first page says what the last 30 days came to, what needs somebody, and what happened last. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheOverviewStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFigures figures;

    private Browser admin;
    private boolean made;

    @BeforeEach
    void leads_of_two_months() {
        clock.set("2026-10-03T10:25:00Z");
        if (!made) {
            made = true;
            // Before: one lead. Now: six, of which two are won; of one win and one MQL nothing was told for want of
            // consent.
            lead("over-before", "MQL", "2026-08-20T09:00:00Z", "");
            lead("over-mql", "MQL", "2026-10-02T09:00:00Z", "");
            lead("over-sql", "SQL", "2026-10-02T09:30:00Z", "");
            lead("over-won", "MQL", "2026-10-02T10:00:00Z", "");
            lead("over-won", "Closed Won", "2026-10-02T16:00:00Z", deal("over-won", "4200.50"));
            house.genericSends(House.event("over-denied", "MQL", "2026-10-02T11:00:00Z", "", "gclid=over-denied-g")
                    .replace("\"adUserData\":\"granted\"", "\"adUserData\":\"denied\""));
            house.genericSends(House.event(
                            "over-shy",
                            "Closed Won",
                            "2026-10-02T12:00:00Z",
                            deal("over-shy", "999.50"),
                            "gclid=over-shy-g")
                    .replace("\"adUserData\":\"granted\"", "\"adUserData\":\"denied\""));
            house.settles();
            house.leadReaches("over-anna", "SQL", "2026-10-03T10:20:00Z", "gclid=over-anna-g");
            house.applies();
            clock.pass(Duration.ofSeconds(4));
            house.uploads();
            clock.set("2026-10-03T10:25:00Z");
            figures.catchUp();
        }
        admin = Browser.signedIn(house, "admin", House.PASSWORD);
    }

    private void lead(String lead, String status, String at, String more) {
        // Clicked on the day before, or the platform would hold it.
        house.genericSends(House.event(lead, status, at, more, "gclid=" + lead + "-g")
                .replace(
                        "2026-10-01T08:00:00Z",
                        at.startsWith("2026-08") ? "2026-08-18T08:00:00Z" : "2026-09-20T08:00:00Z"));
        house.applies();
    }

    private static String deal(String id, String amount) {
        return ",\"deal\":{\"id\":\"" + id + "\",\"outcome\":\"won\",\"amount\":" + amount + ",\"currency\":\"EUR\"}";
    }

    private String page() {
        return admin.get("/").body().replaceAll("\\s+", " ");
    }

    private static String tile(String page, String name) {
        Matcher found = Pattern.compile(
                        "<div class=\"tile-name\"><span>" + name + "</span>.*?<div class=\"tile-value\">([^<]*)</div>")
                .matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    private String count(String sql) {
        return Long.toString(house.count(sql));
    }

    @Test
    void tiles_say_what_the_rows_of_the_last_30_days_say() {
        String page = page();
        String since = "'2026-09-04T00:00:00Z'";
        assertThat(tile(page, "Leads"))
                .isEqualTo(count("select count(*) from leadloop.lead where created_at > " + since
                        + " and id in (select lead_id from leadloop.click_id where clicked_at > " + since + ")"))
                .isEqualTo("6");
        assertThat(tile(page, "MQL"))
                .isEqualTo(count("select count(distinct lead_id) from leadloop.stage_change where stage = 'MQL'"
                        + " and occurred_at > " + since))
                .isEqualTo("3");
        assertThat(tile(page, "SQL")).isEqualTo("2");
        assertThat(tile(page, "Closed won")).isEqualTo("2");
        assertThat(tile(page, "Revenue told")).as("one win, told to whoever").isEqualTo("4,201 EUR");
        assertThat(page).as("beside all that was won").contains("of 5,200 EUR won");
        long owed = house.count("select count(*) from leadloop.conversion where occurred_at > " + since
                + " and coalesce(reason, '') <> 'NO_CLICK_ID'");
        long accepted = house.count(
                "select count(*) from leadloop.conversion where state = 'ACCEPTED' and occurred_at > " + since);
        assertThat(accepted).isPositive().isLessThan(owed);
        assertThat(tile(page, "Share accepted")).isEqualTo(100 * accepted / owed + " %");
        assertThat(page).contains(accepted + " of " + owed);
    }

    @Test
    void tiles_have_their_trend_and_their_definition() {
        assertThat(page())
                .contains("The 30 days before: 1", "+500 %", "+200 %", "nothing before")
                .contains("aria-label=\"Wins with the CRM&#39;s time in the time that an account accepted");
    }

    @Test
    void the_median_time_to_accepted_is_that_of_the_rows() {
        String median = house.texts("select to_char(percentile_cont(0.5) within group (order by"
                        + " extract(epoch from settled_at - occurred_at)) / 3600, 'FM999990.0') from leadloop.conversion"
                        + " where state = 'ACCEPTED' and occurred_at > '2026-09-04'")
                .get(0);
        assertThat(tile(page(), "Stage to accepted")).isEqualTo(median + " h");
    }

    @Test
    void the_chart_has_the_stages_of_each_day_as_the_rows_have() {
        assertThat(page())
                .contains("data-from=\"2026-09-04\"", "data-series=\"MQL|SQL|Closed won\"")
                .containsPattern("data-values=\"(0\\|){28}3\\|0;(0\\|){28}1\\|1;(0\\|){28}2\\|0\"")
                .contains("aria-label=\"Stages reached in the last 30 days: MQL 3, SQL 2, Closed won 2\"");
    }

    @Test
    void the_feed_tells_in_words_who_did_what_and_who_was_told_when() {
        assertThat(page().replaceAll("<[^>]*>", "").replaceAll("\\s+", " "))
                .contains("over-anna became SQL, told to Google Ads 4 s later")
                .contains("over-won was won with 4,200.50 EUR, told to Google Ads")
                .contains("over-denied became MQL, not sent to Google Ads: The person did not consent");
    }

    @Test
    void what_needs_somebody_is_listed_by_cause_the_worst_first_each_with_its_link() {
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since)"
                + " values ('meta', 'BLOCKED', 'The token has expired.', '2026-10-03T10:00:00Z')");
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since)"
                + " values ('tiktok', 'OPERATOR', 'Paused by olga.', '2026-10-03T09:00:00Z')");
        house.sql("update leadloop.conversion set state = 'REJECTED', reason = 'BAD & ROW', detail = 'No such click.'"
                + " where stage = 'MQL' and state = 'ACCEPTED'");
        try {
            String page = page();
            assertThat(page)
                    .containsSubsequence(
                            "<strong>Meta</strong>",
                            "takes nothing now",
                            "The token has expired.",
                            "<strong>Google Ads:</strong> <b>3</b>",
                            "refused conversions",
                            "No such click.",
                            "/ops/failures/rows?destination=google-ads&amp;state=REJECTED&amp;reason=BAD%20%26%20ROW",
                            "Not counted, because it goes on by itself or somebody wanted it so:",
                            "<strong>TikTok</strong>",
                            "Paused by olga.")
                    .contains("href=\"/ops/destinations\"");
            assertThat(admin.get("/ops/failures/rows?destination=google-ads&state=REJECTED&reason=BAD%20%26%20ROW")
                            .body())
                    .contains("over-mql", "No such click.");
        } finally {
            house.sql("delete from leadloop.destination_pause");
            house.sql("update leadloop.conversion set state = 'ACCEPTED', reason = null, detail = null"
                    + " where reason = 'BAD & ROW'");
        }
    }

    @Test
    void a_pause_says_who_wanted_it_and_why() {
        admin.post("/ops/destinations/tiktok/pause", List.of(Map.entry("comment", "new pixel until <Monday>")));
        try {
            String why = "Paused by admin: new pixel until &lt;Monday&gt;";
            assertThat(page()).contains("<strong>TikTok</strong>", why);
            assertThat(admin.get("/ops/destinations").body()).contains(why);
            assertThat(admin.get("/ops/audit").body()).contains("new pixel until &lt;Monday&gt;");
        } finally {
            admin.post("/ops/destinations/tiktok/resume", List.of());
        }
    }

    @Test
    void a_forgotten_pause_stands_once_and_no_longer_than_it_lasts() {
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since)"
                + " values ('tiktok', 'OPERATOR', 'Paused by olga', '2026-10-01T09:00:00Z')");
        house.sql("insert into leadloop.alert (id, kind, subject, message, raised_at) values (gen_random_uuid(),"
                + " 'pauseForgotten', 'tiktok', 'tiktok is paused by a person', '2026-10-02T09:00:00Z')");
        try {
            assertThat(page())
                    .containsOnlyOnce("was paused by a person and forgotten")
                    .contains("Paused by olga.", "/ops/destinations#a-tiktok")
                    .doesNotContain("tiktok is paused by a person");
            admin.post("/ops/destinations/tiktok/resume", List.of());
            assertThat(page()).doesNotContain("TikTok</strong>", "paused by a person");
        } finally {
            house.sql("delete from leadloop.destination_pause");
            house.sql("delete from leadloop.alert");
        }
    }

    @Test
    void stuck_leads_that_somebody_acknowledged_are_gone_before_the_next_look() {
        house.sql("insert into leadloop.alert (id, kind, subject, message, raised_at) values (gen_random_uuid(),"
                + " 'stuckLeads', 'all', '7 leads stand longer', '2026-10-03T09:00:00Z')");
        try {
            String page = page();
            assertThat(page).doesNotContain("7 leads stand longer");
            assertThat(admin.get("/ops/failures").body()).doesNotContain("7 leads stand longer");
        } finally {
            house.sql("delete from leadloop.alert");
        }
    }

    @Test
    void the_rows_of_a_cause_have_their_verbs_and_lead_to_their_card() {
        house.sql("update leadloop.conversion set state = 'REJECTED', reason = 'BAD_ROW', detail = 'No such click.'"
                + " where stage = 'MQL' and state = 'ACCEPTED'");
        try {
            String id = house.texts("select id::text from leadloop.conversion where reason = 'BAD_ROW' limit 1")
                    .get(0);
            assertThat(admin.get("/ops/failures/rows?destination=google-ads&state=REJECTED&reason=BAD_ROW")
                            .body())
                    .contains("Send all again", ">Drop 3<", "#c-" + id + "\"");
        } finally {
            house.sql("update leadloop.conversion set state = 'ACCEPTED', reason = null, detail = null"
                    + " where reason = 'BAD_ROW'");
        }
    }

    @Test
    void what_renews_itself_often_reads_no_figures() {
        assertThat(admin.get("/ops/overview").body())
                .contains("every 3s", "Needs attention", "Newest activity")
                .doesNotContain("tile-value", "<canvas");
        assertThat(admin.get("/ops/overview/figures").body()).contains("every 15s", "tile-value");
    }
}
