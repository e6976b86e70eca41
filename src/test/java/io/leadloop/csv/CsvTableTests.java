package io.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table whose first row names its columns, as spreadsheets write it. */
class CsvTableTests {

    /** {@code line: fault or the day and the amount} of each row. */
    private static List<String> read(String file) throws IOException {
        List<String> rows = new ArrayList<>();
        try (CsvTable table = new CsvTable(new StringReader(file))) {
            for (CsvTable.Row row = table.next(); row != null; row = table.next()) {
                rows.add(row.line() + ": "
                        + (row.fault() == null ? row.get("day") + " " + row.get("amount") : row.fault()));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "day,amount\n2026-11-20,5\n",
                "\uFEFFday;amount\r\n2026-11-20; 5 \r\n",
                "\uFEFF\"day\"\t\"amount\"\r2026-11-20\t\"5\"",
                "day|note, in words|amount\n2026-11-20|x|5\n"
            })
    void cells_are_found_by_the_names_of_their_columns_whatever_stands_between_them(String file) throws IOException {
        assertThat(read(file)).containsExactly("2: 2026-11-20 5");
    }

    @Test
    void the_line_by_which_excel_names_the_separator_is_no_header() throws IOException {
        assertThat(read("sep=;\nday;amount\n2026-11-20;5\n")).containsExactly("3: 2026-11-20 5");
    }

    @Test
    void empty_lines_are_no_rows_and_lines_are_counted_as_an_editor_counts_them() throws IOException {
        assertThat(read("day,amount\n\n\"2026-\n11-20\",5\n\n2026-11-21,6\n"))
                .containsExactly("3: 2026-\n11-20 5", "6: 2026-11-21 6");
    }

    @Test
    void a_row_of_another_length_or_with_a_damaged_quote_is_named_and_the_next_one_is_read() throws IOException {
        assertThat(read("day,amount\n2026-11-20,1,50\n\"x\"y,5\n2026-11-20,5\n"))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("2: it has 3 cells, the header has 2"),
                        it -> assertThat(it).startsWith("3: a quote is damaged"),
                        it -> assertThat(it).isEqualTo("4: 2026-11-20 5"));
    }

    @Test
    void a_cell_without_measure_is_named() throws IOException {
        assertThat(read("day,amount\n" + "x".repeat(10_001) + ",5\n"))
                .containsExactly("2: a cell has more than 10000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day,amount,amount\n1,2,3\n", "\"day\"x,amount\n", "day,amount\n\"2026-11-20,5\n"})
    void what_is_no_table_is_refused_in_words(String file) {
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> read(file));
    }

    @Test
    void a_column_without_a_name_is_there_and_nothing_has_no_columns() throws IOException {
        try (CsvTable table = new CsvTable(new StringReader("Date,USD,\n"));
                CsvTable empty = new CsvTable(new StringReader(""))) {
            assertThat(table.columns()).containsExactly("Date", "USD", "");
            assertThat(empty.columns()).isEmpty();
        }
    }
}
