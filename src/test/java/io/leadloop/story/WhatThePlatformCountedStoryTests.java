package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
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

/** Google is asked what it counted, and what it misses is found without anybody importing a file. */
@StoryTest
class WhatThePlatformCountedStoryTests {

    private static final FakePlatform GOOGLE = new FakePlatform();
    private static final Period JULY = new Period(LocalDate.parse("2026-07-01"), LocalDate.parse("2026-07-31"));

    /** The account says first in which zone its days are. */
    private static final Answer IN_NEW_YORK = Answer.of(
            200, "{\"results\":[{\"customer\":{\"timeZone\":\"America/New_York\",\"currencyCode\":\"EUR\"}}]}");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Comparisons comparisons;

    @Autowired
    LeadFigures facts;

    /** The account keeps the calendar of New York. */
    @DynamicPropertySource
    static void report(DynamicPropertyRegistry registry) {
        registry.add("leadloop.destinations.google-ads.report.base-url", GOOGLE::address);
        registry.add("leadloop.destinations.google-ads.report.developer-token", () -> "dev");
        registry.add("leadloop.quality.zones.google-ads", () -> "America/New_York");
    }

    @BeforeEach
    void three_leads_qualified_in_the_night_of_the_first_of_july() {
        clock.set("2026-07-02T10:00:00Z");
        for (int i = 0; i < 3; i++) {
            house.genericSends(House.event("jul" + i, "MQL", "2026-07-02T03:00:00Z", "", "gclid=jul" + i + "-g")
                    .replace("2026-10-01T08:00:00Z", "2026-06-30T08:00:00Z"));
        }
        house.settles();
        facts.catchUp();
        clock.set("2026-07-20T10:00:00Z");
    }

    @AfterEach
    void nothing_was_reported() {
        house.sql("delete from leadloop.platform_report");
        house.sql("delete from leadloop.platform_report_fetch");
        house.sql("delete from leadloop.ad_cost where origin = 'API'");
    }

    private List<Comparison> byConversion() {
        return comparisons.of(JULY).stream()
                .filter(it -> it.basis() == Basis.CONVERSION)
                .toList();
    }

    @Test
    void what_it_counted_stands_beside_ours_by_the_accounts_own_day() {
        GOOGLE.answers(
                IN_NEW_YORK,
                Answer.of(
                        200,
                        "{\"results\":[{\"customer\":{\"currencyCode\":\"EUR\"},\"segments\":{\"date\":\"2026-07-01\","
                                + "\"conversionAction\":\"customers/1/conversionActions/1001\"},"
                                + "\"metrics\":{\"allConversionsByConversionDate\":2}}]}"),
                Answer.of(
                        200,
                        "{\"results\":[{\"customer\":{\"currencyCode\":\"EUR\"},\"campaign\":{\"name\":\"Brand\"},"
                                + "\"segments\":{\"date\":\"2026-07-01\"},\"metrics\":{\"costMicros\":\"12500000\"}}]}"));
        house.administratorPosts("/api/quality/platform-reports/fetch");
        assertThat(byConversion()).singleElement().satisfies(it -> {
            assertThat(it.day()).isEqualTo("2026-07-01");
            assertThat(it.told()).isEqualTo(3);
            assertThat(it.unexplained()).isEqualByComparingTo("1");
        });
        assertThat(house.texts("select campaign || ' ' || day || ' ' || amount || ' ' || origin from leadloop.ad_cost"
                        + " where platform = 'google-ads' and origin = 'API'"))
                .containsExactly("Brand 2026-07-01 12.5000 API");
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/reconciliation?days=30").body())
                .contains("told 1 numbers", "Ask the platforms now", "1 is missing without an explanation");
        assertThat(admin.get("/ops/audit").body()).contains("asked, 1 numbers and 1 costs came");
    }

    @Test
    void a_day_on_which_it_counted_nothing_is_a_loss_too() {
        GOOGLE.answers(IN_NEW_YORK, Answer.of(200, "{\"results\":[]}"), Answer.of(200, "{\"results\":[]}"));
        house.administratorPosts("/api/quality/platform-reports/fetch");
        assertThat(byConversion())
                .singleElement()
                .satisfies(it -> assertThat(it.unexplained()).isEqualByComparingTo("3"));
    }

    private static Answer counted(String day, int conversions, int value, String currency) {
        return Answer.of(
                200,
                "{\"results\":[{\"customer\":{\"currencyCode\":\"" + currency + "\"},\"segments\":{\"date\":\"" + day
                        + "\",\"conversionAction\":\"customers/1/conversionActions/1001\"},"
                        + "\"metrics\":{\"allConversionsByConversionDate\":" + conversions
                        + ",\"allConversionsValueByConversionDate\":" + value + "}}]}");
    }

    private static Answer cost(String campaign, String micros) {
        return Answer.of(
                200,
                "{\"results\":[{\"customer\":{\"currencyCode\":\"EUR\"},\"campaign\":{\"name\":\"" + campaign
                        + "\"},\"segments\":{\"date\":\"2026-07-01\"},\"metrics\":{\"costMicros\":\"" + micros
                        + "\"}}]}");
    }

    private List<String> stored() {
        return house.texts(
                "select day || ' ' || trim_scale(conversions) || ' ' || coalesce(trim_scale(amount) || currency, '-')"
                        + " from leadloop.platform_report where destination = 'google-ads' and basis = 'CONVERSION'"
                        + " and (conversions > 0 or day = '2026-07-01') and action = 'mql' order by 1");
    }

    /** Google counts late and corrects itself: what it says today of a day is what counts of that day. */
    @Test
    void what_it_says_later_of_a_past_day_replaces_what_it_said_of_it() {
        GOOGLE.answers(IN_NEW_YORK, counted("2026-07-01", 2, 80, "EUR"), cost("Brand", "12500000"));
        house.administratorPosts("/api/quality/platform-reports/fetch");
        assertThat(stored()).containsExactly("2026-07-01 2 80EUR");
        clock.set("2026-07-21T10:00:00Z");
        GOOGLE.answers(IN_NEW_YORK, counted("2026-07-01", 3, 95, "USD"), cost("Renamed", "11000000"));
        house.administratorPosts("/api/quality/platform-reports/fetch");
        assertThat(stored()).containsExactly("2026-07-01 3 95USD");
        assertThat(byConversion())
                .singleElement()
                .satisfies(it -> assertThat(it.unexplained()).isZero());
        assertThat(house.texts("select campaign || ' ' || trim_scale(amount) from leadloop.ad_cost"
                        + " where platform = 'google-ads' and origin = 'API'"))
                .containsExactly("Renamed 11");
        GOOGLE.answers(IN_NEW_YORK, counted("2026-07-02", 3, 95, "EUR"), Answer.of(200, "{\"results\":[]}"));
        house.administratorPosts("/api/quality/platform-reports/fetch");
        assertThat(stored()).containsExactly("2026-07-01 0 -", "2026-07-02 3 95EUR");
        assertThat(house.count(
                        "select count(*) from leadloop.ad_cost where platform = 'google-ads' and origin = 'API'"))
                .isZero();
    }

    @Test
    void a_refusal_is_said_on_the_page_and_changes_nothing() {
        GOOGLE.answers(Answer.of(
                403,
                "{\"error\":{\"details\":[{\"errors\":[{\"errorCode\":"
                        + "{\"authorizationError\":\"USER_PERMISSION_DENIED\"}}]}]}}"));
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(AskedReports.pressed(admin, clock)).contains("USER_PERMISSION_DENIED", "set login-customer-id");
        assertThat(comparisons.of(JULY)).isEmpty();
    }
}
