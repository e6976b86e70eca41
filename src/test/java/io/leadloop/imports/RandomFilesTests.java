package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DateOrder;
import io.leadloop.lead.DecimalSign;
import io.leadloop.lead.ExternalId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Some thousand files by chance: heads with any zone, rows with any time and amount. The seed is fixed. */
class RandomFilesTests {

    private static final int FILES = 3_000;
    private static final Instant LATEST = Instant.parse("2026-11-27T00:00:00Z");

    private static final List<String> ZONES = List.of(
            "Etc/GMT+8",
            "-0500",
            "GMT-0500",
            "UTC+2",
            "Berlin",
            "insert_timezone",
            "<Your timezone>",
            "+0-500",
            "+2500",
            "Asia/Calcutta",
            "",
            "EST",
            "Europe/Berlin",
            "America/Mexico_City,,,,",
            "-0700;",
            "\"",
            "\ufeff",
            "+1;+2");
    private static final List<String> TIMES = List.of(
            "2026-10-03 10:20",
            "2026-10-25 02:30",
            "31.11.2026 10:00",
            "01/02/2026",
            "1795427950",
            "Nov 23, 2026 10:59:10",
            "46298.43",
            "",
            "2026-10-03T10:20:30Z",
            "2026-10-03 10:20 EST",
            "Foo",
            "9999999999999999999999");
    private static final List<String> AMOUNTS = List.of(
            "32.839999999999996",
            "1.000",
            "\"1.250,50\"",
            "45k",
            "",
            "-1",
            "EUR 3",
            "$3",
            "1e999999999",
            "0",
            "--",
            "NaN");

    private final Random random = new Random(20261126);

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String noise(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            changed.insert(random.nextInt(changed.length() + 1), (char)
                    (random.nextInt(10) == 0 ? 0x2009 : 32 + random.nextInt(95)));
        }
        return changed.toString();
    }

    private String file() {
        StringBuilder file = new StringBuilder();
        String parameters =
                any(List.of("Parameters:TimeZone=", "Parameters:EntityType=X;TimeZone=", "parameters: timezone = "));
        file.append(random.nextBoolean() ? parameters : noise(parameters))
                .append(any(ZONES))
                .append('\n');
        file.append("Lead ID,Status,Conversion Time,Value,Currency\n");
        for (int row = 0; row < 3; row++) {
            file.append("L-").append(row).append(",Won,").append(random.nextBoolean() ? any(TIMES) : noise(any(TIMES)));
            file.append(',').append(random.nextBoolean() ? any(AMOUNTS) : noise(any(AMOUNTS)));
            file.append(any(List.of(",EUR\n", ",\n", ",JPY\n", ",XXX\n", ",{}\n")));
        }
        return file.toString();
    }

    private ImportOptions options(FileHead head) {
        // As an earlier release may have stored it: whatever the head says.
        String zone = random.nextBoolean() ? head.zone() : random.nextBoolean() ? any(ZONES) : null;
        return new ImportOptions(
                "shop",
                Consent.State.UNKNOWN,
                zone,
                random.nextBoolean() ? "EUR" : null,
                null,
                null,
                any(List.of("12:00", "25:00", "")),
                random.nextBoolean() ? DateOrder.DAY_FIRST : null,
                random.nextBoolean() ? DecimalSign.COMMA : null);
    }

    @Test
    void are_read_or_refused_in_words_and_never_end_in_an_exception_of_ours() {
        int good = 0;
        int bad = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = file().getBytes(StandardCharsets.UTF_8);
            try {
                FileHead head = FileHead.of(bytes);
                assertThat(head.zoneQuestion() == null).isEqualTo(head.zone() == null || head.hasReadableZone());
                List<ImportField> meanings = new ArrayList<>();
                head.columns()
                        .forEach(it -> meanings.add(ImportField.ofHeader(it).orElse(null)));
                RowIdentity identity =
                        new RowIdentity("shop", false, ExternalId::new, it -> "0123456789abcdef".repeat(2));
                RowReader reader = new RowReader(meanings, options(head), identity, LATEST);
                try (CsvRecords rows = new CsvRecords(new ByteArrayInputStream(bytes), head.delimiter())) {
                    ImportReading.skip(rows, head.skipped());
                    for (CsvRecords.Row row = rows.next(); row != null; row = rows.next()) {
                        RowReader.Reading read = reader.read(row);
                        assertThat(read.event() == null)
                                .isEqualTo(!read.mistakes().isEmpty());
                        good += read.event() == null ? 0 : 1;
                        bad += read.event() == null ? 1 : 0;
                    }
                }
            } catch (BadCsv e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(good).isGreaterThan(FILES / 30);
        assertThat(bad).isGreaterThan(FILES);
    }
}
