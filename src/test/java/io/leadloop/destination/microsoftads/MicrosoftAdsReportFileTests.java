package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.PlatformReports.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zip that holds a report of Microsoft's: bounded, and read whole or not at all. */
class MicrosoftAdsReportFileTests {

    private static final List<String> COLUMNS = List.of("TimePeriod", "Goal", "AllConversions");
    private static final String HEAD = "\"TimePeriod\",\"Goal\",\"AllConversions\"\n";

    private static byte[] zip(String... files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry(i + ".csv"));
                zip.write(files[i].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static List<MicrosoftAdsReportFile.Row> rows(byte[] zip) throws Unavailable {
        return MicrosoftAdsReportFile.rows(zip, COLUMNS);
    }

    @Test
    void a_goals_name_may_hold_quotes_commas_and_line_breaks() throws Exception {
        assertThat(rows(zip(HEAD + "2026-09-01,\"Won, \"\"big\"\"\ndeal\",1\n")))
                .singleElement()
                .satisfies(it -> assertThat(it.text("Goal")).isEqualTo("Won, \"big\"\ndeal"));
    }

    @Test
    void a_row_that_is_cut_off_spoils_the_whole_report() throws Exception {
        byte[] file = zip(HEAD + "2026-09-01,Won,1\n2026-09-02,Won\n");
        assertThatThrownBy(() -> rows(file)).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Day,Goal,AllConversions\n2026-09-01,Won,1\n", "<html>no report</html>"})
    void without_the_columns_that_were_asked_for_it_is_no_report(String csv) throws Exception {
        byte[] file = zip(csv);
        assertThatThrownBy(() -> rows(file)).hasMessageContaining("cannot be read");
    }

    @Test
    void no_file_two_files_and_no_zip_are_no_report() throws Exception {
        byte[] none = zip();
        byte[] two = zip(HEAD, HEAD);
        byte[] html = "<html>sign in</html>".getBytes(StandardCharsets.UTF_8);
        for (byte[] file : List.of(none, two, html)) {
            assertThatThrownBy(() -> rows(file)).hasMessageContaining("cannot be read");
        }
        assertThat(rows(new byte[0])).as("nothing was reported").isEmpty();
    }

    @Test
    void what_unpacks_to_more_than_64_mb_is_left() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] noughts = new byte[1024 * 1024];
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("report.csv"));
            for (int i = 0; i < 65; i++) {
                zip.write(noughts);
            }
        }
        assertThat(bytes.size()).isLessThan(1024 * 1024);
        assertThatThrownBy(() -> rows(bytes.toByteArray())).hasMessageContaining("64 MB");
    }

    @Test
    void more_than_half_a_million_rows_are_left() throws Exception {
        byte[] file = zip(HEAD + "2026-09-01,W,1\n".repeat(500_001));
        assertThatThrownBy(() -> rows(file)).hasMessageContaining("more than 500000 rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-13-01,Won,1", ",Won,1", "2026-09-01,Won,many"})
    void a_day_or_a_number_that_is_none_is_said(String row) throws Exception {
        MicrosoftAdsReportFile.Row read = rows(zip(HEAD + row + "\n")).get(0);
        assertThatThrownBy(() -> {
                    read.day();
                    read.number("AllConversions");
                })
                .isInstanceOf(Unavailable.class)
                .hasMessageNotContaining("many");
    }
}
