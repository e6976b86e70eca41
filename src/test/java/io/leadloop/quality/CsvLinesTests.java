package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that people made by hand or a spreadsheet wrote: what is wrong is named by its line, and nothing hangs. */
class CsvLinesTests {

    private final List<String> stored = new ArrayList<>();

    private List<String> read(String file) throws IOException {
        return CsvLines.read(
                new StringReader(file),
                List.of("day", "amount"),
                List.of("day"),
                line -> stored.add(CsvLines.day(line.get("day"), LocalDate.parse("2026-11-24")) + " "
                        + CsvLines.amount(line.get("amount"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day,amount\n2026-11-20,12.50\n",
                "\uFEFFday,amount\r\n2026-11-20,12.50\r\n",
                "day;amount\n2026-11-20;12.50\n",
                "amount,note,day\n\"12.50\",\"a, b\",2026-11-20"
            })
    void commas_semicolons_and_a_byte_order_mark_are_read(String file) throws IOException {
        assertThat(read(file)).isEmpty();
        assertThat(stored).containsExactly("2026-11-20 12.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-200000000", "1e9", "-5", "1.234,50", "NaN", "", "12345678901234567", "0x1"})
    void what_is_no_plain_amount_is_refused_at_once(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CsvLines.amount(amount))
                .withMessageContaining("is not a number such as 1250.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-0005-12-31", "0000-12-31", "2099-01-01", "20.11.2026"})
    void a_day_that_cannot_be_is_named_with_its_line(String day) throws IOException {
        assertThat(read("day,amount\n" + day + ",5\n"))
                .singleElement()
                .asString()
                .startsWith("line 2: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day,amount\n\"2026-11-20,5\n", "day,amount\n\"x\"y,5\n", "day,amount,,\n2026-11-20,5,,\n"})
    void a_file_with_broken_quotes_or_nameless_columns_is_refused_in_words(String file) throws IOException {
        assertThat(read(file)).isNotEmpty();
        assertThat(stored).isEmpty();
    }

    @Test
    void two_lines_with_one_key_are_refused_and_both_named() throws IOException {
        assertThat(read("day,amount\n2026-11-20,5\n2026-11-20,7\n"))
                .containsExactly("line 3: the same as line 2, add them up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "EURO", "", "us"})
    void a_code_of_no_money_is_refused(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> CsvLines.currency(code));
    }

    @Test
    void a_cell_with_a_control_character_is_refused() throws IOException {
        assertThat(read("day,amount\n2026-11-20,5\u00007\n"))
                .singleElement()
                .asString()
                .contains("control character");
    }
}
