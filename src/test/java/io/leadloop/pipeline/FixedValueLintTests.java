package io.leadloop.pipeline;

import static io.leadloop.pipeline.ExpectedValueLintTests.knowing;
import static io.leadloop.pipeline.ExpectedValueLintTests.known;
import static io.leadloop.pipeline.ShippedPipeline.line;
import static io.leadloop.pipeline.ShippedPipeline.pipeline;
import static io.leadloop.pipeline.ShippedPipeline.withLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Amounts that somebody typed: beside those of other stages, and beside what the house's own leads brought. */
class FixedValueLintTests {

    private static ReportLine fixed(String stage, String destination, String amount, String currency) {
        ReportLine it = line(stage + amount, stage, destination, "Fixed");
        return new ReportLine(
                it.id(),
                "",
                stage,
                it.leads(),
                destination,
                "Fixed",
                ConversionRole.PRIMARY,
                ValueRule.FIXED,
                new BigDecimal(amount),
                currency,
                null,
                it.match());
    }

    private static Set<String> rules(Pipeline draft, LintContext around) {
        return Lint.look(pipeline(), draft, Map.of(), around).stream()
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    private static Set<String> rulesOf(ReportLine... lines) {
        return rules(new Pipeline(ShippedPipeline.STAGES, pipeline().statuses(), List.of(lines)), LintContext.UNKNOWN);
    }

    @Test
    void a_later_stage_that_is_worth_less_than_an_earlier_one_at_the_same_account_is_named() {
        ReportLine mql = fixed("MQL", "meta", "500", "EUR");
        assertThat(rulesOf(mql, fixed("SQL", "meta", "150", "EUR"))).contains("value-falls");
        assertThat(rulesOf(fixed("SQL", "meta", "150", "EUR"), mql))
                .as("whatever their order in the plan")
                .contains("value-falls");
        assertThat(rulesOf(mql, fixed("SQL", "meta", "500", "EUR")))
                .as("not less")
                .doesNotContain("value-falls");
        assertThat(rulesOf(mql, fixed("SQL", "meta", "150", "USD")))
                .as("nobody knows the rate of tomorrow")
                .doesNotContain("value-falls");
        assertThat(rulesOf(mql, fixed("SQL", "google-ads", "150", "EUR"))).doesNotContain("value-falls");
        ReportLine observed =
                ShippedPipeline.as(fixed("SQL", "meta", "150", "EUR"), ConversionRole.SECONDARY, ValueRule.FIXED);
        assertThat(rulesOf(mql, observed)).as("bidding learns nothing from it").doesNotContain("value-falls");
    }

    /** The house's own leads say 966 EUR. */
    @Test
    void a_fixed_amount_that_is_more_than_three_times_off_the_own_leads_is_named() {
        LintContext around = knowing(known("CAPTURED", true));
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "321", "EUR")), around))
                .contains("value-far-from-history");
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "322", "EUR")), around))
                .doesNotContain("value-far-from-history");
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "2898", "EUR")), around))
                .doesNotContain("value-far-from-history");
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "2899", "EUR")), around))
                .contains("value-far-from-history");
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "1", "USD")), around))
                .doesNotContain("value-far-from-history");
        assertThat(rules(withLine(fixed("CAPTURED", "meta", "1", "EUR")), knowing(known("CAPTURED", false))))
                .doesNotContain("value-far-from-history");
    }
}
