package io.leadloop.lead;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money and the number that was told of it: sums, discounts and binary fractions come with more decimals than the currency
 * has, and are rounded half up to its minor unit.
 *
 * @param told as it came, with all its decimals
 */
public record ToldMoney(BigDecimal told, Money money) {

    /** Throws IllegalArgumentException, with words for a person, where they are no money. */
    public static ToldMoney of(BigDecimal told, String currency) {
        return new ToldMoney(told, Money.rounded(told, currency));
    }

    public boolean isRounded() {
        return told.compareTo(money.amount()) != 0;
    }

    /** Null where nothing was rounded. */
    @Nullable
    String note(String name) {
        return isRounded()
                ? name + " rounded to " + money.plainAmount().toPlainString() + " "
                        + money.currency().getCurrencyCode()
                : null;
    }

    static @Nullable Money moneyOf(@Nullable ToldMoney told) {
        return told == null ? null : told.money();
    }
}
