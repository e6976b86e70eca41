package io.leadloop.imports;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the files of imports and makes their readers. */
@Component
class ImportReading {

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
    record Opened(FileHead head, CsvRecords rows) {}

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
            return new Opened(head, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open an import", e);
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
    RowReader reader(ImportOptions answers, List<String> meanings) {
        String source = answers.source() == null ? "" : answers.source();
        List<@Nullable ImportField> columns = new ArrayList<>();
        meanings.forEach(it -> columns.add(ImportField.ofKey(it).orElse(null)));
        return new RowReader(
                columns,
                answers,
                new RowIdentity(source, isOfCrm(answers), forms, box::fingerprint),
                clock.instant().plus(EventLimits.CLOCK_SKEW));
    }
}
