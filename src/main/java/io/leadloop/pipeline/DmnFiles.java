package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The two decision tables as files that Camunda Modeler opens.
 *
 * @param stageMapping text of {@code stage-mapping.dmn}
 * @param conversionPlan text of {@code conversion-plan.dmn}
 */
public record DmnFiles(String stageMapping, String conversionPlan) {

    public static final String STAGE_MAPPING = "stage-mapping";
    public static final String CONVERSION_PLAN = "conversion-plan";
    /** How the page writes several names of campaigns, which may hold spaces and commas, and all but these. */
    public static final String BETWEEN_NAMES = ";";

    public static final String NOT = "not:";

    /** No exponent: a short one can stand for a number of a million digits. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,10})?");

    private static final List<String> MAPPING_INPUTS = List.of("source", "record", "status", "outcome");
    private static final List<String> MAPPING_OUTPUTS = List.of("stage");
    private static final List<String> PLAN_INPUTS = List.of("stage", "country");
    /** Columns that a file gets when a line first needs them, so that older files stay as they are. */
    private static final List<String> PLAN_FILTERS = List.of(
            "source", PlanInput.UTM_SOURCE, PlanInput.UTM_MEDIUM, PlanInput.CAMPAIGN, "dealAmount", "dealCurrency");

    private static final List<String> PLAN_OUTPUTS =
            List.of("destination", "action", "role", "value", "amount", "currency", "share", "match");

    private DmnTable mapping() {
        return DmnTable.read(stageMapping, STAGE_MAPPING, HitPolicy.FIRST, MAPPING_INPUTS, List.of(), MAPPING_OUTPUTS);
    }

    private DmnTable plan() {
        return DmnTable.read(
                conversionPlan, CONVERSION_PLAN, HitPolicy.COLLECT, PLAN_INPUTS, PLAN_FILTERS, PLAN_OUTPUTS);
    }

    /** The rules of both files; throws NotAPipeline, in words, where they say what the page could not show. */
    public Pipeline with(List<PipelineStage> stages) {
        List<ReportLine> lines = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (DmnTable.Row row : plan().rows()) {
            String place = "conversion-plan.dmn, rule " + row.id();
            Condition at = Condition.ofFeel(row.cell("stage"), place + ", column stage,");
            if (at.isAny() || at.not()) {
                throw new NotAPipeline(place + " has no stage. Name the stages for which it reports.");
            }
            for (String stage : at.words()) {
                String id = ids.add(row.id()) ? row.id() : row.id() + "_" + stage;
                ids.add(id);
                lines.add(line(row, id, stage, place));
            }
        }
        return new Pipeline(
                stages, mapping().rows().stream().map(DmnFiles::rule).toList(), lines);
    }

    /** These files with the rules of the pipeline; everything else in them stays. */
    public DmnFiles written(Pipeline pipeline) {
        return new DmnFiles(
                mapping().with(pipeline.statuses().stream().map(DmnFiles::row).toList()),
                plan().with(pipeline.reports().stream().map(DmnFiles::row).toList()));
    }

    private static StatusRule rule(DmnTable.Row row) {
        String place = "stage-mapping.dmn, rule " + row.id() + ", column ";
        return new StatusRule(
                row.id(),
                row.note(),
                Condition.ofFeel(row.cell("source"), place + "source,"),
                Condition.ofFeel(row.cell("record"), place + "record,"),
                Condition.ofFeel(row.cell("status"), place + "status,"),
                Condition.ofFeel(row.cell("outcome"), place + "outcome,"),
                word(row.cell("stage"), place + "stage,"));
    }

    private static DmnTable.Row row(StatusRule rule) {
        return new DmnTable.Row(
                rule.id(),
                rule.note(),
                Map.of(
                        "source", rule.source().feel(),
                        "record", rule.record().feel(),
                        "status", rule.status().feel(),
                        "outcome", rule.outcome().feel(),
                        "stage", quoted(rule.stage())));
    }

    private static ReportLine line(DmnTable.Row row, String id, String stage, String place) {
        String column = place + ", column ";
        return new ReportLine(
                id,
                row.note(),
                stage,
                leads(row, column),
                word(row.cell("destination"), column + "destination,"),
                word(row.cell("action"), column + "action,"),
                name(ConversionRole.class, row, "role", column),
                name(ValueRule.class, row, "value", column),
                number(row.cell("amount"), column + "amount,"),
                row.cell("currency").isEmpty() ? null : word(row.cell("currency"), column + "currency,"),
                number(row.cell("share"), column + "share,"),
                name(Match.class, row, "match", column));
    }

