package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people, spreadsheets and CRMs write them; the forms are those of facts/files-and-presets.md 1.9 to 1.12. */
class AmountReaderTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1250.50|1250.50",
                "1250,5|1250.5",
                "1.250,50|1250.50",
                "1,250.50|1250.50",
                "1.250.000|1250000",
                "1,250,000|1250000",
                "1 250,50|1250.50",
                "1\u00a0234\u00a0567,50|1234567.50",
                "1\u202f234,567|1234.567",
                "12'500.50|12500.50",
                "1\u2019234\u2019567.50|1234567.50",
                "12,34,567.50|1234567.50",
                "2,000.02|2000.02",
                "1.250,-|1250",
                "5000|5000",
                "-3|-3",
                "\u22123|-3",
                "0.300|0.300",
                "1234.567|1234.567",
                "32.839999999999996|32.839999999999996",
                "333.3333333333|333.3333333333",
                "0.30000000000000004|0.30000000000000004",
                "333,3333333333|333.3333333333"
            })
    void one_meaning_is_read(String text, String number) throws Exception {
        assertThat(AmountReader.ANY.read(text).number()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1,000", "1.234", "999,999", "-1.250", "$1,000", "1.000 EUR"})
    void thousands_or_decimals_are_asked_for(String text) {
        UnreadableValue asked = catchThrowableOfType(UnreadableValue.class, () -> AmountReader.ANY.read(text));
        assertThat(asked.question()).isEqualTo(Question.DECIMAL_SIGN);
        assertThat(asked.words()).isEqualTo("may mean thousands or decimals");
    }

    @Test
    void with_a_decimal_comma_set_the_words_ask_for_one() {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> new AmountReader(DecimalSign.COMMA).read("12.34"))
                .withMessageContaining("such as 1250,50")
                .withMessageContaining("decimal sign is set to comma");
    }

    @Test
    void and_an_answer_decides() throws Exception {
        assertThat(new AmountReader(DecimalSign.COMMA).read("1.234").number()).isEqualByComparingTo("1234");
        assertThat(new AmountReader(DecimalSign.POINT).read("1.234").number()).isEqualByComparingTo("1.234");
        assertThat(new AmountReader(DecimalSign.POINT).read("1,234").number()).isEqualByComparingTo("1234");
        assertThatThrownBy(() -> new AmountReader(DecimalSign.POINT).read("1.250,50"))
                .isInstanceOf(UnreadableValue.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$45,000.00|USD|45000.00 USD",
                "$45,000.00|MXN|45000.00 MXN",
                "EUR 1.250,00||1250.00 EUR",
                "1.234.567,50\u00a0\u20ac||1234567.50 EUR",
                "CHF 1'234.50|CHF|1234.50 CHF",
                "R$ 1.234,50|BRL|1234.50 BRL",
                "US$ 12.50 USD||12.50 USD",
                "12,50|EUR|12.50 EUR",
                "-0.001|EUR|0.00 EUR"
            })
    void a_sign_of_the_currency_is_read(String text, String known, String money) throws Exception {
        Money read = AmountReader.ANY.read(text).money(known).money();
        assertThat(read.plainAmount() + " " + read.currency()).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$45.00||its sign is that of several",
                "45.00||has no currency",
                "\u20ac 45|USD|sign of another currency",
                "\u20ac 45 USD|USD|signs of two currencies",
                "45|EURO|not an ISO 4217 code",
                "45|XAU|no money",
                "-45|EUR|negative",
                "1000000000000000|EUR|more than 15 digits"
            })
    void a_currency_that_nobody_names_or_another_one_is_not_guessed(String text, String known, String words) {
        assertThatThrownBy(() -> AmountReader.ANY.read(text).money(known)).hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"45k", "45 K", "1.2M", "$1.2M", "1,5 Mio.", "3 Tsd.", "2bn", "45k\u20ac"})
    void letters_in_the_place_of_digits_are_refused_in_words(String text) {
        assertThatThrownBy(() -> AmountReader.ANY.read(text))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("shortened by a letter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,2,3", "1.2.3,4", "", "1e5", "0x10", "much", "1 2", "1 250 50", "12 3456", "12.50%", "--5", "."
            })
    void what_is_no_number_is_refused(String text) {
        assertThatThrownBy(() -> AmountReader.ANY.read(text))
                .isInstanceOf(UnreadableValue.class)
                .hasMessageContaining("is not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "32.839999999999996, EUR, 32.84",
        "333.3333333333, EUR, 333.33",
        "0.30000000000000004, EUR, 0.30",
        "0.005, EUR, 0.01",
        "0.0049999, EUR, 0.00",
        "1200.505, EUR, 1200.51",
        "4999.5, JPY, 5000",
        "1.0005, KWD, 1.001",
        "1e-999999999, EUR, 0.00"
    })
    void money_is_rounded_half_up_to_its_minor_unit_and_says_so(String told, String currency, String plain) {
        DealValue value = DealValue.of(ToldMoney.of(new BigDecimal(told), currency), null);
        assertThat(value.amount().plainAmount()).hasToString(plain);
        assertThat(value.note()).isEqualTo("amount rounded to " + plain + " " + currency);
    }

    @Test
    void what_is_not_rounded_says_nothing() {
        assertThat(DealValue.of(ToldMoney.of(new BigDecimal("12.500"), "EUR"), null))
                .isEqualTo(new DealValue(Money.of(new BigDecimal("12.5"), "EUR"), null));
        assertThat(DealValue.of(null, null)).isEqualTo(DealValue.UNTOLD);
    }

    @Test
    void numbers_of_machines_have_a_point_before_decimals_and_may_have_an_exponent() throws Exception {
        assertThat(AmountReader.MACHINE.read("1.250").number()).isEqualByComparingTo("1.25");
        assertThat(AmountReader.MACHINE.read("1.25E3").number()).isEqualByComparingTo("1250");
        assertThat(AmountReader.MACHINE.read("1250.0000000000").number()).isEqualByComparingTo("1250");
    }
}
