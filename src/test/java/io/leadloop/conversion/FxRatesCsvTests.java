package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of rates as people have them. */
class FxRatesCsvTests {

    private static FxRatesCsv.Read read(String file) throws IOException {
        return FxRatesCsv.read(new StringReader(file), "test", LocalDate.parse("2026-10-03"));
    }

    @Test
    void one_rate_a_line() throws IOException {
        assertThat(read("day,base,quote,rate\n2026-10-02,USD,EUR,0.91\n").rates())
                .singleElement()
                .satisfies(it -> assertThat(it.rate()).isEqualByComparingTo("0.91"));
    }

    @Test
    void every_mistake_has_its_line_and_then_nothing_is_read() throws IOException {
        FxRatesCsv.Read read =
                read("day,base,quote,rate\n2026-10-02,USD,EUR,0.91\n02.10.2026,USD,EUR,0.91\n2026-10-02,USD,EUX,-1\n");
        assertThat(read.rates()).isEmpty();
        assertThat(read.mistakes()).hasSize(2);
        assertThat(read.mistakes().get(0)).startsWith("line 3");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-02, EUR, EUR, 1, no rate to itself",
        "2026-10-02, XXX, EUR, 1, not an ISO 4217 code of money",
        "2026-10-04, USD, EUR, 0.91, in the future",
        "+999999999-01-01, USD, EUR, 0.91, in the future",
        "2026-10-02, USD, EUR, 1e-400, not a number",
        "2026-10-02, USD, EUR, 0.0000000001, not a rate",
        "2026-10-02, USD, EUR, 1e999999999, not a number"
    })
    void what_cannot_be_a_rate_is_a_mistake(String day, String base, String quote, String rate, String words)
            throws IOException {
        assertThat(read("day,base,quote,rate\n%s,%s,%s,%s\n".formatted(day, base, quote, rate))
                        .mistakes())
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void a_byte_order_mark_is_read_over() throws IOException {
        assertThat(read("\uFEFFday,base,quote,rate\n2026-10-02,USD,EUR,0.91\n").rates())
                .hasSize(1);
    }

    @Test
    void two_columns_of_one_name_are_a_mistake() throws IOException {
        assertThat(read("Date,USD,USD\n2026-10-02,1.1,1.2\n").mistakes()).hasSize(1);
    }

    @Test
    void rates_of_nobody_are_not_read() throws IOException {
        assertThat(FxRatesCsv.read(new StringReader("Date,USD\n2026-10-02,1.1\n"), " ", LocalDate.parse("2026-10-03"))
                        .mistakes())
                .hasSize(1);
    }

    @Test
    void other_columns_are_named_as_the_mistake() throws IOException {
        assertThat(read("a,b\n1,2\n").mistakes()).singleElement().asString().contains("day,base,quote,rate");
    }

    @Test
    void the_ecbs_form_gives_a_rate_of_the_euro_for_each_currency_that_was_published() throws IOException {
        assertThat(read("Date,USD,JPY,SEK,HRK,\n2026-10-02,1.1,160,,N/A,\n").rates())
                .extracting(it -> it.base() + "/" + it.quote() + " " + it.day() + " "
                        + it.rate().stripTrailingZeros().toPlainString() + " " + it.source())
                .containsExactly("EUR/USD 2026-10-02 1.1 test", "EUR/JPY 2026-10-02 160 test");
    }

    @Test
    void a_rate_has_ten_digits_before_its_point_at_most() throws IOException {
        assertThat(read("day,base,quote,rate\n2026-10-02,USD,EUR,9999999999\n").rates())
                .hasSize(1);
        assertThat(read("day,base,quote,rate\n2026-10-02,USD,EUR,10000000000\n").mistakes())
                .singleElement()
                .asString()
                .contains("not a rate");
    }

    @Test
    void the_publisher_has_100_characters_at_most() throws IOException {
        String file = "Date,USD\n2026-10-02,1.1\n";
        LocalDate day = LocalDate.parse("2026-10-03");
        assertThat(FxRatesCsv.read(new StringReader(file), "x".repeat(100), day).rates())
                .hasSize(1);
        assertThat(FxRatesCsv.read(new StringReader(file), "x".repeat(101), day).mistakes())
                .hasSize(1);
    }

    @Test
    void a_rate_has_18_decimals_at_most() throws IOException {
        String line = "day,base,quote,rate\n2026-10-02,USD,EUR,1.";
        assertThat(read(line + "1".repeat(18) + "\n").rates())
                .singleElement()
                .satisfies(it -> assertThat(it.rate()).isEqualTo("1." + "1".repeat(18)));
        assertThat(read(line + "1".repeat(19) + "\n").mistakes()).hasSize(1);
    }
}
