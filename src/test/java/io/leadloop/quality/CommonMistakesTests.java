package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each common mistake, planted alone into figures at which nothing is wrong. */
class CommonMistakesTests {

    private static final int DAYS = 30;
    private static final Instant LONG_AFTER = Instant.parse("2026-10-01T00:00:00Z");

    private final List<Scorecards.Behind> before = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>(List.of(reported("100", LONG_AFTER)));

    private static Comparison reported(String conversions, Instant importedAt) {
        return reported(conversions, importedAt, false);
    }

    private static Comparison reported(String conversions, Instant importedAt, boolean isAsked) {
        return new Comparison(
                "google-ads",
                "sql",
                Basis.CONVERSION,
                LocalDate.parse("2026-08-01"),
                30,
                100,
                0,
                0,
                0,
                null,
                new BigDecimal(conversions),
                null,
                null,
                importedAt,
                isAsked,
                false);
    }

    private static final Mistakes MISTAKES =
            new Mistakes(new PlanNames(id -> id.equals("SQL") ? "Demo planned" : id, id -> id));

    private List<String> found(AnAction... actions) {
        List<Finding> findings =
                MISTAKES.of(Stream.of(actions).map(AnAction::figures).toList(), before, DAYS, comparisons);
        assertThat(findings).allSatisfy(it -> {
            assertThat(it.words()).isNotBlank();
            assertThat(it.cost()).isNotBlank();
            assertThat(it.remedy()).isNotBlank();
        });
        return findings.stream().map(Finding::key).toList();
    }

    @Test
    void a_clean_set_shows_none() {
        before.add(new Scorecards.Behind(List.of("generic", "MQL", "google-ads"), 90, 54));
        assertThat(found(AnAction.mql(), AnAction.sql(), AnAction.won())).isEmpty();
    }

    @Test
    void clicks_or_page_views_that_are_called_conversions() {
        assertThat(found(AnAction.mql().kind("MICRO").role("PRIMARY"), AnAction.won()))
                .containsExactly("micro-primary:generic:MQL:google-ads");
    }

    @Test
    void a_shallow_primary_while_a_deeper_stage_has_the_volume() {
        assertThat(found(AnAction.mql().role("PRIMARY"), AnAction.sql().role("SECONDARY"), AnAction.won()))
                .containsExactly("shallow-primary:generic:MQL:google-ads");
    }

    @Test
    void revenue_without_a_value() {
        assertThat(found(AnAction.sql(), AnAction.won().withValue(15, 10)))
                .containsExactly("no-value:generic:WON:google-ads");
    }

    @Test
    void a_value_without_its_currency_or_rate() {
        assertThat(found(AnAction.sql(), AnAction.won().valueMissing(3)))
                .containsExactly("value-missing:generic:WON:google-ads");
    }

    @Test
    void a_browser_and_a_server_that_tell_the_same_twice() {
        comparisons.set(0, reported("180", LONG_AFTER));
        assertThat(found(AnAction.sql())).containsExactly("doubles:google-ads:sql");
    }

    @Test
    void lead_volume_that_rises_while_quality_falls() {
        before.add(new Scorecards.Behind(List.of("generic", "MQL", "google-ads"), 60, 50));
        assertThat(found(AnAction.mql().leads(100, 20), AnAction.sql()))
                .containsExactly("volume:generic:MQL:google-ads");
    }

    @Test
    void are_told_by_the_names_that_people_know() {
        ActionFigures sql = AnAction.sql().withValue(100, 1).figures();
        assertThat(MISTAKES.of(List.of(sql), before, DAYS, comparisons))
                .singleElement()
                .satisfies(it -> assertThat(it.words()).startsWith("Demo planned at "));
    }

    @Test
    void late_uploads() {
        assertThat(found(AnAction.sql().untilAccepted(Duration.ofHours(50))))
                .containsExactly("late:generic:SQL:google-ads");
        assertThat(found(AnAction.sql().lostToWindows(12))).containsExactly("windows:generic:SQL:google-ads");
    }

    @Test
    void a_platforms_number_that_is_compared_without_its_window() {
        comparisons.set(0, reported("40", Instant.parse("2026-08-02T06:00:00Z")));
        assertThat(found(AnAction.sql())).containsExactly("window:google-ads");
        comparisons.set(0, reported("40", Instant.parse("2026-08-02T06:00:00Z"), true));
        assertThat(found(AnAction.sql())).as("tomorrow it is asked again").isEmpty();
    }

    @Test
    void further_ones_two_primaries_one_value_for_all_and_forms_that_lose_the_click() {
        assertThat(found(AnAction.mql().role("PRIMARY"), AnAction.sql()))
                .containsExactly("two-primaries:generic:google-ads");
        assertThat(found(AnAction.sql().withValue(100, 1))).containsExactly("same-value:generic:SQL:google-ads");
        assertThat(found(AnAction.sql().unmatched(60))).containsExactly("unmatched:generic:SQL:google-ads");
    }

    /** Leads of no ad are refused at ten accounts alike: that is one thing, and the accounts that took nothing are no proof of it. */
    @Test
    void leads_without_a_click_are_told_once_beside_what_all_accounts_took() {
        assertThat(found(
                        AnAction.sql().unmatched(150), AnAction.sql().at("meta").unmatched(150)))
                .containsExactly("unmatched:generic:SQL:google-ads");
        assertThat(found(AnAction.sql().unmatched(45), AnAction.sql().at("meta").unmatched(45)))
                .as("45 of 245 is no more than a fifth")
                .isEmpty();
    }

    private static List<Finding> overTime(String reported) {
        return MISTAKES.doubles(
                List.of(new PeriodComparison("meta", "sql", 7, 30, 100, 0, 0, 10, 5, 0, 0, new BigDecimal(reported))));
    }

    @Test
    void a_tag_that_doubles_is_found_where_only_a_whole_time_can_be_compared() {
        assertThat(overTime("200")).extracting(Finding::key).containsExactly("doubles:meta:sql");
        assertThat(overTime("105")).isEmpty();
    }
}
