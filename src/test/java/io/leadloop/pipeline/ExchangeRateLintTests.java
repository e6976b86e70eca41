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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values in a currency that an account cannot be told are named before they are refused one by one. */
class ExchangeRateLintTests {

    private static final LintContext DOLLARS_ONLY = new LintContext(
            Map.of(
                    "meta",
                    new LintContext.Destination(
                            "meta",
                            "Meta US",
                            "meta",
                            true,
                            false,
                            null,
                            it -> true,
                            it -> it.getCurrencyCode().equals("USD"))),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("SQL", expected("EUR"), "MQL", expected("USD"), "CAPTURED", expected(null)),
            false);

    private static ExpectedValue expected(@Nullable String currency) {
        BigDecimal percent = BigDecimal.TEN;
        StageEstimate estimate = new StageEstimate(
                "any",
                Segment.ALL,
                true,
                400,
                40,
                percent,
                percent,
                percent,
                percent,
                null,
                3,
                100,
                null,
                Duration.ofDays(90),
                Duration.ofDays(300),
                currency);
        return new ExpectedValue(estimate, currency == null ? null : BigDecimal.TEN, "words", Instant.EPOCH);
    }

    private static List<Finding> found(String stage, ValueRule value, @Nullable String currency) {
        ReportLine it = line("valued", stage, "meta", "Valued");
        Pipeline draft = withLine(new ReportLine(
                it.id(),
                "",
                stage,
                it.leads(),
                "meta",
                "Valued",
                ConversionRole.SECONDARY,
                value,
                currency == null ? null : BigDecimal.TEN,
                currency,
                BigDecimal.TEN,
                it.match()));
        return Lint.look(pipeline(), draft, Map.of(), DOLLARS_ONLY).stream()
                .filter(finding -> finding.rule().equals("exchange-rate-missing")
                        && finding.where().contains("Valued"))
                .toList();
    }

    @Test
    void a_fixed_amount_without_a_rate_is_named() {
        assertThat(found("SQL", ValueRule.FIXED, "GBP"))
                .singleElement()
                .matches(it -> !it.isError())
                .matches(it -> it.where().contains("SQL to Meta US as Valued"))
                .matches(it -> it.reason().contains("in GBP, which is not the currency of Meta US"));
        assertThat(found("SQL", ValueRule.FIXED, "USD")).isEmpty();
        assertThat(found("SQL", ValueRule.FIXED, "no currency")).isEmpty();
    }

    @Test
    void an_expected_value_without_a_rate_is_named_by_the_currency_of_its_history() {
        assertThat(found("SQL", ValueRule.EXPECTED, null))
                .singleElement()
                .matches(it -> it.reason().contains("in EUR"));
        assertThat(found("MQL", ValueRule.EXPECTED, null)).isEmpty();
        assertThat(found("CAPTURED", ValueRule.EXPECTED, null)).isEmpty();
    }

    @Test
    void a_value_in_whatever_currency_the_deal_has_is_no_finding() {
        assertThat(found("SQL", ValueRule.DEAL_AMOUNT, "GBP")).isEmpty();
        assertThat(found("SQL", ValueRule.SHARE, "GBP")).isEmpty();
        assertThat(found("SQL", ValueRule.NONE, "GBP")).isEmpty();
    }
}
