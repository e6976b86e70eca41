package io.leadloop.conversion;

import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How a value came into the account's currency.
 *
 * @param from the value before
 * @param rate units of the account's currency for one unit of the value's
 * @param day of the rate; the last one known on the day of the conversion
 * @param source who published the rate
 */
public record CurrencyConversion(Money from, BigDecimal rate, LocalDate day, String source) {}
