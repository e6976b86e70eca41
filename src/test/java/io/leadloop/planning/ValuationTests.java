package io.leadloop.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.FxRates;
import io.leadloop.conversion.FxRatesCsv;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.PlannedAction;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a conversion is worth: each rule, and the way into the account's currency. */
@StoryTest
class ValuationTests {

    @Autowired
    FxRates rates;

    @Autowired
    ExpectedValues expected;

    @Autowired
    LeadSegments segments;

    @BeforeEach
    void the_ecb_publishes() throws IOException {
        // 2026-10-03 is a Saturday: the rates of Friday hold.
        FxRatesCsv.Read read = FxRatesCsv.read(
                new StringReader("Date,USD,JPY,SEK,\n2026-10-02,1.1000,160.00,N/A,\n2026-10-01,1.2000,161.00,11.00,\n"),
                "ECB",
                LocalDate.parse("2026-10-03"));
        assertThat(read.mistakes()).isEmpty();
        rates.store(read.rates(), Instant.parse("2026-10-02T16:00:00Z"));
    }

    private Valuation.Value value(
            ValueRule rule, @Nullable String account, DealValue dealValue, @Nullable Object argument) {
        PlatformSettings settings = new PlatformSettings(
                true,
                Map.of(
                        "any",
                        new PlatformSettings.Account(
                                null, null, account == null ? null : Currency.getInstance(account), null, null)));
        PlannedAction action = new PlannedAction(
                "any",
                "won",
                ConversionRole.PRIMARY,
                rule,
                argument instanceof Money fixed ? fixed : null,
                argument instanceof BigDecimal share ? share : null,
                Match.CLICK_ID);
        Instant at = Instant.parse("2026-10-03T10:20:30Z");
        Lead lead = new Lead(
                LeadId.next(),
                ExternalId.lead("crm", "L"),
                "WON",
                at,
                "",
                null,
                null,
                null,
                Consent.UNKNOWN,
                HashedContact.NONE);
        Stage stage = new Stage("WON", "Won", StageKind.REVENUE, 30, Duration.ZERO, AdjustmentPolicy.LEAVE);
        return new Valuation(rates, APlatform.all(settings), expected, segments)
                .of(new StageReached(lead, List.of(), stage, "", at, dealValue), action);
    }

    private static Money money(String amount, String currency) {
        return Money.of(new BigDecimal(amount), currency);
    }

    private static DealValue dealValue(String amount, String currency) {
        return new DealValue(money(amount, currency), null);
    }

    @Test
    void the_deals_amount_stays_in_its_currency_where_no_account_currency_is_configured() {
        assertThat(value(ValueRule.DEAL_AMOUNT, null, dealValue("1234.56", "EUR"), null)
                        .value())
                .isEqualTo(money("1234.56", "EUR"));
    }

    @Test
    void a_share_is_a_part_of_the_deal_and_says_so() {
        Valuation.Value value = value(ValueRule.SHARE, null, dealValue("999.99", "EUR"), new BigDecimal("30"));
        assertThat(value.value()).isEqualTo(money("300.00", "EUR"));
        assertThat(value.rule()).isEqualTo("SHARE 30 %");
    }

    @Test
    void yen_are_rounded_to_whole_yen() {
        assertThat(value(ValueRule.SHARE, null, dealValue("1001", "JPY"), new BigDecimal("33.3"))
                        .value())
                .isEqualTo(money("333", "JPY"));
    }

    @Test
    void a_margin_that_the_crm_did_not_tell_is_no_amount() {
        assertThat(value(ValueRule.MARGIN, null, dealValue("1000", "EUR"), null).refusal())
                .isEqualTo(Refusal.NO_MARGIN);
        assertThat(value(ValueRule.MARGIN, null, new DealValue(null, money("250", "EUR")), null)
                        .value())
                .isEqualTo(money("250", "EUR"));
    }

    @Test
    void the_last_rate_before_the_day_brings_it_into_the_accounts_currency_and_stands_on_the_row() {
        Valuation.Value value = value(ValueRule.DEAL_AMOUNT, "USD", dealValue("1000", "EUR"), null);
        assertThat(value.value()).isEqualTo(money("1100", "USD"));
        assertThat(value.currencyConversion().from()).isEqualTo(money("1000", "EUR"));
        assertThat(value.currencyConversion().day()).isEqualTo("2026-10-02");
        assertThat(value.currencyConversion().source()).isEqualTo("ECB");
    }

    @Test
    void a_rate_is_turned_round_and_crossed_over_the_euro() {
        assertThat(value(ValueRule.DEAL_AMOUNT, "EUR", dealValue("1100", "USD"), null)
                        .value())
                .isEqualTo(money("1000", "EUR"));
        assertThat(value(ValueRule.DEAL_AMOUNT, "JPY", dealValue("1100", "USD"), null)
                        .value())
                .isEqualTo(money("160000", "JPY"));
    }

    @Test
    void a_currency_without_a_rate_is_refused_and_not_sent_as_something_else() {
        assertThat(value(ValueRule.DEAL_AMOUNT, "USD", dealValue("1000", "BRL"), null)
                        .refusal())
                .isEqualTo(Refusal.NO_FX_RATE);
    }

    @Test
    void a_day_without_a_rate_takes_the_newest_one_of_the_week() {
        assertThat(value(ValueRule.DEAL_AMOUNT, "SEK", dealValue("100", "EUR"), null)
                        .value())
                .isEqualTo(money("1100", "SEK"));
    }

    /** With nine decimals it would be 0.000037957, and 90,000 million VND ten euros more. */
    @Test
    void a_small_rate_is_kept_with_all_its_decimals() {
        rates.store(
                List.of(new FxRates.Rate(
                        Currency.getInstance("VND"),
                        Currency.getInstance("EUR"),
                        LocalDate.parse("2026-10-02"),
                        new BigDecimal("0.0000379568898"),
                        "ECB")),
                Instant.parse("2026-10-02T16:00:00Z"));
        Valuation.Value value = value(ValueRule.DEAL_AMOUNT, "EUR", dealValue("90000000000", "VND"), null);
        assertThat(value.value()).isEqualTo(money("3416120.08", "EUR"));
        assertThat(value.currencyConversion().rate()).isEqualByComparingTo("0.0000379568898");
    }
}
