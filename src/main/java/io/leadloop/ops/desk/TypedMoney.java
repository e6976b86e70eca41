package io.leadloop.ops.desk;

import io.leadloop.lead.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Money as a person types it: an amount in major units and its currency, both or neither. */
public final class TypedMoney {

    private TypedMoney() {}

    /**
     * @return null where neither is given
     * @throws BadInput in words where one is missing or they are no money
     */
    public static @Nullable Money of(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null && currency == null) {
            return null;
        }
        if (amount == null || currency == null) {
            throw new BadInput("Give 'amount' and 'currency' together.");
        }
        try {
            return Money.of(amount, currency);
        } catch (IllegalArgumentException e) {
            throw new BadInput("The value cannot be told: " + e.getMessage() + ".");
        }
    }
}
