package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each common mistake, planted alone into figures at which nothing is wrong. */
class CommonMistakesTests {

    private static final int DAYS = 30;

    private final List<Scorecards.Behind> before = new ArrayList<>();
    private static final Mistakes MISTAKES =
            new Mistakes(new PlanNames(id -> id.equals("SQL") ? "Demo planned" : id, id -> id));

    private List<String> found(AnAction... actions) {
        List<Finding> findings =
                MISTAKES.of(Stream.of(actions).map(AnAction::figures).toList(), before, DAYS);
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
    void lead_volume_that_rises_while_quality_falls() {
        before.add(new Scorecards.Behind(List.of("generic", "MQL", "google-ads"), 60, 50));
        assertThat(found(AnAction.mql().leads(100, 20), AnAction.sql()))
                .containsExactly("volume:generic:MQL:google-ads");
    }

    @Test
    void are_told_by_the_names_that_people_know() {
        ActionFigures sql = AnAction.sql().withValue(100, 1).figures();
        assertThat(MISTAKES.of(List.of(sql), before, DAYS))
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
}
