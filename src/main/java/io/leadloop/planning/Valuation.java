package io.leadloop.planning;

import io.leadloop.conversion.CurrencyConversion;
import io.leadloop.conversion.FxRates;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.PlannedAction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a conversion is worth to a platform: by the plan's rule, in the account's currency where one is configured. */
@Component
class Valuation {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FxRates rates;
    private final Destinations accounts;
    private final ExpectedValues expected;
    private final LeadSegments segments;

    Valuation(FxRates rates, Destinations accounts, ExpectedValues expected, LeadSegments segments) {
        this.rates = rates;
        this.accounts = accounts;
        this.expected = expected;
        this.segments = segments;
    }

    /**
     * @param value null when the plan reports none, or when it is refused
     * @param currencyConversion null where the value stayed in the CRM's currency
     * @param rule how it came about, for a person to read
     */
    record Value(
            @Nullable Money value,
            @Nullable CurrencyConversion currencyConversion,
            String rule,
            @Nullable Refusal refusal) {}

    Value of(StageReached reached, PlannedAction action) {
        String rule = action.ruleInWords();
        return switch (action.valueRule()) {
            case NONE -> new Value(null, null, rule, null);
            case FIXED -> inAccountCurrency(reached, action, action.fixed(), Refusal.NO_VALUE);
            case DEAL_AMOUNT ->
                noted(inAccountCurrency(reached, action, reached.dealValue().amount(), Refusal.NO_VALUE), reached);
            case SHARE ->
                noted(
                        inAccountCurrency(
                                reached, action, share(reached.dealValue().amount(), action), Refusal.NO_VALUE),
                        reached);
            case EXPECTED -> expected(reached, action);
            case MARGIN ->
                noted(inAccountCurrency(reached, action, reached.dealValue().margin(), Refusal.NO_MARGIN), reached);
        };
    }

    /** The value of now with what it is by; it stays on the row whatever becomes of it later. */
    private Value expected(StageReached reached, PlannedAction action) {
        String stage = reached.stage().id();
        ExpectedValue known = expected.currency(stage)
                .flatMap(it -> expected.of(stage, segments.of(reached, it)))
                .orElse(null);
        if (known == null) {
            return new Value(null, null, action.ruleInWords(), Refusal.NO_EXPECTED_VALUE);
        }
        Value value = inAccountCurrency(reached, action, known.money(), Refusal.NO_EXPECTED_VALUE);
        return new Value(
                value.value(), value.currencyConversion(), value.rule() + " " + known.words(), value.refusal());
    }

    /** Says on the row what was done to the CRM's numbers before. */
    private static Value noted(Value value, StageReached reached) {
        String note = reached.dealValue().note();
        return note == null
                ? value
                : new Value(value.value(), value.currencyConversion(), value.rule() + ", " + note, value.refusal());
    }

    private static @Nullable Money share(@Nullable Money amount, PlannedAction action) {
        BigDecimal percent = action.share();
        return amount == null || percent == null
                ? null
                : Money.rounded(
                        amount.amount().multiply(percent).divide(HUNDRED),
                        amount.currency().getCurrencyCode());
    }

    private Value inAccountCurrency(StageReached reached, PlannedAction action, @Nullable Money money, Refusal ifNone) {
        String rule = action.ruleInWords();
        if (money == null) {
            return new Value(null, null, rule, ifNone);
        }
        Currency account = accounts.settingsOf(action.destination()).accountCurrency();
        if (account == null || account.equals(money.currency())) {
            return new Value(money, null, rule, null);
        }
        LocalDate day = LocalDate.ofInstant(reached.occurredAt(), ZoneOffset.UTC);
        Optional<FxRates.Rate> found = rates.find(money.currency(), account, day);
        if (found.isEmpty()) {
            return new Value(null, null, rule, Refusal.NO_FX_RATE);
        }
        FxRates.Rate rate = found.get();
        Money value = Money.rounded(money.amount().multiply(rate.rate()), account.getCurrencyCode());
        return new Value(value, new CurrencyConversion(money, rate.rate(), rate.day(), rate.source()), rule, null);
    }
}
