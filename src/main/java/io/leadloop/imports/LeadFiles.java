package io.leadloop.imports;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.TableText;
import io.leadloop.csv.Utf8Check;
import io.leadloop.csv.WorkbookBounds;
import io.leadloop.database.TimeOrderedIds;
import io.leadloop.imports.FileDecided.What;
import io.leadloop.imports.FileImport.State;
import io.leadloop.inbox.MessageReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The actions of a user on import files: upload, preview, set options, dry run, import, cancel. */
@Component
public class LeadFiles {

    private static final Logger log = LoggerFactory.getLogger(LeadFiles.class);
    private static final int CHUNK = 256 * 1024;
    private static final int MOST_NAME = 200;

    private final FileImports imports;
    private final ImportedFiles files;
    private final RunningImports running;
    private final ImportReading reading;
    private final Previews previews;
    private final HeaderWords words;
    private final MessageReader sources;
    private final ImportSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LeadFiles(
            FileImports imports,
            ImportedFiles files,
            RunningImports running,
            ImportReading reading,
            Previews previews,
            HeaderWords words,
            MessageReader sources,
            ImportSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.imports = imports;
        this.files = files;
        this.running = running;
        this.reading = reading;
        this.previews = previews;
        this.words = words;
        this.sources = sources;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores a file, chunk by chunk as it comes, and looks at its head. Nothing is imported.
     *
     * @param sheet of a workbook; null for its first one
     * @param columns the key of the meaning by a column's name, for columns whose name says something else; empty for a
     *     column that shall not be used
     * @throws BadFile when it is no table that can be read, too large, of a kind that is refused, or the answers cannot be
     *     read; nothing is kept then
     */
    public FileImport upload(
            String name,
            InputStream content,
            @Nullable String sheet,
            ImportOptions answers,
            Map<String, String> columns,
            String who)
            throws IOException {
        check(answers);
        UUID id = TimeOrderedIds.next();
        String shortName = name.strip().replaceAll("\\p{Cntrl}", "");
        imports.begin(
                id,
                shortName.isEmpty() ? "file.csv" : shortName.substring(0, Math.min(MOST_NAME, shortName.length())),
                answers,
                who,
                clock.instant());
        try {
            String form = store(id, content, sheet);
            FileHead head = reading.head(find(id).orElseThrow());
            FileKind kind = FileKind.of(head);
            if (kind.refusal() != null) {
                throw new BadFile(kind.refusal());
            }
            List<String> meanings = ColumnMeanings.of(head, kind, words, columns);
            ImportOptions known =
                    kind.answers(inFile(answers, head)).withCurrency(ColumnMeanings.currency(head.columns(), meanings));
            imports.answer(id, known, meanings);
            imports.recognised(id, kind, told(kind, known, form, find(id).orElseThrow(), head));
        } catch (BadCsv e) {
            imports.delete(id);
            throw BadFile.of(e);
        } catch (IOException | RuntimeException e) {
            imports.delete(id);
            throw e;
        }
        log.info("{} uploaded a file for import {}", who, id);
        return find(id).orElseThrow();
    }

    /** With the time zone that the file names, where nobody says another and it can be read. */
    private static ImportOptions inFile(ImportOptions answers, FileHead head) {
        return answers.zone() == null && head.hasReadableZone() ? answers.withZone(head.zone()) : answers;
    }

    /** What it is, e.g. {@code Google Ads: click conversions, zone America/New_York, 41 rows}. */
    private String told(FileKind kind, ImportOptions answers, String form, FileImport file, FileHead head) {
        Set<String> languages = ColumnMeanings.languages(head.columns(), file.meanings(), words);
        return kind.label() + (answers.zone() == null ? "" : ", zone " + answers.zone()) + ", " + reading.rows(file)
                + ", " + form;
    }

    /** Throws BadFile where the answers cannot be read, or the source is one that is known in another letter case. */
    private void check(ImportOptions answers) {
        if (!answers.mistakes().isEmpty()) {
            throw new BadFile(String.join("; ", answers.mistakes()) + ".");
        }
        String source = answers.source();
        if (source == null || sources.names().contains(source)) {
            return;
        }
        sources.names().stream().filter(source::equalsIgnoreCase).findFirst().ifPresent(it -> {
            throw new BadFile(
                    "The source '" + source + "' is configured as '" + it + "'. Write it like that; in another"
                            + " letter case it would be another source, with a second lead for each of its leads.");
        });
    }

    /** Gives back in which form it came. */
    private String store(UUID id, InputStream content, @Nullable String sheet) throws IOException {
        WorkbookBounds bounds = WorkbookBounds.of(settings.maxWorkbook().toBytes());
        try (TableText table = TableText.open(content, sheet, bounds)) {
            store(id, table.utf8());
            return table.form();
        }
    }

    private void store(UUID id, InputStream content) throws IOException {
        Utf8Check check = new Utf8Check();
        byte[] buffer = new byte[CHUNK];
        long bytes = 0;
        int number = 0;
        for (int length = content.readNBytes(buffer, 0, CHUNK);
                length > 0;
                length = content.readNBytes(buffer, 0, CHUNK)) {
            bytes += length;
            if (bytes > settings.maxFile().toBytes()) {
                throw new BadFile("The file is larger than "
                        + settings.maxFile().toMegabytes() + " MB. Split it, or raise leadloop.import.max-file.");
            }
            check.accept(buffer, length);
            files.store(id, number++, Arrays.copyOf(buffer, length));
        }
        if (bytes == 0) {
            throw new BadFile("The file is empty.");
        }
        imports.uploaded(id, bytes, check.finish());
    }

    public Optional<FileImport> find(UUID id) {
        return imports.find(id);
    }

    /** The newest first. */
    public List<FileImport> newest(int most) {
        return imports.newest(most);
    }

    /** The sources to which rows may belong: configured ones, and those of earlier files. */
    public List<String> sources() {
        TreeSet<String> all = new TreeSet<>(sources.names());
        all.addAll(imports.sources());
        return List.copyOf(all);
    }

    /** Throws BadFile when the file is gone or cannot be read. */
    public Preview preview(UUID id) {
        try {
            return previews.of(waiting(id));
        } catch (BadCsv e) {
            throw BadFile.of(e);
        }
    }

    /**
     * Keeps what a person says of a file that is not imported yet.
     *
     * @param meanings the key of each column's meaning, in the order of the file; empty where it is not used
     */
    public void answer(UUID id, ImportOptions answers, List<String> meanings) {
        FileImport file = waiting(id);
        if (meanings.size() != file.meanings().size()) {
            throw new BadFile("The file has " + file.meanings().size() + " columns, not " + meanings.size() + ".");
        }
        check(answers);
        if (!imports.answer(
                id, answers, meanings.stream().map(ColumnMeanings::known).toList())) {
            throw new BadFile("The import has begun or is over; its answers stay as they are.");
        }
    }

    /** Removes a file that nobody wants, without a trace; nothing of it was imported. */
    public void discard(UUID id) {
        imports.delete(waiting(id).id());
    }

    /**
     * Lets it begin in the background.
     *
     * @param isDryRun counts what the import would do and changes nothing
     */
    @Transactional
    public void start(UUID id, boolean isDryRun, String who) {
        Preview preview = preview(id);
        if (preview.broken() != null) {
            throw new BadFile(preview.broken());
        }
        if (!preview.mayStart()) {
            throw new BadFile("Something is missing: " + String.join("; ", preview.missing()));
        }
        if (!imports.start(id, isDryRun ? State.CHECKING : State.IMPORTING, who, clock.instant())) {
            throw new BadFile("The import has begun already or is over.");
        }
        running.forgetBadRows(id);
        decided(id, isDryRun ? What.TRIED : What.IMPORTED, who);
        log.info("{} started the {} of import {}", who, isDryRun ? "dry run" : "import", id);
    }

    private void decided(UUID id, What what, String who) {
        events.publishEvent(new FileDecided(id, find(id).orElseThrow().name(), what, who));
    }

    /** Ends a dry run, after which the file waits again; or the import for good, whose rows so far stay taken. */
    @Transactional
    public void cancel(UUID id, String who) {
        if (!imports.cancel(id, clock.instant())) {
            throw new BadFile("The import is over already.");
        }
        if (!find(id).orElseThrow().hasFile()) {
            files.remove(id);
        }
        decided(id, What.CANCELLED, who);
        log.info("{} cancelled import {}", who, id);
    }

    /** What the last dry run found that the ad accounts would be told; empty where there was none. */
    public Optional<ImportForecast.Result> forecast(UUID id) {
        return imports.forecast(id);
    }

    /** Why rows are bad, the most frequent reason first. */
    public List<BadReason> reasons(UUID id, int most) {
        return running.reasons(id, most);
    }

    /** Every bad row with its line and its reason, in the order of the file. */
    public void eachBadRow(UUID id, BiConsumer<Long, String> taker) {
        running.eachBadRow(id, taker);
    }

    private FileImport waiting(UUID id) {
        FileImport file = find(id).orElseThrow(() -> new BadFile("There is no such import."));
        if (file.state() != State.UPLOADED) {
            throw new BadFile("The import has begun or is over; its file cannot be changed any more.");
        }
        return file;
    }
}
