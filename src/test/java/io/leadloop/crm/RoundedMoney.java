package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.DealValue;
import io.leadloop.lead.Money;
import java.math.BigDecimal;

/** What holds at the door of each CRM of an amount that comes with more decimals than its currency has. */
public final class RoundedMoney {

    private RoundedMoney() {}

    /** It is rounded half up to the minor unit, and the row says so. */
    public static void isTold(DealValue value, String amount, String currency) {
        assertThat(value.amount()).isEqualTo(Money.of(new BigDecimal(amount), currency));
        assertThat(value.note()).isEqualTo("amount rounded to " + amount + " " + currency);
    }
}
