package io.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.support.Workbooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as programs save them, as the CSV that is read from them. */
class TableTextTests {

    private static final WorkbookBounds BOUNDS = WorkbookBounds.of(1 << 20);

    private static String text(byte[] file, @Nullable String sheet) throws IOException {
        try (TableText table = TableText.open(new ByteArrayInputStream(file), sheet, BOUNDS)) {
            return new String(table.utf8().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(byte[] file) throws IOException {
        return text(file, null);
    }

    private static String form(byte[] file) throws IOException {
        try (TableText table = TableText.open(new ByteArrayInputStream(file), null, BOUNDS)) {
            return table.form();
        }
    }

    private static byte[] cells(String... cells) {
        return new Workbooks().sheet("Deals", List.of(List.of(cells))).bytes();
    }

    private static byte[] raw(String rows) {
        return new Workbooks()
                .raw(
                        "Deals",
                        "visible",
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                + rows + "</sheetData></worksheet>")
                .bytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void text_in_utf_16_is_recoded_with_a_mark_and_without(String name) throws IOException {
        String table = "Name\tM\u00fcller \ud83d\ude00\r\n".repeat(3_000);
        Charset charset = Charset.forName(name);
        assertThat(text(("\ufeff" + table).getBytes(charset))).isEqualTo("\ufeff" + table);
        assertThat(text(table.getBytes(charset))).isEqualTo(table);
        assertThat(form(table.getBytes(charset))).isEqualTo("text in UTF-16");
    }

    @Test
    void half_a_character_of_utf_16_is_told() {
        byte[] odd = Arrays.copyOf("Name\tStatus".getBytes(StandardCharsets.UTF_16LE), 21);
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(odd)).withMessageContaining("UTF-16");
    }

    @Test
    void other_text_passes_as_it_is() throws IOException {
        assertThat(text("a,b\nx\u00fc".getBytes(StandardCharsets.UTF_8))).isEqualTo("a,b\nx\u00fc");
        assertThat(text(new byte[0])).isEmpty();
        assertThat(text("a".getBytes(StandardCharsets.UTF_8))).isEqualTo("a");
    }

    @Test
    void a_row_of_a_sheet_is_a_line_and_rows_that_are_left_out_are_too() throws IOException {
        byte[] file = new Workbooks()
                .sheet(
                        "Deals",
                        List.of(
                                List.of("s:Name", "i:Note, \"x\"", "f:Joined"),
                                List.of(),
                                List.of("", "s:two\nlines", "g:2"),
                                List.of("b:1", "e:#N/A", "n:0.5", "", "")))
                .bytes();
        assertThat(text(file)).isEqualTo("Name,\"Note, \"\"x\"\"\",Joined\n\n,two lines,2\ntrue,#N/A,0.5\n");
        assertThat(form(file)).isEqualTo("Excel workbook, sheet 'Deals'");
    }

    @ParameterizedTest
    @CsvSource({
        "d:46349, 2026-11-23",
        "t:46349, 2026-11-23T00:00:00",
        "t:46349.45775462963, 2026-11-23T10:59:10",
        "c:46349.457754629629, 2026-11-23T10:59:10",
        "d:46349.457754629629, 2026-11-23T10:59:10",
        "t:46349.457760416667, 2026-11-23T10:59:10.500",
        "t:46349.999999999, 2026-11-24T00:00:00",
        "d:61, 1900-03-01",
        "d:60, 60",
        "m:46349.5, 46349.5",
        "n:46349, 46349",
        "n:32.839999999999996, 32.839999999999996",
        "n:491512345678, 491512345678",
        "n:4.91512345678E11, 491512345678",
        "n:1.234567890123457E+17, 1.23457E+17",
        "n:-12.50, -12.5"
    })
    void a_date_is_a_number_whose_format_says_so(String cell, String text) throws IOException {
        assertThat(text(cells(cell)).strip()).isEqualTo(text);
    }

    @Test
    void a_workbook_of_an_old_mac_counts_from_1904() throws IOException {
        byte[] file = new Workbooks()
                .in1904()
                .sheet("Deals", List.of(List.of("d:44887", "t:44887.457754629629", "d:0")))
                .bytes();
        assertThat(text(file).strip()).isEqualTo("2026-11-23,2026-11-23T10:59:10,1904-01-01");
    }

    @Test
    void the_first_sheet_that_can_be_seen_is_meant_or_the_one_that_is_asked_for() throws IOException {
        byte[] file = new Workbooks()
                .raw("Secret", "hidden", "<worksheet/>")
                .sheet("Deals", List.of(List.of("s:deals")))
                .sheet("Notes", List.of(List.of("s:notes")))
                .bytes();
        assertThat(text(file)).isEqualTo("deals\n");
        assertThat(text(file, "notes")).isEqualTo("notes\n");
        assertThat(form(file)).isEqualTo("Excel workbook, sheet 'Deals' of 2 (Deals, Notes)");
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> text(file, "Leads"))
                .withMessageContaining("Deals, Notes");
    }

    @Test
    void what_unpacks_to_far_more_than_it_should_is_refused_before_it_is_parsed() {
        byte[] large = new byte[20 << 20];
        Arrays.fill(large, (byte) '<');
        byte[] file = new Workbooks()
                .sheet("Deals", List.of(List.of("s:x")))
                .part("xl/sharedStrings.xml", large)
                .bytes();
        assertThat(file.length).isLessThan(100_000);
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(file)).withMessageContaining("ZIP bomb");
        byte[] longText =
                raw("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "x".repeat(2 << 20) + "</t></is></c></row>");
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(longText)).withMessageContaining("ZIP bomb");
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> text(Arrays.copyOf("PK".getBytes(StandardCharsets.UTF_8), 2 << 20)))
                .withMessageContaining("larger than 1 MB");
    }

