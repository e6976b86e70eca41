package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.meta.FakeMetaInsights;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.Finding;
import io.leadloop.quality.Findings;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.PeriodComparison;
import io.leadloop.quality.PeriodComparisons;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Meta is asked what it counted; nobody knows by which day it dates. Five leads qualified in the night of the second of July, UTC,
 * which is the evening of the first in the account's New York. One of them clicked twelve days before, outside of the window.
 */
@StoryTest
class WhatMetaCountedStoryTests {

    private static final FakeMetaInsights META = new FakeMetaInsights();
    private static final Period JULY = new Period(LocalDate.parse("2026-06-25"), LocalDate.parse("2026-07-20"));
    private static final String COLUMN = "offsite_conversion.custom.77";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Comparisons comparisons;

    @Autowired
    PeriodComparisons overTime;

    @Autowired
    Findings findings;

    @Autowired
    LeadFigures facts;

    @DynamicPropertySource
    static void report(DynamicPropertyRegistry registry) {
        registry.add("leadloop.destinations.meta.report.base-url", META::address);
        registry.add("leadloop.destinations.meta.report.ad-account-id", () -> "123");
        registry.add("leadloop.destinations.meta.report.access-token", () -> "report-token");
        registry.add("leadloop.destinations.meta.report.columns.MQL", () -> COLUMN);
    }

    @BeforeEach
    void five_leads_qualified_in_the_night() {
        META.zone = "America/New_York";
        clock.set("2026-07-02T10:00:00Z");
        for (int i = 0; i < 5; i++) {
            String clicked = i == 4 ? "2026-06-20T08:00:00Z" : "2026-07-01T20:00:00Z";
            house.genericSends(House.event("met" + i, "MQL", "2026-07-02T03:00:00Z", "", "fbclid=met" + i + "-f")
                    .replace("2026-10-01T08:00:00Z", clicked));
        }
        house.settles();
        facts.catchUp();
        clock.set("2026-07-20T10:00:00Z");
    }

    @AfterEach
    void nothing_was_reported() {
        META.forget();
        META.api().answersInstead(null);
        house.sql("delete from leadloop.platform_report");
        house.sql("delete from leadloop.platform_report_fetch");
        house.sql("delete from leadloop.ad_cost where origin = 'API'");
    }

    private void fetched() {
        house.administratorPosts("/api/quality/platform-reports/fetch");
    }

    private PeriodComparison whole() {
        List<PeriodComparison> all = overTime.of(JULY);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void no_difference_of_a_day_is_claimed_and_the_whole_time_is_explained() {
        META.counted("2026-07-01", COLUMN, "3", "0");
        fetched();
        assertThat(comparisons.of(JULY)).singleElement().satisfies((Comparison it) -> {
            assertThat(it.day()).isEqualTo("2026-07-01");
            assertThat(it.told()).isEqualTo(5);
            assertThat(it.unexplained()).isNull();
            assertThat(it.words()).contains("a day cannot be compared");
        });
        assertThat(whole().told()).isEqualTo(5);
        assertThat(whole().outsideWindow()).isEqualTo(1);
        assertThat(whole().unexplained()).isEqualByComparingTo("1");
        assertThat(whole().words())
                .contains("1 came more than 7 days after the click")
                .contains("1 is missing without an explanation");
    }

    @Test
    void what_it_adds_to_past_days_and_takes_from_them_is_seen_at_the_next_fetch() {
        META.counted("2026-07-01", COLUMN, "3", "0");
        fetched();
        META.forget();
        META.counted("2026-06-30", COLUMN, "1", "0");
        META.counted("2026-07-02", COLUMN, "3", "0");
        fetched();
        assertThat(whole().reported()).isEqualByComparingTo("4");
        assertThat(whole().unexplained()).isEqualByComparingTo("0");
        assertThat(house.count("select count(*) from leadloop.platform_report where day = '2026-07-01'"
                        + " and destination = 'meta' and conversions = 0"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.platform_report where destination = 'meta'"
                        + " and basis <> 'UNKNOWN'"))
                .isZero();
    }

    /** A column that was taken out, or that two actions share now, must not go on counting as lost. */
    @Test
    void what_it_told_of_an_action_that_it_tells_no_more_is_forgotten_and_a_file_stays() {
        fetched();
        house.sql("insert into leadloop.platform_report (destination, action, day, basis, conversions, imported_at)"
                + " select 'meta', 'SQL', date '2026-07-01', 'UNKNOWN', 0, fetched_at from leadloop.platform_report_fetch"
                + " where destination = 'meta' union all"
                + " select 'meta', 'SQL', date '2026-07-02', 'UNKNOWN', 3, '2026-07-10T00:00:00Z'::timestamptz");
        clock.set("2026-07-21T10:00:00Z");
        fetched();
        assertThat(house.texts(
                        "select day::text from leadloop.platform_report where destination = 'meta' and action = 'SQL'"))
                .containsExactly("2026-07-02");
    }

    @Test
    void a_tag_that_reports_the_same_action_is_found() {
        META.counted("2026-07-01", COLUMN, "11", "0");
        fetched();
        assertThat(whole().words()).contains("6 more than we told: something else reports the same action");
        assertThat(findings.open(JULY)).extracting(Finding::key).contains("doubles:meta:MQL");
    }

    @Test
    void money_needs_no_file_and_the_page_says_what_came_and_what_cannot_be_compared() {
        META.counted("2026-07-01", COLUMN, "4", "0");
        META.spent("2026-07-01", "brand", "120.50");
        META.spent("2026-07-02", "brand", "80");
        fetched();
        assertThat(house.count("select sum(amount * 100)::bigint from leadloop.ad_cost where platform = 'meta'"
                        + " and campaign = 'brand' and origin = 'API' and currency = 'EUR'"))
                .isEqualTo(20050);
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/reconciliation?days=30").body())
                .contains("told 1 numbers and 2 costs of the last 31 days (America/New_York)")
                .contains("Which of its numbers Purchase, SQL is, is not configured")
                .contains("Over the whole time", "by a day that it does not say", "Nothing is missing");
        assertThat(admin.get("/ops/audit").body()).contains("asked, 1 numbers and 2 costs came");
        String csv = house.send(house.asAdministrator("/api/quality/comparison.csv?from=2026-06-25&until=2026-07-20")
                        .GET())
                .body();
        assertThat(csv).contains("2026-07-01,meta,MQL,UNKNOWN,5,1,0,4,4.0000,,false");
    }

    @Test
    void a_used_up_quota_is_said_and_changes_nothing() {
        META.counted("2026-07-01", COLUMN, "4", "0");
        fetched();
        META.api()
                .answersInstead(
                        new Answer(400, "{\"error\":{\"message\":\"x\",\"type\":\"OAuthException\",\"code\":80000}}"));
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(AskedReports.pressed(admin, clock)).contains("code 80000", "quota");
        assertThat(whole().reported()).isEqualByComparingTo("4");
    }
}
