package io.leadloop.lead;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;

/**
 * An amount in major units (1234.50 EUR, 5000 JPY) with its ISO 4217 currency. There is no amount without a currency.
 *
 * @param amount zero or more
 */
public record Money(BigDecimal amount, Currency currency) {

    /** What our column holds; a longer number is a mistake, and writing it out could take all memory. */
    private static final int MOST_DIGITS = 15;

    private static final int MOST_DECIMALS = 4;

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("the amount is negative");
        }
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() < 0 && amount.scale() >= -MOST_DIGITS) {
            amount = amount.setScale(0);
        }
        long digits = (long) amount.precision() - amount.scale();
        if (digits > MOST_DIGITS || amount.scale() > MOST_DECIMALS) {
            throw new IllegalArgumentException(
                    "the amount has more than " + MOST_DIGITS + " digits or more than " + MOST_DECIMALS + " decimals");
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("currency '" + currency + "' is no money that an ad platform counts in");
        }
    }

    /** Throws IllegalArgumentException, with words for a person, where the currency is not an ISO 4217 code. */
    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount, currency(currency));
    }

    /**
     * The money nearest to a number with any decimals: rounded half up to the currency's minor unit. Throws
     * IllegalArgumentException, with words for a person, where it is none.
     */
    public static Money rounded(BigDecimal told, String code) {
        Currency currency = currency(code);
        int minor = Math.max(0, currency.getDefaultFractionDigits());
        long digits = (long) told.precision() - told.scale();
        if (told.signum() == 0 || digits > MOST_DIGITS) {
            return new Money(told, currency);
        }
        // Writing out a number such as 1e-999999999 could take all memory.
        return digits < -minor
                ? new Money(BigDecimal.ZERO, currency)
                : new Money(told.setScale(minor, RoundingMode.HALF_UP), currency);
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the currency is not an ISO 4217 code such as EUR", e);
        }
    }

    /** The amount with the decimals of its currency, or more where it has more: 1200.50 EUR, 5000 JPY; never 5E+3. */
    public BigDecimal plainAmount() {
        return amount.setScale(Math.max(amount.scale(), currency.getDefaultFractionDigits()));
    }
}
