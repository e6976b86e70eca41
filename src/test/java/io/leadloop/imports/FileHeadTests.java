package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.Utf8Check;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileHeadTests {

    private static FileHead head(String text) {
        return FileHead.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] file) {
        Utf8Check check = new Utf8Check();
        check.accept(file, file.length);
        check.finish();
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void the_delimiter_is_found(char delimiter) {
        FileHead head = head("Lead ID,Status,\"Date, time\"\n".replace(',', delimiter));
        assertThat(head.delimiter()).isEqualTo(delimiter);
        assertThat(head.columns()).hasSize(3);
    }

    @Test
    void a_delimiter_inside_of_quotes_does_not_count() {
        assertThat(head("\"a,b,c,d\";b;c\n").delimiter()).isEqualTo(';');
    }

    @Test
    void the_line_by_which_excel_names_the_delimiter_is_no_row() {
        FileHead head = head("sep=;\nLead ID;Status\n");
        assertThat(head).extracting(FileHead::delimiter, FileHead::skipped).containsExactly(';', 2);
        assertThat(head.columns()).containsExactly("Lead ID", "Status");
    }

    @Test
    void googles_template_tells_its_time_zone_before_the_columns() {
        FileHead head = head("Parameters:TimeZone=-0500,,\n\nGoogle Click ID,Conversion Name,Conversion Time\n");
        assertThat(head.zone()).isEqualTo("-0500");
        assertThat(head.columns()).first().isEqualTo("Google Click ID");
        assertThat(head.skipped()).isEqualTo(3);
    }

    /** HubSpot's "all properties" are that many. */
    @Test
    void more_columns_than_can_be_meant_are_refused_with_what_to_do() {
        assertThatExceptionOfType(BadFile.class)
                .isThrownBy(() -> head("Record ID,".repeat(501) + "Email\n"))
                .withMessageContaining("more than 500 columns")
                .withMessageContaining("choose fewer properties");
    }

    @Test
    void a_file_without_columns_is_refused() {
        assertThatExceptionOfType(BadFile.class).isThrownBy(() -> head("\n\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "Google Click ID,gclid",
        "GCLID,gclid",
        "Conversion Time,occurredAt",
        "conversion_value,deal.amount",
        "Conversion Currency,deal.currency",
        "Ad User Data,consent.adUserData",
        "Order ID,deal.id",
        "E-Mail,lead.email",
        "lead.id,lead.id",
        "occurredAt,occurredAt",
        "li_fat_id,li_fat_id",
        "Phone Number,lead.phone",
        "Telefon,"
    })
    void a_column_is_known_by_its_name(String header, String meaning) {
        assertThat(ImportField.ofHeader(header).map(ImportField::key).orElse(null))
                .isEqualTo(meaning);
    }

    @Test
    void every_meaning_has_another_key() {
        List<String> keys = ImportField.all().stream().map(ImportField::key).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void other_encodings_and_kinds_of_file_are_named_with_what_to_do() {
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> check("name\nok\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("Line 3")
                .withMessageContaining("CSV UTF-8");
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> check("\uFEFFname".getBytes(StandardCharsets.UTF_16LE)))
                .withMessageContaining("UTF-16");
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> check("name".getBytes(StandardCharsets.UTF_16BE)))
                .withMessageContaining("UTF-16");
        assertThatExceptionOfType(BadCsv.class)
                .isThrownBy(() -> check("PK\u0003\u0004".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("Excel workbook");
    }

    @Test
    void a_character_that_two_parts_of_an_upload_share_is_whole() {
        byte[] text = "M\u00fcller \ud83d\ude00\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        Utf8Check check = new Utf8Check();
        for (byte each : text) {
            check.accept(new byte[] {each}, 1);
        }
        assertThat(check.finish()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Parameters:TimeZone=Etc/GMT+8|Etc/GMT+8",
                "Parameters:TimeZone=GMT-0500|GMT-0500",
                "Parameters:TimeZone=UTC+2|UTC+2",
                "Parameters:TimeZone=America/Port-au-Prince|America/Port-au-Prince",
                "Parameters:TimeZone=America/Mexico_City,,,,|America/Mexico_City",
                "Parameters:EntityType=OFFLINECONVERSION;TimeZone=-0700;|-0700",
                "parameters: timezone = Asia/Calcutta|Asia/Calcutta",
                "\"Parameters:TimeZone=+0100\"|+0100"
            })
    void every_form_of_googles_parameters_is_read_whole(String parameters, String zone) {
        for (char delimiter : new char[] {',', ';', '\t'}) {
            FileHead head = head(parameters.replace(',', delimiter)
                    + "\nGoogle Click ID,Conversion Name,Conversion Time\n".replace(',', delimiter));
            assertThat(head.zone()).isEqualTo(zone);
            assertThat(head.hasReadableZone()).isTrue();
            assertThat(head.zoneQuestion()).isNull();
            assertThat(head.columns()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"Berlin,Europe/Berlin meant", "insert_timezone,is no time zone", "<Your timezone>,is no time zone"})
    void a_zone_that_nobody_knows_is_asked_for(String zone, String words) {
        FileHead head = head("Parameters:TimeZone=" + zone + "\nGoogle Click ID,Conversion Name,Conversion Time\n");
        assertThat(head.hasReadableZone()).isFalse();
        assertThat(head.zoneQuestion()).startsWith("zone: ").contains(zone, words);
    }
}
