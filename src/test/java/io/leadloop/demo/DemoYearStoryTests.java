package io.leadloop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.Destinations;
import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Somebody who tries LeadLoop loads a made-up year, looks at it, and takes it out again. */
@StoryTest
class DemoYearStoryTests {

    private static final int LEADS = 150;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    DemoYear year;

    @Autowired
    DemoYearWork work;

    @Autowired
    DemoYearRows rows;

    @Autowired
    Destinations destinations;

    @Autowired
    LeadFigures figures;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nothing_made_up_is_here() {
        clock.set("2026-10-03T10:25:00Z");
        if (year.progress().isPresent()) {
            year.progress().filter(it -> it.state() != DemoYear.State.REMOVING).ifPresent(it -> year.remove());
            works();
        }
    }

    private void works() {
        for (int i = 0;
                i < 100 && year.progress().map(DemoYear.Progress::isRunning).orElse(false);
                i++) {
            while (work.step()) {
                assertThat(year.progress()).isPresent();
            }
            house.settles();
        }
    }

    private void loaded(String run) {
        year.load("admin", LEADS, run);
        works();
        assertThat(year.progress())
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(DemoYear.State.READY));
    }

    private long count(String sql) {
        return jdbc.sql("select count(*) from leadloop." + sql)
                .query(Long.class)
                .single();
    }

    @Test
    void its_leads_come_through_the_inbox_and_are_told_where_platforms_still_take_them() {
        loaded("000000a1");

        assertThat(count("lead where source = 'demo-year'")).isEqualTo(LEADS);
        assertThat(count("inbox_message where source = 'demo-year' and state = 'PROCESSED'"))
                .isEqualTo(count("inbox_message where source = 'demo-year'"))
                .isEqualTo(new DemoEvents("00000000").of(history()).size());
        String theirs = "v_conversion where source = 'demo-year' and ";
        assertThat(count(theirs + "state = 'ACCEPTED' and clicked_at > timestamptz '2026-10-03' - interval '90 days'"))
                .as("what is young enough")
                .isPositive();
        assertThat(count(theirs + "state = 'ACCEPTED' and destination = 'google-ads'"
                        + " and clicked_at < timestamptz '2026-10-03T10:25:00Z' - interval '90 days'"))
                .as("history is not told as if it were new")
                .isZero();
        assertThat(count(theirs + "state = 'REFUSED' and reason in ('CLICK_TOO_OLD', 'EVENT_TOO_OLD')"))
                .isGreaterThan(5);
        assertThat(count(theirs + "state = 'REFUSED' and reason = 'CONSENT_DENIED'"))
                .isPositive();
    }

    private History history() {
        DemoYearRows.Row row = rows.find().orElseThrow();
        return new History(LEADS, row.madeUntil(), Long.parseLong(row.run(), 16), DemoYearWork.SHAPE);
    }

    @Test
    void every_page_of_figures_has_something_to_show_and_says_that_it_is_a_demo() {
        loaded("000000a2");
        Browser marie = Browser.signedIn(house, "admin", House.PASSWORD);

        assertThat(marie.get("/").body()).contains("Remove the demo year").doesNotContain("Load a demo year");
        assertThat(marie.get("/ops/leads").body()).contains(">demo</span>");
        assertThat(marie.get("/ops/quality?days=365").body()).contains(">demo</span>", "google-ads");
        assertThat(marie.get("/ops/funnel?days=365&by=campaign").body()).contains("demo: brand");
        assertThat(count("ad_cost where campaign like 'demo: %'")).isEqualTo(365L * 17);
        assertThat(count("demo_report")).isPositive().isEqualTo(count("platform_report"));
    }

    @Test
    void no_platform_counts_what_came_after_the_window_of_its_account() {
        loaded("000000a5");
        jdbc.sql("delete from leadloop.platform_report").update();
        String first = "2026-07-06";
        String mql = "v_conversion where source = 'demo-year' and destination = 'google-ads' and action = 'mql'"
                + " and type = 'CONVERSION' and state = 'ACCEPTED' and occurred_at >= timestamptz '" + first + "'";
        long within = count(mql + " and occurred_at <= clicked_at + interval '2 days'");
        assertThat(within).isPositive().isLessThan(count(mql));
        assertThat(rows.told(LocalDate.parse(first), Map.of("google-ads", Map.of("mql", 2))).stream()
                        .filter(it -> it.action().equals("mql")
                                && it.destination().equals("google-ads")
                                && it.basis().equals("CONVERSION"))
                        .mapToLong(DemoYearRows.Told::conversions)
                        .sum())
                .isEqualTo(within);
    }

    @Test
    void its_removal_leaves_nothing_of_it_and_every_other_lead() {
        house.leadReaches("stays", "MQL", "2026-10-02T09:00:00Z", "gclid=stays-g");
        house.settles();
        figures.catchUp();
        Map<String, Long> before = everyTable();
        loaded("000000a3");
        assertThat(everyTable()).isNotEqualTo(before);

        year.remove();
        works();

        assertThat(year.progress()).isEmpty();
        assertThat(everyTable()).isEqualTo(before);
        assertThat(count("expected_value where value is not null")).isZero();
        assertThat(house.lead("generic", "stays")).isPresent();
    }

    /** How many rows every table has, but for what is estimated anew by a watch, the plan's stages that were ever reported and what the engine counts. */
    private Map<String, Long> everyTable() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("""
                        select schemaname || '.' || relname from pg_stat_user_tables
                        where schemaname in ('leadloop', 'sandbox', 'public') and relname not in ('reported_stage', 'expected_value', 'pipeline_version', 'audit_entry', 'act_ru_meter_log', 'act_ge_property',
                            'spring_session', 'spring_session_attributes')
                        """)
                .query(String.class)
                .list()
                .forEach(it -> counts.put(
                        it,
                        jdbc.sql("select count(*) from " + it).query(Long.class).single()));
        return counts;
    }

    @Test
    void it_is_removed_while_it_is_still_being_loaded() {
        year.load("admin", LEADS, "000000b3");
        work.step();
        house.applies();
        year.remove();
        works();
        assertThat(year.progress()).isEmpty();
        assertThat(count("lead where source = 'demo-year'")).isZero();
        assertThat(count("inbox_message where source = 'demo-year'")).isZero();
    }

    @Test
    void there_is_one_at_most() {
        year.load("admin", LEADS, "000000b1");
        assertThatThrownBy(() -> year.load("admin", LEADS, "000000b2")).hasMessage("There is a demo year already.");
    }

    @Test
    void it_is_never_told_to_an_account_outside_the_sandbox() {
        DemoYear beside = new DemoYear(rows, destinations, new MockEnvironment(), Clock.systemUTC());
        assertThatThrownBy(() -> beside.load("admin", LEADS, "000000b4"))
                .isInstanceOf(DemoYear.NotPossible.class)
                .hasMessageContaining("told to sandbox platforms only")
                .hasMessageContaining("google-ads");
        assertThat(year.progress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/sandbox/meta, true",
        "http://127.0.0.1:8080/sandbox/meta, true",
        "https://graph.facebook.com, false",
        "https://localhost.example.com:80/sandbox/meta, false",
        "'', false"
    })
    void an_account_is_the_sandboxs_by_its_address(String address, boolean isSandbox) {
        assertThat(DemoYear.isSandbox(address)).isEqualTo(isSandbox);
    }

    @Test
    void its_progress_is_seen_and_who_may_only_look_has_no_buttons_that_work() {
        People.join(identity, "vera", "viewers");
        Browser vera = Browser.signedIn(house, "vera", House.PASSWORD);
        assertThat(vera.post("/ops/demo/year", List.of()).statusCode()).isEqualTo(403);

        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/").body()).contains("Load a demo year");
        jdbc.sql(
                        "insert into leadloop.demo_year (run, state, made_until, leads, events, stored, started_by, started_at)"
                                + " values ('0000000a', 'LOADING', now(), 10, 30, 15, 'admin', now())")
                .update();
        assertThat(admin.get("/ops/demo/year").body())
                .contains("is being loaded", "15 of 30 events are applied", "value=\"35\"", "hx-trigger=\"every 1s\"");
        jdbc.sql("delete from leadloop.demo_year").update();
    }

    @Test
    void the_made_up_year_grows_and_its_brand_is_better_than_its_competitors() {
        History made = new History(3_000, clock.instant(), 7, DemoYearWork.SHAPE);
        long young = made.leads.stream()
                .filter(it -> it.cameAt().isAfter(clock.instant().minus(Duration.ofDays(90))))
                .count();
        assertThat(young).isBetween(900L, 1_200L);
        assertThat(share(made, "demo: brand")).isGreaterThan(share(made, "demo: competitors") + 0.15);
        assertThat(made.leads.stream().filter(it -> it.wonAt() != null).count()).isGreaterThan(150);
    }

    private static double share(History made, String campaign) {
        List<Made.Lead> its = made.leads.stream()
                .filter(it -> it.origin() != null && campaign.equals(it.origin().campaign()))
                .toList();
        return (double) its.stream().filter(it -> it.firstAt(10) != null).count() / its.size();
    }
}