    private static LeadFilter leads(DmnTable.Row row, String column) {
        String currency = row.cell("dealCurrency");
        return new LeadFilter(
                Condition.ofFeel(row.cell("country"), column + "country,"),
                Condition.ofFeel(row.cell("source"), column + "source,"),
                labels(row.cell(PlanInput.UTM_SOURCE), column + "utmSource,"),
                labels(row.cell(PlanInput.UTM_MEDIUM), column + "utmMedium,"),
                names(row.cell(PlanInput.CAMPAIGN), column + "campaign,"),
                DealSize.ofFeel(
                        row.cell("dealAmount"),
                        currency.isEmpty() ? null : word(currency, column + "dealCurrency,"),
                        column + "dealAmount,"));
    }

    /** Names that the page's cell can show and read back. */
    private static Condition names(String cell, String place) {
        Condition names = Condition.ofFeel(cell, place);
        names.words().stream()
                .filter(it ->
                        it.isBlank() || it.contains(BETWEEN_NAMES) || it.regionMatches(true, 0, NOT, 0, NOT.length()))
                .findFirst()
                .ifPresent(it -> {
                    throw new NotAPipeline(place + " holds \"" + Condition.shortened(it)
                            + "\". A name is not empty, has no " + BETWEEN_NAMES + " in it and does not begin with "
                            + NOT + ": the page could not show it.");
                });
        return names;
    }

    /** Names in small letters, as labels of visits are stored: any other fits no lead. */
    private static Condition labels(String cell, String place) {
        Condition labels = names(cell, place);
        labels.words().stream()
                .filter(it -> !it.equals(it.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(it -> {
                    throw new NotAPipeline(place + " holds \"" + Condition.shortened(it)
                            + "\". LeadLoop keeps these labels in small letters: write it so.");
                });
        return labels;
    }

    private static DmnTable.Row row(ReportLine line) {
        Map<String, String> cells = new HashMap<>();
        cells.put("stage", quoted(line.stage()));
        cells.put("country", line.leads().country().feel());
        cells.put("source", line.leads().source().feel());
        cells.put(PlanInput.UTM_SOURCE, line.leads().utmSource().feel());
        cells.put(PlanInput.UTM_MEDIUM, line.leads().utmMedium().feel());
        cells.put(PlanInput.CAMPAIGN, line.leads().campaign().feel());
        DealSize size = line.leads().dealSize();
        cells.put("dealAmount", size.feel());
        cells.put("dealCurrency", size.currency() == null ? "" : quoted(size.currency()));
        cells.put("destination", quoted(line.destination()));
        cells.put("action", quoted(line.action()));
        cells.put("role", quoted(line.role().name()));
        cells.put("value", quoted(line.value().name()));
        cells.put("amount", line.amount() == null ? "" : line.amount().toPlainString());
        cells.put("currency", line.currency() == null ? "" : quoted(line.currency()));
        cells.put("share", line.share() == null ? "" : line.share().toPlainString());
        cells.put("match", quoted(line.match().name()));
        return new DmnTable.Row(line.id(), line.note(), cells);
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    private static String word(String cell, String place) {
        Condition words = Condition.ofFeel(cell, place);
        if (words.not() || words.words().size() != 1) {
            throw new NotAPipeline(place + " has to hold one word in double quotes and holds "
                    + (cell.isEmpty() ? "nothing" : Condition.shortened(cell)) + ".");
        }
        return words.words().get(0);
    }

    private static <E extends Enum<E>> E name(Class<E> names, DmnTable.Row row, String column, String place) {
        String word = word(row.cell(column), place + column + ",");
        try {
            return Enum.valueOf(names, word);
        } catch (IllegalArgumentException e) {
            throw new NotAPipeline(place + column + ", holds \"" + word + "\" and has to hold one of "
                    + List.of(names.getEnumConstants()) + ".");
        }
    }

    private static @Nullable BigDecimal number(String cell, String place) {
        if (cell.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(cell).matches()) {
            throw new NotAPipeline(place + " has to hold a number such as 120.50, or nothing, and holds "
                    + Condition.shortened(cell) + ".");
        }
        return new BigDecimal(cell);
    }
}
