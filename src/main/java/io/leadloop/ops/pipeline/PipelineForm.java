package io.leadloop.ops.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.DmnFiles;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlanWords;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StatusRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/** The page's three tables as a form sends them: one value of each column for each row, in the rows' order. */
final class PipelineForm {

    private static final int MOST_WORDS = 2_000;
    private static final int LONGEST_WORD = 500;

    private final FormRows stageRows;
    private final FormRows ruleRows;
    private final FormRows lineRows;
    private final FormRows removedRows;
    private final FormRows unmappedRows;
    private final List<CellNote> notes = new ArrayList<>();

    PipelineForm(MultiValueMap<String, String> sent) {
        stageRows = new FormRows(sent, "stage", notes);
        ruleRows = new FormRows(sent, "rule", notes);
        lineRows = new FormRows(sent, "line", notes);
        removedRows = new FormRows(sent, "removed", notes);
        unmappedRows = new FormRows(sent, "unmapped", notes);
    }

    /**
     * The same form without what only its button saves: new rows, removed rows and stages of statuses that wait. So a save
     * while somebody types adds no row twice.
     */
    static PipelineForm ofKnownRows(MultiValueMap<String, String> sent) {
        return new PipelineForm(KnownRows.of(sent));
    }

    /** Throws CellMistakes with all of them where cells hold what they cannot hold. */
    Pipeline pipeline() {
        notes.clear();
        Pipeline pipeline = new Pipeline(stages(), rules(), lines());
        List<CellNote> wrong = notes.stream().filter(CellNote::wrong).distinct().toList();
        if (!wrong.isEmpty()) {
            throw new CellMistakes(wrong);
        }
        return pipeline;
    }

    /** What numbers were understood as, after {@link #pipeline()}. */
    List<CellNote> understood() {
        return notes.stream().filter(it -> !it.wrong()).distinct().toList();
    }

    /** Where the leads of removed stages go, by the removed stage's id. */
    Map<String, String> removed() {
        Map<String, String> removed = new LinkedHashMap<>();
        removedRows.each(row -> {
            if (!row.text("to").isEmpty()) {
                removed.put(row.text("id"), row.text("to"));
            }
        });
        return removed;
    }

    private List<PipelineStage> stages() {
        List<PipelineStage> stages = new ArrayList<>();
        stageRows.inOrder(row -> {
            if (row.text("name").isEmpty() && row.text("id").isEmpty()) {
                return;
            }
            String id = row.text("id").isEmpty() ? idOf(row.text("name")) : row.text("id");
            stages.add(new PipelineStage(
                    id,
                    row.text("name"),
                    row.choice("kind", StageKind.class),
                    row.whole("allowedDays"),
                    row.whole("holdHours") == null ? 0 : row.whole("holdHours"),
                    row.choice("adjustment", AdjustmentPolicy.class)));
        });
        return stages;
    }

    /** {@code Demo attended} becomes {@code DEMO_ATTENDED}. */
    static String idOf(String name) {
        String id = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        return id.length() <= 40 ? id : id.substring(0, 40);
    }

    private List<StatusRule> rules() {
        List<StatusRule> rules = new ArrayList<>();
        Set<String> ids = ruleRows.ids();
        ruleRows.inOrder(row -> {
            if (row.text("id").isEmpty() && row.text("status").isEmpty()) {
                return;
            }
            rules.add(new StatusRule(
                    row.idOr(ids),
                    row.text("note"),
                    words(row.text("source"), "[\\s,]+"),
                    words(row.text("record"), ","),
                    words(row.text("status"), "\\R"),
                    words(row.text("outcome"), ","),
                    row.text("stage")));
        });
        unmappedRows.each(row -> {
            if (!row.text("stage").isEmpty()) {
                StatusEdits.add(rules, ids, row.text("status"), row.text("stage"));
            }
        });
        return rules;
    }

    private List<ReportLine> lines() {
        List<ReportLine> lines = new ArrayList<>();
        Set<String> ids = lineRows.ids();
        lineRows.each(row -> {
            if (row.text("id").isEmpty() && row.text("action").isEmpty()) {
                return;
            }
            ValueRule rule = row.choice("value", ValueRule.class);
            BigDecimal amount = row.number("amount");
            String typed = row.text("currency").toUpperCase(Locale.ROOT);
            String currency = typed.isEmpty() ? null : typed;
            BigDecimal share = row.percent("share");
            if (rule == ValueRule.FIXED && amount != null && currency != null) {
                row.understood("amount", PlanWords.money(amount, currency));
            } else if (rule == ValueRule.SHARE && share != null) {
                row.understood("share", share.toPlainString() + " %");
            }
            lines.add(new ReportLine(
                    row.idOr(ids),
                    row.text("note"),
                    row.text("stage"),
                    new LeadFilter(
                            words(row.text("country").toUpperCase(Locale.ROOT), "[\\s,]+"),
                            words(row.text("source"), "[\\s,]+"),
                            names(row.text("utmSource")),
                            names(row.text("utmMedium")),
                            names(row.text("campaign")),
                            row.dealSize("dealSize")),
                    row.text("destination"),
                    row.text("action"),
                    row.choice("role", ConversionRole.class),
                    rule,
                    amount,
                    currency,
                    share,
                    row.choice("match", Match.class)));
        });
        return lines;
    }

    /** Names that may hold spaces and commas, separated by semicolons; {@code not: brand; shop} for all others. */
    private static Condition names(String cell) {
        boolean not = cell.regionMatches(true, 0, DmnFiles.NOT, 0, DmnFiles.NOT.length());
        String names = not ? cell.substring(DmnFiles.NOT.length()) : cell;
        List<String> each = Arrays.stream(names.split(DmnFiles.BETWEEN_NAMES))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        return bounded(not && !each.isEmpty(), each);
    }

    /** {@code DE AT}, or {@code not DE AT} for all others. */
    private static Condition words(String cell, String separator) {
        List<String> words = new ArrayList<>(Arrays.stream(cell.split(separator))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList());
        boolean not = words.size() > 1 && words.get(0).equalsIgnoreCase("not");
        if (not) {
            words.remove(0);
        }
        if (new HashSet<>(words).size() != words.size()) {
            throw new NotAPipeline("One word stands twice in " + cell + ".");
        }
        return bounded(not, words);
    }

    /** What is saved has to be readable again: the bounds of a file's cell. */
    private static Condition bounded(boolean not, List<String> words) {
        if (words.size() > MOST_WORDS || words.stream().anyMatch(it -> it.length() > LONGEST_WORD)) {
            throw new NotAPipeline(
                    "Nothing was saved: a cell holds more than 2,000 words, or one of more than 500 characters.");
        }
        return new Condition(not, words);
    }
}
