package io.leadloop.pipeline;

import static io.leadloop.pipeline.ShippedPipeline.line;
import static io.leadloop.pipeline.ShippedPipeline.pipeline;
import static io.leadloop.pipeline.ShippedPipeline.withLine;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where lint wants an expected value, and where it forbids one. */
class ExpectedValueLintTests {

    private static Set<String> rules(Pipeline draft, LintContext around) {
        return Lint.look(pipeline(), draft, Map.of(), around).stream()
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    private static Set<String> errors(Pipeline draft) {
        return Lint.look(pipeline(), draft, Map.of(), LintContext.UNKNOWN).stream()
                .filter(Finding::isError)
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    static ExpectedValue known(String stage, boolean told) {
        StageEstimate estimate = new StageEstimate(
                stage,
                Segment.ALL,
                told,
                412,
                told ? 90 : 3,
                BigDecimal.valueOf(23),
                BigDecimal.valueOf(19),
                BigDecimal.valueOf(27),
                BigDecimal.valueOf(4_200),
                null,
                3,
                100,
                null,
                Duration.ofDays(90),
                Duration.ofDays(300),
                "EUR");
        return new ExpectedValue(
                estimate, told ? BigDecimal.valueOf(966) : null, "23 % of 412: 966.00 EUR", Instant.EPOCH);
    }

    static LintContext knowing(ExpectedValue known) {
        return new LintContext(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(known.stage(), known), false);
    }

    private static ReportLine valued(String stage, ConversionRole role, ValueRule value) {
        ReportLine it = line("valued", stage, "meta", "Valued");
        return new ReportLine(
                it.id(), "", stage, it.leads(), "meta", "Valued", role, value, null, null, null, it.match());
    }

    @Test
    void a_primary_without_a_value_is_named_with_the_expected_one_where_it_is_known() {
        Pipeline draft = withLine(valued("CAPTURED", ConversionRole.PRIMARY, ValueRule.NONE));
        assertThat(rules(draft, LintContext.UNKNOWN)).doesNotContain("primary-without-value");
        assertThat(rules(draft, knowing(known("CAPTURED", false)))).doesNotContain("primary-without-value");
        assertThat(Lint.look(pipeline(), draft, Map.of(), knowing(known("CAPTURED", true))))
                .filteredOn(it -> it.rule().equals("primary-without-value"))
                .singleElement()
                .matches(it -> !it.isError())
                .matches(it -> it.fix().contains("966.00 EUR"));
        Pipeline secondary = withLine(valued("CAPTURED", ConversionRole.SECONDARY, ValueRule.NONE));
        assertThat(rules(secondary, knowing(known("CAPTURED", true)))).doesNotContain("primary-without-value");
    }

    @Test
    void an_expected_value_that_nobody_can_tell_yet_is_an_error() {
        Pipeline draft = withLine(valued("CAPTURED", ConversionRole.SECONDARY, ValueRule.EXPECTED));
        assertThat(errors(draft)).contains("expected-value-unknown");
        assertThat(rules(draft, knowing(known("CAPTURED", false)))).contains("expected-value-unknown");
        assertThat(rules(draft, knowing(known("CAPTURED", true)))).doesNotContain("expected-value-unknown");
    }

    @Test
    void a_won_deal_has_a_value_of_its_own() {
        assertThat(errors(withLine(valued("WON", ConversionRole.SECONDARY, ValueRule.EXPECTED))))
                .contains("expected-value-of-a-win")
                .doesNotContain("expected-value-unknown");
    }
}
