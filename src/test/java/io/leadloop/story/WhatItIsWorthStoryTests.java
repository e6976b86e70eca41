package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ops.desk.FiguresDesk;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Imports;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.SevenQuestions;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A small world in August: 20 leads with a Google click reach MQL, 2 without any click, 8 go on to SQL, 3 are won for 100,
 * 200 and 300 EUR. Every figure on the pages is known.
 */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatItIsWorthStoryTests {

    private static final Period AUGUST = new Period(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-08-31"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Scorecards scorecards;

    @Autowired
    DeliveryBreakdowns breakdowns;

    @Autowired
    Comparisons comparisons;

    @Autowired
    Funnels funnels;

    @Autowired
    Forecasts forecasts;

    @Autowired
    Findings findings;

    @Autowired
    LeadFigures facts;

    @Autowired
    Imports imports;

    @Autowired
    FiguresDesk desk;

    private boolean made;

    @BeforeEach
    void august() {
        clock.set("2026-08-20T10:00:00Z");
        if (made) {
            return;
        }
        made = true;
        for (int i = 0; i < 22; i++) {
            reaches("aug" + i, "MQL", "2026-08-18T09:00:00Z", "", i < 20);
        }
        house.settles();
        for (int i = 0; i < 8; i++) {
            reaches("aug" + i, "SQL", "2026-08-19T09:00:00Z", "", true);
        }
        house.settles();
        for (int i = 0; i < 3; i++) {
            String deal = ",\"deal\":{\"id\":\"daug%d\",\"outcome\":\"won\",\"amount\":%d,\"currency\":\"EUR\"}";
            reaches("aug" + i, "Closed Won", "2026-08-20T09:00:00Z", deal.formatted(i, (i + 1) * 100), true);
        }
        house.settles();
        facts.catchUp();
    }

    private void reaches(String lead, String stage, String at, String more, boolean clicked) {
        String[] clicks = clicked ? new String[] {"gclid=" + lead + "-g"} : new String[0];
        house.genericSends(
                House.event(lead, stage, at, more, clicks).replace("2026-10-01T08:00:00Z", "2026-08-10T08:00:00Z"));
    }

    private ActionFigures google(String stage) {
        return scorecards.figures(AUGUST).stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals("google-ads"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_scorecard_counts_what_the_ledger_holds() {
        ActionFigures mql = google("MQL");
        assertThat(mql.rows()).as("none is owed of a lead without a click").isEqualTo(20);
        assertThat(mql.accepted()).isEqualTo(20);
        assertThat(mql.unmatched()).isEqualTo(2);
        assertThat(mql.leads()).isEqualTo(20);
        assertThat(mql.becameDeep()).isEqualTo(8);
        assertThat(mql.becameWon()).isEqualTo(3);
        assertThat(mql.revenue()).isEqualByComparingTo("600");
        assertThat(mql.statuses()).contains("MQL");
        ActionFigures won = google("WON");
        assertThat(won.withValue()).isEqualTo(3);
        assertThat(won.values()).isEqualTo(3);
        assertThat(won.untilAccepted()).hasHours(1);
    }

    @Test
    void the_seven_questions_are_answered() {
        List<Answer> answers = SevenQuestions.answers(google("MQL"), scorecards.figures(AUGUST), 31, id -> id);
        assertThat(answers).hasSize(7);
        assertThat(answers.get(6).figure()).isEqualTo("40 % qualified, 15 % won, 200 EUR over 3 wins");
    }

    @Test
    void the_ladder_adds_up_for_every_day_and_destination() {
        List<DeliveryBreakdown> found = breakdowns.of(AUGUST, null);
        assertThat(found).isNotEmpty().allMatch(DeliveryBreakdown::addsUp);
        DeliveryBreakdown mql = found.stream()
                .filter(it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                .findFirst()
                .orElseThrow();
        assertThat(mql.said()).isEqualTo(22);
        assertThat(mql.accepted()).isEqualTo(20);
        assertThat(mql.on(DeliveryStatus.NOT_THEIRS)).isEqualTo(2);
    }

    @Test
    void a_platform_that_counts_less_is_shown_with_the_difference() throws IOException {
        assertThat(imports.reports(
                                new StringReader(
                                        "destination,action,day,basis,conversions,amount,currency\ngoogle-ads,mql,2026-08-18,CONVERSION,17,,\n"))
                        .rows())
                .isEqualTo(1);
        assertThat(comparisons.of(AUGUST)).singleElement().satisfies(it -> {
            assertThat(it.told()).isEqualTo(20);
            assertThat(it.unexplained()).isEqualByComparingTo("3");
            assertThat(it.isTooYoung()).isTrue();
        });
        house.sql("delete from leadloop.platform_report");
    }

    @Test
    void a_file_with_a_mistake_changes_nothing() throws IOException {
        Imports.Imported imported = imports.costs(new StringReader(
                "platform,campaign,day,amount,currency\nx,c,2026-08-18,10,EUR\nx,c,18.08.2026,10,EUR\n"));
        assertThat(imported.mistakes()).singleElement().asString().startsWith("line 3");
        assertThat(house.count("select count(*) from leadloop.ad_cost where platform = 'x'"))
                .isZero();
    }

    @Test
    void a_cost_told_by_country_takes_the_place_of_the_one_told_as_a_whole_and_back() throws IOException {
        String byCountry = "platform,campaign,day,amount,currency,country\n";
        String costs = "select coalesce(sum(amount), 0)::bigint from leadloop.ad_cost where campaign = 'places'";
        imports.costs(new StringReader("platform,campaign,day,amount,currency\nx,places,2026-08-18,10,EUR\n"));
        clock.set("2026-08-20T11:00:00Z");
        assertThat(imports.costs(
                                new StringReader(
                                        byCountry
                                                + "x,places,2026-08-18,4,EUR,de\nx,places,2026-08-18,5,EUR,FR\nx,places,2026-08-18,2,EUR,\n"))
                        .rows())
                .isEqualTo(3);
        assertThat(house.count(costs)).isEqualTo(11);
        clock.set("2026-08-20T12:00:00Z");
        imports.costs(new StringReader("platform,campaign,day,amount,currency\nx,places,2026-08-18,12,EUR\n"));
        assertThat(house.count(costs)).isEqualTo(12);
        house.sql("delete from leadloop.ad_cost where campaign = 'places'");
        assertThat(imports.costs(new StringReader(byCountry + "x,places,2026-08-18,4,EUR,Germany\n"))
                        .mistakes())
                .containsExactly("line 2: 'Germany' is not an ISO 3166-1 code such as DE");
    }

    @Test
    void the_funnel_sets_volume_beside_quality_money_and_cost() throws IOException {
        imports.costs(
                new StringReader(
                        "platform,campaign,day,amount,currency\ngoogle-ads,brand,2026-08-10,200,EUR\ngoogle-ads,other,2026-08-11,100,EUR\n"));
        FunnelGroup google = funnels.groups(AUGUST, "platform").stream()
                .filter(it -> it.name().equals("google-ads"))
                .findFirst()
                .orElseThrow();
        assertThat(google.leads()).isEqualTo(20);
        assertThat(google.deep()).isEqualTo(8);
        assertThat(google.won()).isEqualTo(3);
        assertThat(google.costOf(google.won())).isEqualByComparingTo("100");
        assertThat(google.roas()).isEqualByComparingTo("2");
    }

    @Test
    void who_brought_figures_or_silenced_a_finding_stands_in_the_audit_log() {
        String costs = "/api/quality/costs";
        String header = "platform,campaign,day,amount,currency\n";
        assertThat(house.send(csv(costs, header + "tiktok,audited,2026-08-10,5,EUR\n"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.send(csv(costs, header + "tiktok,refused,2026-08-10,1e5,EUR\n"))
                        .body())
                .contains("line 2: '1e5' is not a number");
        desk.silence("a-finding", "we know", "sue");
        assertThat(house.send(house.asAdministrator("/api/audit")).body())
                .contains("\"verb\":\"IMPORT\",\"subject\":\"AD_COSTS\"", "1 lines")
                .contains("\"actor\":\"sue\",\"verb\":\"SILENCE\"", "we know");
        assertThat(house.count("select count(*) from leadloop.ad_cost where campaign = 'refused'"))
                .isZero();
        house.sql("delete from leadloop.ad_cost where campaign = 'audited'");
        desk.hearAgain("a-finding", "sue");
    }

    private HttpRequest.Builder csv(String path, String file) {
        return house.asAdministrator(path)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(file));
    }

    @Test
    void clicks_that_die_within_the_week_are_told_before() {
        clock.set("2026-11-04T10:00:00Z");
        assertThat(forecasts.expiring(7))
                .filteredOn(it ->
                        it.destination().equals("google-ads") && it.stage().equals("SQL"))
                .singleElement()
                .satisfies(it -> assertThat(it.leads()).isGreaterThanOrEqualTo(5))
                .satisfies(it -> assertThat(it.first()).isEqualTo("2026-11-08T08:00:00Z"));
    }

    @Test
    void what_came_late_is_found_and_can_be_silenced_with_a_reason() {
        assertThat(findings.open(AUGUST))
                .singleElement()
                .satisfies(it -> assertThat(it.key()).isEqualTo("late:generic:MQL:google-ads"));
        findings.silence("late:generic:MQL:google-ads", "a test told it two days later", "admin");
        assertThat(findings.open(AUGUST)).isEmpty();
        findings.hearAgain("late:generic:MQL:google-ads");
        assertThat(findings.open(AUGUST)).hasSize(1);
    }

    @Test
    void the_figures_can_be_had_as_json_and_csv() {
        assertThat(house.send(house.asAdministrator("/api/quality/scorecard?from=2026-08-01&until=2026-08-31"))
                        .body())
                .contains("\"becameDeep\":8");
        assertThat(house.send(house.asAdministrator("/api/quality/reconciliation.csv?from=2026-08-01&until=2026-08-31"))
                        .body())
                .contains("2026-08-18,MQL,google-ads,mql,22,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,20");
    }
}
