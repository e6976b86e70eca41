package io.leadloop.imports;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.inbox.MessageReader;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.RecordForms;
import io.leadloop.secret.SecretBox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the files of imports and makes their readers. */
@Component
class ImportReading {

    private static final long MOST_COUNTED = 100_000;

    private final ImportedFiles files;
    private final MessageReader sources;
    private final RecordForms forms;
    private final SecretBox box;
    private final Clock clock;

    ImportReading(ImportedFiles files, MessageReader sources, RecordForms forms, SecretBox box, Clock clock) {
        this.files = files;
        this.sources = sources;
        this.forms = forms;
        this.box = box;
        this.clock = clock;
    }

    /** A file, open after its head. */
    record Opened(FileHead head, FileKind kind, CsvRecords rows) {

        /** Whether a row is no row of the table: blank, a total, a footer. */
        boolean isNone(CsvRecords.Row row) {
            return row.isBlank() || row.fault() == null && kind.isFurniture(row.cells());
        }
    }

    FileHead head(FileImport file) {
        try (InputStream stream = files.open(file.id())) {
            return FileHead.of(beginning(stream));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the head of an import", e);
        }
    }

    /** Opens the file at its first row. */
    Opened open(FileImport file) {
        InputStream stream = files.open(file.id());
        try {
            byte[] first = stream.readNBytes(FileHead.BYTES);
            FileHead head = FileHead.of(wholeLines(first));
            CsvRecords rows =
                    new CsvRecords(new SequenceInputStream(new ByteArrayInputStream(first), stream), head.delimiter());
            skip(rows, head.skipped());
            return new Opened(head, FileKind.of(head), rows);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open an import", e);
        }
    }

    /** How many rows the table has, in words; files of very many lines are not read a second time for it. */
    String rows(FileImport file) {
        if (file.lines() > MOST_COUNTED) {
            return String.format(Locale.ROOT, "about %,d rows", file.lines());
        }
        Opened opened = open(file);
        try (CsvRecords rows = opened.rows()) {
            long count = 0;
            for (CsvRecords.Row row = rows.next(); row != null; row = rows.next()) {
                count += opened.isNone(row) ? 0 : 1;
            }
            return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
        } catch (BadCsv e) {
            return "rows that cannot be read to their end";
        }
    }

    static void skip(CsvRecords rows, long records) {
        for (long i = 0; i < records && rows.next() != null; i++) {
            Objects.requireNonNull(rows);
        }
    }

    private static byte[] beginning(InputStream stream) throws IOException {
        return wholeLines(stream.readNBytes(FileHead.BYTES));
    }

    /** The head is looked for in whole lines only, so that no cell is cut; a file of one long line is taken as it is. */
    private static byte[] wholeLines(byte[] bytes) {
        if (bytes.length < FileHead.BYTES) {
            return bytes;
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? bytes : java.util.Arrays.copyOf(bytes, end);
    }

    /** Whether the rows are those of a configured CRM, which names its leads itself. */
    boolean isOfCrm(ImportOptions answers) {
        return answers.source() != null && sources.names().contains(answers.source());
    }

    /** Reads rows as the answers say. */
    RowReader reader(FileImport file, FileHead head) {
        ImportOptions answers = file.answers();
        String source = answers.source() == null ? "" : answers.source();
        List<@Nullable ImportField> columns = new ArrayList<>();
        file.meanings().forEach(it -> columns.add(ImportField.ofKey(it).orElse(null)));
        return new RowReader(
                columns,
                head.columns(),
                FileKind.of(head),
                answers,
                new RowIdentity(source, isOfCrm(answers), forms, box::fingerprint),
                clock.instant().plus(EventLimits.CLOCK_SKEW));
    }
}
