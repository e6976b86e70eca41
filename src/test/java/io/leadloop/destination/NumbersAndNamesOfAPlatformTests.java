package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a platform answers is bounded before anything is worked out of it. */
class NumbersAndNamesOfAPlatformTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.parse("2026-10-03");

    @Test
    void a_number_has_four_places_and_up_to_fifteen_digits() {
        assertThat(ReportNumber.of(new BigDecimal("1.00005"))).isEqualTo(new BigDecimal("1.0001"));
        assertThat(ReportNumber.of(new BigDecimal("-999999999999999")))
                .isEqualTo(new BigDecimal("-999999999999999.0000"));
        assertThat(ReportNumber.of(new BigDecimal("1E14"))).isEqualTo(new BigDecimal("100000000000000.0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E15", "1E100000000", "-1E2147483647", "1E-41", "1E-2147483647"})
    void one_of_more_digits_is_refused_without_writing_it_out(String number) {
        assertThatThrownBy(() -> ReportNumber.of(new BigDecimal(number))).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> new ReportSums(DAY, DAY)
                        .add("won", DAY, Basis.CLICK, BigDecimal.ONE, new BigDecimal(number), "EUR"))
                .isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"120.5, 120.5", "0, 0", "7, 7", "'\"12.50\"', 12.50"})
    void a_default_value_is_an_amount(String json, BigDecimal amount) throws Exception {
        assertThat(CatalogueAction.amount(JSON.readTree(json))).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "\"NaN\"", "\"Infinity\"", "\"\"", "null", "-1", "1e300", "{}"})
    void or_none_at_all(String json) throws Exception {
        assertThat(CatalogueAction.amount(JSON.readTree(json))).isNull();
        assertThat(CatalogueAction.amount(JSON.readTree("{}").path("missing"))).isNull();
    }

    @Test
    void a_name_longer_than_any_of_its_own_is_cut() {
        CatalogueAction action = new CatalogueAction(
                "1",
                "1",
                "n".repeat(201),
                CatalogueAction.Status.ENABLED,
                "T",
                true,
                "",
                null,
                null,
                null,
                null,
                null,
                null);
        assertThat(action.name()).hasSize(200);
    }
}
