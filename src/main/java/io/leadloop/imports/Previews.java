package io.leadloop.imports;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.imports.ImportReading.Opened;
import io.leadloop.lead.TimeZones;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Builds previews. */
@Component
class Previews {

    private static final int ROWS = 20;
    private static final List<ImportField> PEOPLE =
            List.of(ImportField.LEAD_ID, ImportField.DEAL_ID, ImportField.EMAIL, ImportField.PHONE);

    private static final List<ImportField> TIMES =
            List.of(ImportField.OCCURRED_AT, ImportField.ADJUSTED_AT, ImportField.STAGE_ENTERED_AT);

    private final ImportReading reading;
    private final AdjustedDeals adjusted;

    Previews(ImportReading reading, AdjustedDeals adjusted) {
        this.reading = reading;
        this.adjusted = adjusted;
    }

    /** Only for a file that is still here. Throws BadFile where it cannot be read. */
    Preview of(FileImport file) {
        Opened opened = reading.open(file);
        try (CsvRecords rows = opened.rows()) {
            RowReader reader = reading.reader(file, opened.head());
            List<Preview.Row> shown = new ArrayList<>();
            ColumnSamples samples = new ColumnSamples(file.meanings());
            Set<String> questions = new TreeSet<>();
            List<String> missing = missing(file.answers(), file.meanings());
            DealExport.of(opened.head().columns())
                    .flatMap(it -> it.question(file.meanings(), reading.isOfCrm(file.answers())))
                    .ifPresent(missing::add);
            String zoneQuestion = file.answers().zone() == null ? opened.head().zoneQuestion() : null;
            if (zoneQuestion != null) {
                missing.add(zoneQuestion);
                questions.add("zone");
            }
            if (file.answers().zone() != null
                    && TimeZones.of(file.answers().zone()).isEmpty()) {
                questions.add("zone");
            }
            String broken = null;
            try {
                for (CsvRecords.Row row = rows.next(); row != null && shown.size() < ROWS; row = rows.next()) {
                    if (!opened.isNone(row)) {
                        RowReader.Reading read = adjusted.found(reader.read(row));
                        shown.add(new Preview.Row(row.line(), read.event(), read.reason()));
                        samples.add(row.cells());
                        read.questions().forEach(it -> questions.add(nameOf(it)));
                    }
                }
                if (shown.isEmpty()) {
                    broken = "The file has no rows below the names of its columns.";
                }
            } catch (BadCsv e) {
                broken = e.getMessage();
            }
            return new Preview(
                    opened.head().delimiter(),
                    samples.columns(opened.head().columns(), file.meanings()),
                    shown,
                    broken,
                    missing,
                    questions);
        }
    }

    /** What keeps an import from beginning. */
    static List<String> missing(ImportOptions answers, List<String> meanings) {
        List<String> missing = new ArrayList<>(answers.missing());
        missing.addAll(answers.mistakes());
        if (TIMES.stream().noneMatch(it -> meanings.contains(it.key()))) {
            missing.add(
                    "No column says when it happened: choose the one that does (the close date, where all rows are closed"
                            + " deals), or call it \"Conversion Time\".");
        }
        if (!meanings.contains(ImportField.STATUS.key()) && answers.status() == null) {
            missing.add(
                    "No column is the status (\"Status\", \"Conversion Name\"): choose one, or say the status of all"
                            + " rows.");
        }
        boolean namesPeople = PEOPLE.stream().anyMatch(it -> meanings.contains(it.key()))
                || ImportField.all().stream().anyMatch(it -> it.click() != null && meanings.contains(it.key()));
        if (!namesPeople) {
            missing.add("No column says whose row it is: a lead id, a click id, a mail address or a phone.");
        }
        Set<String> seen = new HashSet<>();
        for (String meaning : meanings) {
            boolean mayBeSeveral = meaning.equals(ImportField.STAGE_ENTERED_AT.key());
            if (!meaning.isEmpty() && !mayBeSeveral && !seen.add(meaning)) {
                missing.add("Two columns mean " + meaning + ": choose one of them, and \"not used\" for the other.");
            }
        }
        return missing;
    }

    private static String nameOf(BadCell.Question question) {
        return Objects.requireNonNull(
                switch (question) {
                    case ZONE -> "zone";
                    case CURRENCY -> "currency";
                    case COUNTRY -> "country";
                    case STATUS -> "status";
                    case TIME_OF_DAY -> "timeOfDay";
                    case DATE_ORDER -> "dateOrder";
                    case DECIMAL_SIGN -> "decimalSign";
                });
    }
}
