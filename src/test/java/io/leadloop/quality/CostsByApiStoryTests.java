package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports.Spend;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What ads cost is told by a platform and by a person's file; of one day only one of them speaks. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostsByApiStoryTests {

    private static final LocalDate FIRST = LocalDate.parse("2026-06-01");
    private static final LocalDate LAST = LocalDate.parse("2026-06-03");
    private static final Instant NOW = Instant.parse("2026-06-03T10:00:00Z");

    @Autowired
    House house;

    @Autowired
    AdCosts costs;

    @Autowired
    Imports imports;

    @BeforeEach
    @AfterEach
    void nothing_is_known() {
        house.sql("delete from leadloop.ad_cost where platform in ('pinterest', 'reddit')");
    }

    private static Spend spend(String day, String campaign, String amount) {
        return new Spend(LocalDate.parse(day), campaign, new BigDecimal(amount), "EUR");
    }

    private AdCosts.Stored told(Spend... spend) {
        return costs.replace("pinterest", FIRST, LAST, List.of(spend), NOW);
    }

    private void file(String line) throws IOException {
        assertThat(imports.costs(new StringReader("platform,campaign,day,amount,currency\n" + line + "\n"))
                        .mistakes())
                .isEmpty();
    }

    private long cents(String where) {
        return house.count(
                "select coalesce(sum(amount * 100), 0)::bigint from leadloop.ad_cost where platform = 'pinterest'"
                        + where);
    }

    @Test
    void what_it_tells_again_replaces_what_it_told_of_these_days_and_no_others() {
        costs.replace("pinterest", LAST, LAST, List.of(spend("2026-06-03", "brand", "7")), NOW);
        costs.replace("pinterest", LAST.plusDays(1), LAST.plusDays(1), List.of(spend("2026-06-04", "brand", "9")), NOW);
        assertThat(told(spend("2026-06-01", "brand", "10.50"), spend("2026-06-01", "brand", "1"))
                        .rows())
                .isEqualTo(1);
        assertThat(cents(" and day <= '2026-06-03'")).isEqualTo(1150);
        assertThat(cents(" and day = '2026-06-04'")).isEqualTo(900);
    }

    @Test
    void a_day_of_which_a_file_tells_anything_stays_the_files() throws IOException {
        file("pinterest,Brand campaign,2026-06-02,20,EUR");
        AdCosts.Stored stored = told(spend("2026-06-01", "brand", "10"), spend("2026-06-02", "brand", "21"));
        assertThat(stored).isEqualTo(new AdCosts.Stored(1, 1));
        assertThat(cents("")).isEqualTo(3000);
    }

    @Test
    void a_file_that_comes_later_takes_the_day_from_it_also_under_the_same_campaign() throws IOException {
        told(spend("2026-06-01", "brand", "10"), spend("2026-06-01", "shop", "5"), spend("2026-06-02", "brand", "3"));
        file("pinterest,brand,2026-06-01,12,EUR");
        assertThat(cents(" and day = '2026-06-01'")).isEqualTo(1200);
        assertThat(cents("")).isEqualTo(1500);
        told(spend("2026-06-01", "brand", "99"));
        assertThat(cents(" and day = '2026-06-01'")).isEqualTo(1200);
    }

    @Test
    void another_accounts_costs_are_its_own_matter() throws IOException {
        told(spend("2026-06-01", "brand", "10"));
        file("reddit,brand,2026-06-01,12,EUR");
        assertThat(cents("")).isEqualTo(1000);
    }
}
