package io.leadloop.lead;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in major units (1234.50 EUR, 5000 JPY) with its ISO 4217 currency. There is no amount without a currency.
 *
 * @param amount zero or more
 */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("An amount cannot be negative: " + amount);
        }
    }

    /** Throws IllegalArgumentException, with words for a person, where the currency is not an ISO 4217 code. */
    public static Money of(BigDecimal amount, String currency) {
        try {
            return new Money(amount, Currency.getInstance(currency.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    amount.signum() < 0
                            ? "amount " + amount + " is negative"
                            : "currency '" + currency + "' is not an ISO 4217 code such as EUR",
                    e);
        }
    }

    /** The amount with the decimals of its currency, or more where it has more: 1200.50 EUR, 5000 JPY; never 5E+3. */
    public BigDecimal plainAmount() {
        BigDecimal bare = amount.stripTrailingZeros();
        return bare.setScale(Math.max(bare.scale(), Math.max(0, currency.getDefaultFractionDigits())));
    }
}