    @ParameterizedTest
    @Timeout(20)
    @ValueSource(
            strings = {
                "<row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>",
                "<row r=\"x\"><c r=\"A1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"1\"><v>1</v></c></row>",
                "<row r=\"1\"><c r=\"A1\"><v>1"
            })
    void a_damaged_sheet_is_told_in_words(String rows) {
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(raw(rows)));
    }

    @Test
    void a_text_that_the_workbook_does_not_have_is_nothing_and_not_its_number() throws IOException {
        assertThat(text(raw("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")))
                .isEqualTo("\n");
    }

    @Test
    void a_cell_without_any_text_is_empty() throws IOException {
        assertThat(text(raw("<row r=\"1\"><c r=\"A1\" t=\"s\"/><c r=\"B1\" t=\"inlineStr\"/>"
                        + "<c r=\"C1\" t=\"inlineStr\"><is/></c><c r=\"D1\"><v>5</v></c></row>")))
                .isEqualTo(",,,5\n");
    }

    /** ISO/IEC 29500-1, 18.18.11: openpyxl with iso_dates and strict workbooks write dates so. */
    @Test
    void a_date_may_stand_there_in_iso_8601() throws IOException {
        assertThat(
                        text(
                                raw(
                                        "<row r=\"1\"><c r=\"A1\" s=\"2\" t=\"d\"><v>2026-11-20T11:00:00</v></c>"
                                                + "<c t='d' r='B1'><v>2026-11-20</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>a t=\"d\" b</t></is></c></row>")))
                .isEqualTo("2026-11-20T11:00:00,2026-11-20,\"a t=\"\"d\"\" b\"\n");
    }

    @Test
    void entities_and_other_archives_and_old_workbooks_are_refused() throws IOException {
        byte[] laughs = new Workbooks()
                .raw(
                        "Deals",
                        "visible",
                        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\">"
                                + "<c r=\"A1\" t=\"inlineStr\"><is><t>&a;&b;</t></is></c></row></sheetData></worksheet>")
                .bytes();
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(laughs));
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> text("PK\u0003\u0004 and more".getBytes(StandardCharsets.UTF_8)));
        byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
        assertThatExceptionOfType(BadCsv.class).isThrownBy(() -> text(old)).withMessageContaining(".xls");
    }
}
