package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An amount with its currency. */
class MoneyTests {

    private static Money euros(String amount) {
        return Money.of(new BigDecimal(amount), "EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "1200.5, EUR, 1200.50",
        "5E+3, JPY, 5000",
        "0.00, EUR, 0.00",
        "-0.0, EUR, 0.00",
        "1.2345, EUR, 1.2345",
        "100, EUR, 100.00",
        "3, KWD, 3.000"
    })
    void is_written_with_the_decimals_of_its_currency_or_its_own(String amount, String currency, String plain) {
        assertThat(Money.of(new BigDecimal(amount), currency).plainAmount()).hasToString(plain);
    }

    @Test
    void is_the_same_however_it_is_written() {
        assertThat(euros("1000.00")).isEqualTo(euros("1E+3")).isEqualTo(euros("1000"));
        assertThat(euros("1000").amount()).hasToString("1000");
        assertThat(euros("0.000")).isEqualTo(euros("0E+7"));
        assertThat(Money.of(BigDecimal.ONE, " eur ")).isEqualTo(euros("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999", "1E+14", "99999999999999.9999", "0.0001"})
    void holds_fifteen_digits_and_four_decimals(String amount) {
        assertThat(euros(amount).amount()).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000", "1E+15", "1E+16", "1E+2147483647", "0.00001", "1E-2147483647"})
    void holds_no_more_than_our_columns(String amount) {
        BigDecimal tooLong = new BigDecimal(amount);
        assertThatThrownBy(() -> Money.of(tooLong, "EUR"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 15 digits or more than 4 decimals");
    }

    @Test
    void is_never_negative() {
        assertThatThrownBy(() -> euros("-0.01")).hasMessage("the amount is negative");
    }

    @Test
    void has_a_currency_of_iso_4217_that_is_money() {
        assertThatThrownBy(() -> Money.of(BigDecimal.ONE, "EURO")).hasMessageContaining("not an ISO 4217 code");
        assertThatThrownBy(() -> Money.of(BigDecimal.ONE, "XAU")).hasMessageContaining("no money that an ad platform");
        assertThat(Money.of(BigDecimal.ONE, "JPY").currency().getDefaultFractionDigits())
                .isZero();
    }

    @Test
    void of_a_deal_is_told_by_its_amount_or_its_margin() {
        Money one = euros("1");
        assertThat(DealValue.UNTOLD.isTold()).isFalse();
        assertThat(DealValue.UNTOLD.currency()).isNull();
        assertThat(new DealValue(one, null).isTold()).isTrue();
        assertThat(new DealValue(null, one).isTold()).isTrue();
        assertThat(new DealValue(null, one).currency()).isEqualTo("EUR");
        assertThat(new DealValue(one, null).currency()).isEqualTo("EUR");
    }
}
