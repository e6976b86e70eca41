package io.leadloop.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.demo.History;
import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A reader compares the pages of figures with each other: one thing has one number, whichever page tells it. */
@StoryTest
@TestPropertySource(properties = "spring.application.name=a-house-of-its-own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SumsOverPagesStoryTests {

    private static final Pattern TOTAL = Pattern.compile("<b[^>]* data-total=\"([^\"]+)\"[^>]*>([^<]*)<");
    private static final Pattern FUNNEL = Pattern.compile("data-funnel=\"([^\"]+)\"[^>]*>([^<]*)<");
    private static final Pattern ROWS =
            Pattern.compile("href=\"(/ops/quality/rows[^\"]+deliveryStatus=REFUSED)\">([0-9,]+)<");
    private static final Pattern TAB = Pattern.compile(
            "href=\"([^\"]+)\"[^>]*>(Quality|Reconciliation|Funnel|Money|Lift tests|Expiring clicks)</a>");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource database;

    @Autowired
    LeadFigures figures;

    private Browser marie;

    @BeforeAll
    void a_year() {
        clock.set("2026-09-30T12:00:00Z");
        HistoryRows.write(new History(1_000, clock.instant(), 7), database);
        figures.catchUp();
        marie = Browser.signedIn(house, "admin", House.PASSWORD);
    }

    private Map<String, String> totals(String page) {
        return found(TOTAL, marie.get(page).body());
    }

    private static Map<String, String> found(Pattern pattern, String page) {
        Map<String, String> found = new TreeMap<>();
        Matcher it = pattern.matcher(page);
        while (it.find()) {
            found.put(it.group(1), it.group(2));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days=365",
                "days=30",
                "from=2026-03-01&until=2026-05-31",
                "days=365&destination=google-ads",
                "days=365&source=salesforce",
                "days=365&campaign=brand",
                "days=365&destination=meta&source=generic"
            })
    void what_was_told_is_the_same_on_quality_and_reconciliation(String chosen) {
        Map<String, String> quality = totals("/ops/quality?" + chosen);
        Map<String, String> reconciliation = totals("/ops/reconciliation?" + chosen);
        assertThat(quality.get("accepted")).isNotBlank().isNotEqualTo("0");
        assertThat(reconciliation).containsEntry("ACCEPTED", quality.get("accepted"));
        assertThat(reconciliation.getOrDefault("REFUSED", "0")).isEqualTo(quality.get("refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days=365",
                "days=30",
                "from=2026-03-01&until=2026-05-31",
                "days=365&destination=google-ads",
                "days=365&source=salesforce",
                "days=365&campaign=brand"
            })
    void leads_and_revenue_are_the_same_on_funnel_and_money_by_whatever_they_are_grouped(String chosen) {
        Map<String, String> first = totals("/ops/funnel?" + chosen);
        assertThat(first.get("leads")).isNotBlank().isNotEqualTo("0");
        Map<String, String> drawn =
                found(FUNNEL, marie.get("/ops/funnel?" + chosen).body());
        assertThat(drawn).containsEntry("Leads", first.get("leads")).hasSizeGreaterThan(3);
        drawn.forEach((stage, many) -> assertThat(first.getOrDefault(stage, first.get("leads")))
                .as("the drawn " + stage)
                .isEqualTo(many));
        assertThat(totals("/ops/geo?" + chosen)).as("lift tests").isEqualTo(first);
        for (String by : List.of("platform", "campaign", "source", "country", "landing_page", "click_week")) {
            assertThat(totals("/ops/funnel?" + chosen + "&by=" + by)).as(by).isEqualTo(first);
            assertThat(totals("/ops/money?" + chosen + "&by=" + by))
                    .as(by)
                    .containsEntry("revenue", first.get("revenue"));
        }
    }

    @Test
    void costs_are_the_same_by_platform_campaign_and_week() {
        String cost = totals("/ops/money?days=365&by=platform").get("cost");
        assertThat(cost).endsWith("EUR");
        for (String by : List.of("channel", "campaign", "click_week")) {
            assertThat(totals("/ops/money?days=365&by=" + by)).as(by).containsEntry("cost", cost);
        }
        assertThat(totals("/ops/money?days=365&by=campaign&campaign=brand").get("cost"))
                .isEqualTo(
                        totals("/ops/money?days=365&by=platform&campaign=brand").get("cost"))
                .isNotEqualTo(cost);
    }

    @Test
    void a_file_for_lift_tests_has_every_day_of_every_country_and_the_sums_of_the_funnel() {
        String time = "from=2026-03-01&until=2026-05-31";
        List<String> lines =
                marie.get("/ops/quality/export/geo.csv?" + time).body().lines().toList();
        List<String> columns = List.of(lines.get(0).split(","));
        assertThat(columns)
                .startsWith("date", "location", "leads", "mql", "sql")
                .endsWith("won", "revenue", "unpriced", "currency");
        List<String[]> rows =
                lines.stream().skip(1).map(it -> it.split(",", -1)).toList();
        List<String> locations = rows.stream().map(it -> it[1]).distinct().toList();
        assertThat(locations).contains("de").endsWith("unknown");
        assertThat(rows).hasSize(92 * locations.size());
        assertThat(rows.stream().map(it -> it[0] + it[1])).doesNotHaveDuplicates();
        assertThat(rows).allMatch(it -> it.length == columns.size());
        Map<String, String> funnel = totals("/ops/funnel?" + time);
        Map.of("leads", "leads", "mql", "MQL", "sql", "SQL", "won", "Closed won")
                .forEach((column, name) -> assertThat(rows.stream()
                                .mapToLong(it -> Long.parseLong(it[columns.indexOf(column)]))
                                .sum())
                        .as(column)
                        .isEqualTo(number(funnel.get(name))));
        BigDecimal revenue = rows.stream()
                .map(it -> new BigDecimal(it[columns.indexOf("revenue")]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat("%,.0f EUR".formatted(revenue)).isEqualTo(funnel.get("revenue"));
    }

    @Test
    void a_file_for_lift_tests_may_leave_out_leads_without_a_country_and_the_page_says_how_many_they_are() {
        String time = "from=2026-03-01&until=2026-05-31";
        String file = "/ops/quality/export/geo.csv?" + time;
        long unknown = marie.get(file)
                .body()
                .lines()
                .filter(it -> it.contains(",unknown,"))
                .mapToLong(it -> Long.parseLong(it.split(",")[2]))
                .sum();
        assertThat(unknown).isPositive();
        assertThat(marie.get(file + "&unknown=false").body()).contains(",de,").doesNotContain("unknown");
        assertThat(marie.get("/ops/geo?" + time).body())
                .contains("<b>" + unknown + "</b> leads have no country", "unknown=false");
    }

    @Test
    void a_lift_test_with_too_few_countries_or_days_is_warned_of() {
        assertThat(marie.get("/ops/geo?days=7").body()).contains("Too few days", "Too few places");
        assertThat(marie.get("/ops/geo?days=90").body())
                .contains("Too few places")
                .doesNotContain("Too few days");
    }

    @Test
    void costs_are_in_a_file_for_lift_tests_where_they_were_told_by_country_and_as_on_money() {
        String time = "from=2026-03-01&until=2026-05-31";
        house.sql("update leadloop.ad_cost set country = case when day < '2026-04-01' then 'DE' else 'IS' end"
                + " where platform = 'google-ads' and campaign <> 'brand'");
        List<String> lines =
                marie.get("/ops/quality/export/geo.csv?" + time).body().lines().toList();
        String page = marie.get("/ops/geo?" + time).body();
        house.sql("update leadloop.ad_cost set country = ''");
        int column = List.of(lines.get(0).split(",")).indexOf("spend_google_ads");
        assertThat(lines.get(0)).containsOnlyOnce("spend_");
        BigDecimal spend = lines.stream()
                .skip(1)
                .map(it -> new BigDecimal(it.split(",", -1)[column]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat("%,.0f EUR".formatted(spend))
                .isEqualTo(totals("/ops/money?by=platform&destination=google-ads&" + time)
                        .get("cost"));
        assertThat(lines).anyMatch(it -> it.startsWith("2026-05-01,is,0,"));
        assertThat(page).contains("of the costs in the file were imported without a country", "Not in the file");
    }

    @Test
    void days_to_come_are_no_days_without_leads() {
        assertThat(marie.get("/ops/quality/export/geo.csv?from=2026-09-28&until=2026-10-31")
                        .body())
                .contains("\n2026-09-30,")
                .doesNotContain("2026-10-01");
        assertThat(marie.get("/ops/geo?from=2026-10-05&until=2026-10-31").statusCode())
                .isEqualTo(200);
    }

    @Test
    void parts_sum_up_to_the_whole() {
        long all = number(totals("/ops/quality?days=365").get("accepted"));
        long bySource = List.of("generic", "salesforce").stream()
                .mapToLong(it ->
                        number(totals("/ops/quality?days=365&source=" + it).get("accepted")))
                .sum();
        assertThat(bySource).isEqualTo(all);
        long leads = number(totals("/ops/funnel?days=365").get("leads"));
        long byCampaign = List.of("brand", "generic", "competitors", "retargeting").stream()
                .mapToLong(it ->
                        number(totals("/ops/funnel?days=365&campaign=" + it).get("leads")))
                .sum();
        assertThat(byCampaign).isPositive().isLessThan(leads);
    }

    @Test
    void behind_a_number_stand_as_many_rows() {
        String page = marie.get("/ops/reconciliation?days=365&source=salesforce&campaign=brand")
                .body();
        Matcher link = ROWS.matcher(page);
        assertThat(link.find()).isTrue();
        String rows = marie.get(link.group(1).replace("&amp;", "&")).body();
        assertThat(rows).contains("<span class=\"count\">" + link.group(2) + "</span>");
    }

    @Test
    void the_choice_goes_along_from_page_to_page() {
        String chosen = "from=2026-03-01&until=2026-05-31&destination=google-ads&source=generic&campaign=brand";
        for (String page : List.of(
                "/ops/quality", "/ops/reconciliation", "/ops/funnel", "/ops/money", "/ops/geo", "/ops/forecast")) {
            Matcher tab = TAB.matcher(marie.get(page + "?" + chosen).body());
            int tabs = 0;
            while (tab.find()) {
                if (!tab.group(1).contains("?")) {
                    // The side bar begins anew.
                    continue;
                }
                tabs++;
                assertThat(tab.group(1).replace("&amp;", "&")).as(page).contains(chosen);
            }
            assertThat(tabs).as(page).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void a_time_that_makes_no_sense_is_refused_in_words() {
        assertThat(marie.get("/ops/funnel?from=2026-05-01&until=2026-03-01").statusCode())
                .isEqualTo(400);
        assertThat(marie.get("/ops/funnel?days=17").body()).contains("aria-current=\"true\"");
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
