package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.imports.ImportOptions.DateOrder;
import io.leadloop.imports.ImportOptions.DecimalSign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and amounts as files write them. */
class WrittenTests {

    private static final ImportOptions BERLIN =
            new ImportOptions(null, null, "Europe/Berlin", null, null, null, "12:00", DateOrder.MONTH_FIRST, null);

    @ParameterizedTest
    @CsvSource({
        "2026-10-03T10:20:30Z, 2026-10-03T10:20:30Z",
        "2026-10-03T10:20:30.250+02:00, 2026-10-03T08:20:30.250Z",
        "2026-10-03 10:20:30-0500, 2026-10-03T15:20:30Z",
        "2026-10-03 10:20:30 America/New_York, 2026-10-03T14:20:30Z",
        "2026-10-03 10:20, 2026-10-03T08:20:00Z",
        "03.10.2026 10:20, 2026-10-03T08:20:00Z",
        "10/3/2026 1:20:30 PM, 2026-10-03T11:20:30Z",
        "10/3/2026 12:20 am, 2026-10-02T22:20:00Z",
        "2026-10-03, 2026-10-03T10:00:00Z",
        "2026/12/03 10:20, 2026-12-03T09:20:00Z"
    })
    void a_time_is_read(String text, String instant) throws BadCell {
        assertThat(new WrittenTime(BERLIN).read("occurredAt", text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-03 10:20, zone",
        "2026-10-03, time of day",
        "03/10/2026 10:20Z, day or the month",
        "2026-02-30T10:20:30Z, no such day",
        "46298.43, is not a time",
        "yesterday, is not a time",
        "1926-10-03T10:20:30Z, years"
    })
    void what_only_a_person_knows_is_asked_for(String text, String words) {
        assertThatExceptionOfType(BadCell.class)
                .isThrownBy(() -> new WrittenTime(ImportOptions.NONE).read("occurredAt", text))
                .withMessageContaining(words)
                .withMessageNotContaining(text);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25 02:30, came twice", "2026-03-29 02:30, was left out"})
    void an_hour_of_a_change_of_clocks_is_not_guessed(String text, String words) {
        assertThatExceptionOfType(BadCell.class)
                .isThrownBy(() -> new WrittenTime(BERLIN).read("occurredAt", text))
                .withMessageContaining(words);
    }

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
                "12'500.50|12500.50",
                "5000|5000",
                "-3|-3"
            })
    void an_amount_is_read_with_either_sign(String text, String amount) throws BadCell {
        assertThat(new WrittenAmount(ImportOptions.NONE).read("deal.amount", text))
                .isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1,234", "EUR 12", "12 EUR", "1,2,3", "1.2.3,4", "", "1e5", "0x10"})
    void what_is_no_number_or_two_numbers_is_bad(String text) {
        assertThatExceptionOfType(BadCell.class)
                .isThrownBy(() -> new WrittenAmount(ImportOptions.NONE).read("deal.amount", text));
    }

    @Test
    void thousands_and_decimals_are_told_apart_by_a_persons_word() throws BadCell {
        ImportOptions comma = new ImportOptions(null, null, null, null, null, null, null, null, DecimalSign.COMMA);
        ImportOptions point = new ImportOptions(null, null, null, null, null, null, null, null, DecimalSign.POINT);
        assertThat(new WrittenAmount(comma).read("deal.amount", "1.234")).isEqualTo("1234");
        assertThat(new WrittenAmount(point).read("deal.amount", "1.234")).isEqualTo("1.234");
        assertThat(new WrittenAmount(point).read("deal.amount", "1,234")).isEqualTo("1234");
    }
}
