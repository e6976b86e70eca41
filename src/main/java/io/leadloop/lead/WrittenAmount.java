package io.leadloop.lead;

import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number that stood in the place of an amount, with all its decimals.
 *
 * @param currencies ISO 4217 codes for which the sign beside it may stand; empty where there was none
 */
public record WrittenAmount(BigDecimal number, Set<String> currencies) {

    /**
     * The money that is meant.
     *
     * @param known the currency that another field or a setting names; null where none does
     * @throws UnreadableValue where no currency is known, the sign says another one, or it is no money
     */
    public ToldMoney money(@Nullable String known) throws UnreadableValue {
        String currency = known == null || known.isBlank() ? own() : known.strip();
        if (!currencies.isEmpty() && currencies.stream().noneMatch(currency::equalsIgnoreCase)) {
            throw new UnreadableValue("carries the sign of another currency than the one that is named for it");
        }
        try {
            return ToldMoney.of(number, currency);
        } catch (IllegalArgumentException e) {
            throw new UnreadableValue("is no money: " + e.getMessage());
        }
    }

    private String own() throws UnreadableValue {
        if (currencies.size() != 1) {
            throw new UnreadableValue(
                    currencies.isEmpty()
                            ? "has no currency"
                            : "has no currency: its sign is that of several, of which nobody names one",
                    Question.CURRENCY);
        }
        return currencies.iterator().next();
    }
}
