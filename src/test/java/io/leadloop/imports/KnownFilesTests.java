package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.csv.TableText;
import io.leadloop.csv.WorkbookBounds;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.support.Workbooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file of each kind as its maker's documents and other people's programs have it (facts/files-and-presets.md 1), made up; {@code
 * .cells} are workbooks. Beside each stands a {@code .txt}: the kind, the answers that a person gives, then what is read from each
 * row, or why the file is refused; a line with ~ holds as soon as there is the one reader of times. When this fails after a change, compare {@code target/imports-kinds}.
 */
class KnownFilesTests {

    private static final Path FILES = Path.of("src/test/resources/imports/kinds");
    private static final String NO_TIME =
            "Time of the status (occurredAt) is not a time such as 2026-10-03T10:20:30+02:00";
    private static final boolean HAS_TIME_READER =
            KnownFilesTests.class.getResource("/io/leadloop/lead/TimeReader.class") != null;
    private static final Path WRITTEN = Path.of("target/imports-kinds");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> !it.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static byte[] bytes(String name) throws IOException {
        return name.endsWith(".cells")
                ? new Workbooks()
                        .sheet(
                                "Sheet1",
                                Files.readAllLines(FILES.resolve(name)).stream()
                                        .map(it -> it.isEmpty() ? List.<String>of() : Arrays.asList(it.split("\\|")))
                                        .toList())
                        .bytes()
                : Files.readAllBytes(FILES.resolve(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_known_and_read_as_its_maker_means_it_or_refused_in_words(String name) throws IOException {
        String outcome = name.replaceFirst("\\.[a-z]+$", ".txt");
        String expected = Files.readString(FILES.resolve(outcome));
        String actual =
                outcome(bytes(name), expected.lines().skip(1).findFirst().orElse("with "));
        Files.createDirectories(WRITTEN);
        Files.writeString(WRITTEN.resolve(outcome), actual);
        assertThat(actual).isEqualTo(expectedNow(expected));
    }

    /** Until there is the one reader of times, rows with times that only it reads are bad rows in words. */
    private static String expectedNow(String expected) {
        return expected.replaceAll("(?m)^~(\\d+: ).*", HAS_TIME_READER ? "$0" : "$1BAD " + NO_TIME)
                .replaceAll("(?m)^~", "");
    }

    /** Zones as the documents of Google, Microsoft and Adobe have them, and as public programs write them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Parameters:TimeZone=Europe/Amsterdam|2026-09-20T10:00:00Z",
                "Parameters:TimeZone=-0500|2026-09-20T17:00:00Z",
                "Parameters:TimeZone=+0100|2026-09-20T11:00:00Z",
                "Parameters:TimeZone=+0000|2026-09-20T12:00:00Z",
                "Parameters:TimeZone=+05:30|2026-09-20T06:30:00Z",
                "Parameters:TimeZone=UTC|2026-09-20T12:00:00Z",
                "Parameters:TimeZone=Asia/Calcutta|2026-09-20T06:30:00Z",
                "Parameters:TimeZone=America/Mexico_City,,|2026-09-20T18:00:00Z",
                "Parameters:TimeZone=America/Port-au-Prince,,|2026-09-20T16:00:00Z",
                "Parameters:EntityType=OFFLINECONVERSION;TimeZone=-0700;|2026-09-20T19:00:00Z",
                "Parameters:EntityType=OFFLINECONVERSION;TimeZone=Etc/GMT+8;|2026-09-20T20:00:00Z",
                "Parameters:TimeZone=GMT-0500|2026-09-20T17:00:00Z",
                "Parameters:TimeZone=UTC+2,,|2026-09-20T10:00:00Z"
            })
    void a_template_with_any_documented_zone_comes_out_at_the_right_second(String head, String instant)
            throws IOException {
        String table = head + "\nGoogle Click ID,Conversion Name,Conversion Time\nCj0,MQL,2026-09-20 12:00:00\n";
        for (String file : List.of(table, "\ufeff" + table.replace(',', ';').replace("\n", "\r\n"))) {
            assertThat(outcome(file.getBytes(StandardCharsets.UTF_8), "with ")).contains("MQL at " + instant);
        }
    }

    /** The forms that Google's Data Manager help lists (answer 14184381). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-08-15T00:01:54Z|00:01:54Z",
                "2026-08-14T17:01:54-07:00|00:01:54Z",
                "2026-08-14T17:01:54-07|00:01:54Z",
                "\"Aug 14, 2026 17:01:54\"|17:01:54Z",
                "08/14/2026T5:01:54 PM|17:01:54Z",
                "2026-08-14 5:01:54 PM|17:01:54Z",
                "08/14/2026 17:01:54|17:01:54Z",
                "2026-08-14 17:01:54|17:01:54Z",
                "08/14/2026 17:01:54*123|17:01:54.123Z",
                "08/14/2026T17:01:54-0700|00:01:54Z"
            })
    void each_form_of_time_is_read_as_it_is_meant(String time, String end) throws IOException {
        String file =
                "Parameters:TimeZone=UTC\nGoogle Click ID,Conversion Name,Conversion Time\nCj0,MQL," + time + "\n";
        assertThat(outcome(file.getBytes(StandardCharsets.UTF_8), "with ")).satisfies(it -> {
            if (HAS_TIME_READER || !it.contains(NO_TIME)) {
                assertThat(it).contains("MQL at 2026-08-1").contains(end + " |");
            }
        });
    }

    @Test
    void at_least_twenty_kinds_have_a_file_of_their_own() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (String name : names()) {
            kinds.add(Files.readAllLines(FILES.resolve(name.replaceFirst("\\.[a-z]+$", ".txt")))
                    .get(0));
        }
        assertThat(kinds)
                .contains(Arrays.stream(FileKind.values()).map(Enum::name).toArray(String[]::new));
        assertThat(FileKind.values()).hasSizeGreaterThan(20);
    }

    private static String outcome(byte[] file, String with) throws IOException {
        byte[] text;
        try (TableText table = TableText.open(new ByteArrayInputStream(file), null, WorkbookBounds.of(1 << 20))) {
            text = table.utf8().readAllBytes();
        }
        FileHead head = FileHead.of(text);
        FileKind kind = FileKind.of(head);
        List<String> lines = new ArrayList<>(List.of(kind.name(), with));
        if (kind.refusal() != null) {
            lines.add("REFUSED " + kind.refusal());
        } else {
            rows(text, head, kind, answers(with), lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> answers(String with) {
        Map<String, String> answers = new HashMap<>();
        for (String each : with.substring("with".length()).split(";")) {
            int sign = each.indexOf('=');
            if (sign > 0) {
                answers.put(
                        each.substring(0, sign).strip(),
                        each.substring(sign + 1).strip());
            }
        }
        return answers;
    }

    private static void rows(
            byte[] text, FileHead head, FileKind kind, Map<String, String> answers, List<String> lines) {
        ImportOptions given = new ImportOptions(
                "shop",
                Consent.State.UNKNOWN,
                answers.getOrDefault("zone", head.zone()),
                answers.get("currency"),
                null,
                null,
                answers.get("timeOfDay"),
                null,
                null);
        Map<String, String> columns = answers.entrySet().stream()
                .filter(it -> it.getKey().startsWith("column "))
                .collect(Collectors.toMap(it -> it.getKey().substring("column ".length()), Map.Entry::getValue));
        List<String> meanings = ColumnMeanings.of(head, kind, new HeaderWords(true, Map.of()), columns);
        ImportOptions options = kind.answers(given).withCurrency(ColumnMeanings.currency(head.columns(), meanings));
        List<String> missing = Previews.missing(options, meanings);
        DealExport.of(head.columns())
                .flatMap(it -> it.question(meanings, false))
                .ifPresent(missing::add);
        missing.forEach(it -> lines.add("ASKS " + it));
        List<@Nullable ImportField> fields = new ArrayList<>();
        meanings.forEach(it -> fields.add(ImportField.ofKey(it).orElse(null)));
        RowReader reader = new RowReader(
                fields,
                head.columns(),
                kind,
                options,
                new RowIdentity("shop", false, ExternalId::new, it -> "0123456789abcdef0123456789abcdef"),
                Instant.parse("2026-12-24T00:00:00Z"));
        try (CsvRecords rows = new CsvRecords(new ByteArrayInputStream(text), head.delimiter())) {
            ImportReading.Opened opened = new ImportReading.Opened(head, kind, rows);
            ImportReading.skip(rows, head.skipped());
            for (CsvRecords.Row row = rows.next(); row != null; row = rows.next()) {
                if (!opened.isNone(row)) {
                    lines.add(row.line() + ": " + told(reader.read(row)));
                }
            }
        } catch (BadCsv e) {
            lines.add("BROKEN " + e.getMessage());
        }
    }

    private static String told(RowReader.Reading read) {
        if (read.event() == null) {
            return "BAD " + read.reason();
        }
        return (read.adjustment() == null ? "" : read.adjustment().type() + " ") + GoldenFilesTests.told(read.event());
    }
}
