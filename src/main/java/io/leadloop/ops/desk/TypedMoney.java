package io.leadloop.ops.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.AmountReader;
import io.leadloop.lead.Money;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Money as a person types it: an amount in major units and its currency, both or neither. */
public final class TypedMoney {

    private TypedMoney() {}

    /**
     * As {@link #of(BigDecimal, String)}, of an amount as a person writes it.
     *
     * @throws BadInput also where the amount has two meanings, such as 1.000
     */
    public static @Nullable Money of(@Nullable String amount, @Nullable String currency) {
        if (amount == null || amount.isBlank()) {
            return of((BigDecimal) null, currency);
        }
        try {
            return AmountReader.ANY.read(amount).money(currency).money();
        } catch (UnreadableValue e) {
            throw new BadInput(
                    e.question() == Question.CURRENCY ? "currency" : "amount",
                    switch (e.question() == null ? Question.ZONE : e.question()) {
                        case CURRENCY -> "Give 'amount' and 'currency' together.";
                        case DECIMAL_SIGN ->
                            "The amount may mean thousands or decimals: write 1000 or 1000.00 for a thousand, 1.00 for"
                                    + " one.";
                        default -> "The value cannot be told: the amount " + e.words() + ".";
                    });
        }
    }

    /** As {@link #of(String, String)}; a JSON number is what it is. Throws BadInput also for anything but number and text. */
    public static @Nullable Money of(@Nullable JsonNode amount, @Nullable String currency) {
        if (amount == null || amount.isNull()) {
            return of((BigDecimal) null, currency);
        }
        if (!amount.isNumber() && !amount.isTextual()) {
            throw new BadInput("amount", "The amount has to be a number such as 1250.50.");
        }
        return amount.isNumber() ? of(amount.decimalValue(), currency) : of(amount.asText(), currency);
    }

    /**
     * @return null where neither is given
     * @throws BadInput in words where one is missing or they are no money
     */
    private static @Nullable Money of(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null && currency == null) {
            return null;
        }
        if (amount == null || currency == null) {
            throw new BadInput(amount == null ? "amount" : "currency", "Give 'amount' and 'currency' together.");
        }
        try {
            return Money.rounded(amount, currency);
        } catch (IllegalArgumentException e) {
            throw new BadInput("amount", "The value cannot be told: " + e.getMessage() + ".");
        }
    }
}
