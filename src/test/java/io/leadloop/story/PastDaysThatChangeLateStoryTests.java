package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.linkedin.FakeLinkedInAnalytics;
import io.leadloop.destination.pinterest.FakePinterestAnalytics;
import io.leadloop.destination.snapchat.FakeSnapchatStats;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A platform counts late and corrects itself: what it says some days later of a past day is what counts of that day. */
@StoryTest
class PastDaysThatChangeLateStoryTests {

    private static final String FIRST = "2026-07-20T10:00:00Z";
    private static final String LATER = "2026-07-24T10:00:00Z";
    private static final FakeLinkedInAnalytics LINKEDIN = new FakeLinkedInAnalytics();
    private static final FakePinterestAnalytics PINTEREST = new FakePinterestAnalytics(LocalDate.parse("2026-07-24"));
    private static final FakeSnapchatStats SNAPCHAT = new FakeSnapchatStats();

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void reports(DynamicPropertyRegistry registry) {
        String linkedIn = "leadloop.destinations.linkedin.";
        registry.add(linkedIn + "base-url", LINKEDIN::address);
        registry.add(linkedIn + "report.ad-account-id", () -> "55");
        registry.add(linkedIn + "report.access-token", () -> "report-token");
        String pinterest = "leadloop.destinations.pinterest.";
        registry.add(pinterest + "base-url", PINTEREST::address);
        registry.add(pinterest + "report.access-token", () -> "report-token");
        registry.add(pinterest + "report.columns.mql", () -> "TOTAL_CHECKOUT");
        registry.add(pinterest + "report.value-columns.mql", () -> "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR");
        String snapchat = "leadloop.destinations.snapchat.report.";
        registry.add(snapchat + "base-url", SNAPCHAT::address);
        registry.add(snapchat + "token-uri", () -> SNAPCHAT.address() + "/login/oauth2/access_token");
        registry.add(snapchat + "ad-account-id", () -> "acc-1");
        registry.add(snapchat + "client-id", () -> "client");
        registry.add(snapchat + "client-secret", () -> "secret");
        registry.add(snapchat + "refresh-token", () -> "refresh");
        registry.add(snapchat + "columns.mql", () -> "conversion_purchases");
        registry.add(snapchat + "value-columns.mql", () -> "conversion_purchases_value");
    }

    @AfterEach
    void nothing_was_reported() {
        LINKEDIN.forgets();
        PINTEREST.forgets();
        SNAPCHAT.forgets();
        house.sql("delete from leadloop.platform_report");
        house.sql("delete from leadloop.platform_report_fetch");
        house.sql("delete from leadloop.ad_cost where origin = 'API'");
    }

    private void asked(String at) {
        clock.set(at);
        house.administratorPosts("/api/quality/platform-reports/fetch");
    }

    /** Each day on which it counted something, and the first of July. */
    private List<String> counted(String platform) {
        return house.texts(
                "select basis || ' ' || day || ' ' || trim_scale(conversions) || ' ' || coalesce(trim_scale(amount) || currency, '-')"
                        + " from leadloop.platform_report where action = 'mql' and destination = '" + platform
                        + "' and (conversions > 0 or day = '2026-07-01') order by 1");
    }

    private List<String> cost(String platform) {
        return house.texts("select day || ' ' || trim_scale(amount) from leadloop.ad_cost where origin = 'API'"
                + " and platform = '" + platform + "' order by 1");
    }

    @Test
    void at_linkedin_are_replaced() {
        LINKEDIN.counted("2026-07-01", "2001", 2, 2, "80");
        LINKEDIN.spent("2026-07-01", "12.50");
        asked(FIRST);
        assertThat(counted("linkedin")).containsExactly("UNKNOWN 2026-07-01 2 80EUR");
        LINKEDIN.forgets();
        LINKEDIN.counted("2026-07-01", "2001", 3, 3, "95");
        LINKEDIN.spent("2026-07-01", "11");
        asked(LATER);
        assertThat(counted("linkedin")).containsExactly("UNKNOWN 2026-07-01 3 95EUR");
        assertThat(cost("linkedin")).containsExactly("2026-07-01 11");
        LINKEDIN.forgets();
        LINKEDIN.counted("2026-07-02", "2001", 3, 3, "95");
        asked(LATER);
        assertThat(counted("linkedin")).containsExactly("UNKNOWN 2026-07-01 0 -", "UNKNOWN 2026-07-02 3 95EUR");
        assertThat(cost("linkedin")).isEmpty();
    }

