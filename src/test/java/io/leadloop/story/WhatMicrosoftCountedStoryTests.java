package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.microsoftads.FakeMicrosoftReporting;
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

/**
 * Microsoft is asked what it counted and what its ads cost, by the days of the clicks; what it misses is found, late
 * conversions change days of the past, and a sign-in that was revoked is said.
 */
@StoryTest
class WhatMicrosoftCountedStoryTests {

    private static final FakeMicrosoftReporting MICROSOFT = new FakeMicrosoftReporting("demo-developer-token");
    private static final Period JULY = new Period(LocalDate.parse("2026-07-01"), LocalDate.parse("2026-07-31"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Comparisons comparisons;

    @Autowired
    LeadFigures facts;

    @DynamicPropertySource
    static void report(DynamicPropertyRegistry registry) {
        registry.add("leadloop.destinations.microsoft-ads.report.enabled", () -> "true");
        registry.add("leadloop.destinations.microsoft-ads.report.base-url", MICROSOFT::address);
        registry.add("leadloop.destinations.microsoft-ads.report.account-url", MICROSOFT::address);
    }

    @BeforeEach
    void three_leads_that_clicked_on_the_first_of_july_qualified_on_the_fifth() {
        MICROSOFT.forgets();
        clock.set("2026-07-05T10:00:00Z");
        for (int i = 0; i < 3; i++) {
            String click = "msclkid=0123456789abcdef0123456789abcde" + i;
            house.genericSends(House.event("ms" + i, "MQL", "2026-07-05T09:00:00Z", "", click)
                    .replace("2026-10-01T08:00:00Z", "2026-07-01T23:30:00Z"));
        }
        house.settles();
        facts.catchUp();
    }

    @AfterEach
    void nothing_was_reported() {
        house.sql("delete from leadloop.platform_report");
        house.sql("delete from leadloop.platform_report_fetch");
        house.sql("delete from leadloop.ad_cost");
    }

    private void asked(String at) {
        clock.set(at);
        house.administratorPosts("/api/quality/platform-reports/fetch");
    }

    private List<Comparison> compared() {
        return comparisons.of(JULY).stream()
                .filter(it -> it.destination().equals("microsoft-ads"))
                .toList();
    }

    @Test
    void what_it_counted_stands_beside_ours_by_the_day_of_the_click_and_grows_late() {
        MICROSOFT.counted("LeadLoop MQL", "2026-07-01", "1", "40").cost("Brand", "2026-07-01", "12.50");
        asked("2026-07-20T10:00:00Z");
        assertThat(compared()).singleElement().satisfies(it -> {
            assertThat(it.basis()).isEqualTo(Basis.CLICK);
            assertThat(it.day()).isEqualTo("2026-07-01");
            assertThat(it.told()).isEqualTo(3);
            assertThat(it.currency()).isEqualTo("CHF");
            assertThat(it.unexplained()).isEqualByComparingTo("2");
            assertThat(it.isTooYoung())
                    .as("clicks of that day may still bring more")
                    .isTrue();
        });
        MICROSOFT.forgets();
        MICROSOFT.counted("LeadLoop MQL", "2026-07-01", "2", "80").cost("Brand", "2026-07-01", "12.40");
        asked("2026-08-20T10:00:00Z");
        assertThat(compared()).singleElement().satisfies(it -> {
            assertThat(it.unexplained()).isEqualByComparingTo("1");
            assertThat(it.isTooYoung()).isFalse();
        });
        assertThat(house.texts(
                        "select campaign || ' ' || amount || ' ' || currency || ' ' || origin from leadloop.ad_cost"))
                .containsExactly("Brand 12.4000 CHF API");
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/reconciliation?from=2026-07-01&until=2026-07-31")
                        .body())
                .contains("1 is missing without an explanation");
    }

    @Test
    void a_sign_in_that_was_revoked_and_a_report_that_takes_long_are_said_and_change_nothing() {
        MICROSOFT.counted("LeadLoop MQL", "2026-07-01", "3", "0");
        asked("2026-08-20T10:00:00Z");
        for (int i = 0; i < 4; i++) {
            MICROSOFT.answersNext(FakeMicrosoftReporting.fault(109, "AuthenticationTokenExpired"));
        }
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(AskedReports.pressed(admin, clock)).contains("AuthenticationTokenExpired", "Connect with Microsoft");
        assertThat(compared())
                .singleElement()
                .satisfies(it -> assertThat(it.unexplained()).isZero());
    }
}
