package io.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTests {

    private static List<CsvRecords.Row> read(String text) {
        List<CsvRecords.Row> rows = new ArrayList<>();
        try (CsvRecords csv = new CsvRecords(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ',')) {
            for (CsvRecords.Row row = csv.next(); row != null; row = csv.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void a_cell_in_quotes_holds_delimiters_line_breaks_and_doubled_quotes() {
        List<CsvRecords.Row> rows = read("a,\"b,\r\nc \"\"d\"\"\"\r\ne,f\r\n");
        assertThat(rows)
                .extracting(CsvRecords.Row::cells)
                .containsExactly(List.of("a", "b,\r\nc \"d\""), List.of("e", "f"));
        assertThat(rows).extracting(CsvRecords.Row::line).containsExactly(1L, 3L);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_cell_even_in_quotes() {
        assertThat(read("\uFEFF\"a\",b\n").get(0).cells()).containsExactly("a", "b");
    }

    @Test
    void any_line_end_will_do_and_the_last_one_may_be_missing() {
        assertThat(read("a\nb\rc\r\nd")).extracting(CsvRecords.Row::cells).hasSize(4);
    }

    @Test
    void blank_lines_are_blank_rows() {
        assertThat(read("a,b\n\n,\n  \n")).extracting(CsvRecords.Row::isBlank).containsExactly(false, true, true, true);
    }

    @Test
    void a_damaged_quote_spoils_its_own_line_only() {
        List<CsvRecords.Row> rows = read("1,\"x\"y,z\n2,b,c\n3,\"x\"y,\"q\"r\n4,\"x\"y\n5,b,c\n");
        assertThat(rows)
                .extracting(it -> it.line() + (it.fault() == null ? "" : " damaged"))
                .containsExactly("1 damaged", "2", "3 damaged", "4 damaged", "5");
    }

    @Test
    void a_line_of_nothing_but_damaged_quotes_is_one_bad_row() {
        assertThat(read("\"x\"y,".repeat(100_000) + "\nok,b\n")).hasSize(2);
    }

    @Test
    void a_quote_that_is_never_closed_ends_the_file_with_its_line() {
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> read("a,b\nc,\"d\ne,f\n"))
                .withMessageContaining("opens in line 2 is not closed");
    }

    @Test
    void a_quote_that_swallows_an_endless_file_takes_no_memory() {
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return "a,\"bbbbbbbb".charAt(Math.min(at++, 10));
            }
        };
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> new CsvRecords(endless, ',').next())
                .withMessageContaining("longer than a million characters");
    }

    @Test
    void a_line_without_an_end_is_not_blamed_on_a_quote_alone() {
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> read("a,b\nc,d\n" + "x".repeat(2_000_000) + "\n"))
                .withMessageStartingWith("The row that begins in line 3 is longer than a million characters")
                .withMessageContaining("its line has no end");
    }
}