    private static void pinterest(String time, String day, int many, long worth) {
        PINTEREST.counted(time, day, "TOTAL_CHECKOUT", many);
        PINTEREST.counted(time, day, "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", worth * 1_000_000);
    }

    @Test
    void at_pinterest_are_replaced_by_the_day_of_the_click_and_by_the_day_of_the_conversion() {
        String click = "TIME_OF_AD_ACTION";
        String conversion = "TIME_OF_CONVERSION";
        pinterest(click, "2026-07-01", 2, 80);
        pinterest(conversion, "2026-07-03", 2, 80);
        PINTEREST.counted(click, "2026-07-01", "SPEND_IN_MICRO_DOLLAR", 12_500_000);
        asked(FIRST);
        assertThat(counted("pinterest"))
                .containsExactly(
                        "CLICK 2026-07-01 2 80EUR", "CONVERSION 2026-07-01 0 -", "CONVERSION 2026-07-03 2 80EUR");
        PINTEREST.forgets();
        pinterest(click, "2026-07-01", 3, 95);
        pinterest(conversion, "2026-07-03", 1, 40);
        pinterest(conversion, "2026-07-22", 2, 55);
        PINTEREST.counted(click, "2026-07-01", "SPEND_IN_MICRO_DOLLAR", 11_000_000);
        asked(LATER);
        assertThat(counted("pinterest"))
                .containsExactly(
                        "CLICK 2026-07-01 3 95EUR",
                        "CONVERSION 2026-07-01 0 -",
                        "CONVERSION 2026-07-03 1 40EUR",
                        "CONVERSION 2026-07-22 2 55EUR");
        assertThat(cost("pinterest")).containsExactly("2026-07-01 11");
        PINTEREST.forgets();
        asked(LATER);
        assertThat(counted("pinterest")).containsExactly("CLICK 2026-07-01 0 -", "CONVERSION 2026-07-01 0 -");
        assertThat(cost("pinterest")).isEmpty();
    }

    private static void snapchat(String time, String day, int many, long worth) {
        SNAPCHAT.counted("c1", day, time, "offline", "conversion_purchases", many);
        SNAPCHAT.counted("c1", day, time, "offline", "conversion_purchases_value", worth * 1_000_000);
    }

    @Test
    void at_snapchat_are_replaced_by_the_day_of_the_swipe_and_by_the_day_of_the_conversion() {
        snapchat("impression", "2026-07-01", 2, 80);
        snapchat("conversion", "2026-07-03", 2, 80);
        SNAPCHAT.spent("c1", "2026-07-01", 12_500_000);
        asked(FIRST);
        assertThat(counted("snapchat"))
                .containsExactly(
                        "CLICK 2026-07-01 2 80USD", "CONVERSION 2026-07-01 0 -", "CONVERSION 2026-07-03 2 80USD");
        SNAPCHAT.forgets();
        snapchat("impression", "2026-07-01", 3, 95);
        snapchat("conversion", "2026-07-03", 1, 40);
        snapchat("conversion", "2026-07-22", 2, 55);
        SNAPCHAT.spent("c1", "2026-07-01", 11_000_000);
        asked(LATER);
        assertThat(counted("snapchat"))
                .containsExactly(
                        "CLICK 2026-07-01 3 95USD",
                        "CONVERSION 2026-07-01 0 -",
                        "CONVERSION 2026-07-03 1 40USD",
                        "CONVERSION 2026-07-22 2 55USD");
        assertThat(cost("snapchat")).containsExactly("2026-07-01 11");
        SNAPCHAT.forgets();
        asked(LATER);
        assertThat(counted("snapchat")).containsExactly("CLICK 2026-07-01 0 -", "CONVERSION 2026-07-01 0 -");
        assertThat(cost("snapchat")).isEmpty();
    }
}
