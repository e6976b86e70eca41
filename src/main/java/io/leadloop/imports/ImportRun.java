package io.leadloop.imports;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.imports.FileImport.State;
import io.leadloop.imports.ImportReading.Opened;
import io.leadloop.imports.RunningImports.BadRow;
import io.leadloop.imports.RunningImports.Progress;
import io.leadloop.inbox.ImportedEvents;
import io.leadloop.lead.LeadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works through a file in batches. A batch's events, its bad rows and the position in the file are one transaction, so that
 * after a crash another node goes on exactly there.
 */
@Component
public class ImportRun {

    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

    private final RunningImports running;
    private final FileImports imports;
    private final ImportForecast forecasts;
    private final ImportedFiles files;
    private final ImportReading reading;
    private final AdjustedDeals adjusted;
    private final ImportedEvents inbox;
    private final TransactionTemplate transaction;
    private final ImportSettings settings;
    private final String node = UUID.randomUUID().toString();
    private @Nullable Open open;

    /** The file that this node works on. */
    private record Open(FileImport file, Opened opened, RowReader reader, ImportForecast.@Nullable Count forecast) {

        CsvRecords rows() {
            return opened.rows();
        }

        boolean isDryRun() {
            return file.state() == State.CHECKING;
        }
    }

    /** A batch as it was read. */
    private record Batch(
            List<LeadEvent> events,
            List<BadRow> bad,
            int records,
            @Nullable String failure) {

        boolean isLast(int size) {
            return failure != null || records < size;
        }
    }

    ImportRun(
            RunningImports running,
            FileImports imports,
            ImportForecast forecasts,
            ImportedFiles files,
            ImportReading reading,
            AdjustedDeals adjusted,
            ImportedEvents inbox,
            PlatformTransactionManager transactions,
            ImportSettings settings) {
        this.running = running;
        this.imports = imports;
        this.forecasts = forecasts;
        this.files = files;
        this.reading = reading;
        this.adjusted = adjusted;
        this.inbox = inbox;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
    }

    /** Reads one batch of the import whose turn it is; false when there is nothing to do now. */
    public synchronized boolean step() {
        try {
            Open current = open == null ? claim() : open;
            open = current;
            return current != null && step(current);
        } catch (RuntimeException e) {
            // The batch was undone; it is read again from where the position stands.
            close();
            throw e;
        }
    }

    private @Nullable Open claim() {
        FileImport file = running.claim(node).orElse(null);
        if (file == null) {
            return null;
        }
        try {
            Opened opened = reading.open(file);
            ImportReading.skip(opened.rows(), file.position());
            log.info("{} import {} at row {}", file.state(), file.id(), file.position());
            // Who goes on with another node's dry run has not seen all rows, and says nothing of accounts.
            boolean countsAll = file.state() == State.CHECKING && file.position() == 0;
            return new Open(file, opened, reading.reader(file, opened.head()), countsAll ? forecasts.begin() : null);
        } catch (BadCsv e) {
            end(file, State.FAILED, e.getMessage());
            return null;
        }
    }

    private boolean step(Open current) {
        if (!current.isDryRun() && inbox.isFull(settings.mostWaiting())) {
            Progress nothing = new Progress(0, current.rows().line(), 0, 0, List.of());
            keep(running.advance(current.file().id(), node, nothing));
            return false;
        }
        Batch batch = read(current);
        boolean isOurs = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean kept = store(current, batch);
            if (!kept) {
                status.setRollbackOnly();
            }
            return kept;
        }));
        keep(isOurs);
        if (isOurs && current.forecast() != null) {
            current.forecast().add(batch.events());
        }
        if (isOurs && batch.isLast(settings.batchSize())) {
            State next = batch.failure() != null ? State.FAILED : current.isDryRun() ? State.UPLOADED : State.DONE;
            close();
            if (current.forecast() != null && batch.failure() == null) {
                imports.forecast(current.file().id(), current.forecast().result());
            }
            end(current.file(), next, batch.failure());
        }
        return isOurs;
    }

    private Batch read(Open current) {
        List<LeadEvent> events = new ArrayList<>();
        List<BadRow> bad = new ArrayList<>();
        int records = 0;
        try {
            while (records < settings.batchSize()) {
                CsvRecords.Row row = current.rows().next();
                if (row == null) {
                    break;
                }
                records++;
                if (current.opened().isNone(row)) {
                    continue;
                }
                RowReader.Reading read = adjusted.found(current.reader().read(row));
                if (read.event() == null) {
                    bad.add(new BadRow(row.line(), read.reason()));
                } else {
                    events.add(read.event());
                }
            }
        } catch (BadCsv e) {
            return new Batch(events, bad, records, e.getMessage());
        }
        return new Batch(events, bad, records, null);
    }

    private boolean store(Open current, Batch batch) {
        int fresh = batch.events().isEmpty()
                ? 0
                : current.isDryRun() ? inbox.countNew(batch.events()) : inbox.store(batch.events());
        return running.advance(
                current.file().id(),
                node,
                new Progress(
                        batch.records(),
                        current.rows().line(),
                        fresh,
                        batch.events().size() - fresh,
                        batch.bad()));
    }

    private void end(FileImport file, State state, @Nullable String failure) {
        transaction.executeWithoutResult(status -> {
            if (running.finish(file.id(), node, state, failure) && state != State.UPLOADED) {
                files.remove(file.id());
            }
        });
        log.info("Import {} is {}{}", file.id(), state, failure == null ? "" : ": " + failure);
    }

    private void keep(boolean isOurs) {
        if (!isOurs) {
            close();
        }
    }

    private void close() {
        if (open != null) {
            open.rows().close();
            open = null;
        }
    }
}
