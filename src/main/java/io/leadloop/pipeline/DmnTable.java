package io.leadloop.pipeline;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.DrgElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * A DMN file with one decision table as rows of cells, by column. Writing keeps everything of the file that is not a
 * rule (picture, labels, ids), and the ids of the rules and cells that stay.
 */
final class DmnTable {

    private static final int LARGEST_FILE = 1_000_000;
    private static final String TIME_TO_LIVE = "P365D";
    private static final Pattern DAYS = Pattern.compile("P\\d{1,5}D|\\d{1,5}");

    private final DmnModelInstance model;
    private final DecisionTable table;
    private final List<String> inputs;
    private final List<String> possible;
    private final List<String> outputs;

    /** A rule; the cells by input expression or output name. */
    record Row(String id, String note, Map<String, String> cells) {

        String cell(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }
    }

    private DmnTable(DmnModelInstance model, DecisionTable table, List<String> possible) {
        this.model = model;
        this.table = table;
        this.possible = possible;
        this.inputs = new ArrayList<>(table.getInputs().stream()
                .map(it -> it.getInputExpression() == null
                                || it.getInputExpression().getText() == null
                        ? ""
                        : it.getInputExpression().getText().getTextContent().strip())
                .toList());
        this.outputs = table.getOutputs().stream()
                .map(it -> Objects.requireNonNullElse(it.getName(), ""))
                .toList();
    }

    /**
     * Reads a file; throws NotAPipeline, in words, where it is not this decision with these columns.
     *
     * @param possible inputs that a file may have or not; written only where a rule uses them
     */
    static DmnTable read(
            String xml,
            String decision,
            HitPolicy hitPolicy,
            List<String> inputs,
            List<String> possible,
            List<String> outputs) {
        String file = decision + ".dmn";
        if (xml.length() > LARGEST_FILE || xml.contains("<!DOCTYPE")) {
            throw new NotAPipeline(file + " is larger than 1 MB or has a DOCTYPE. Save it with Camunda Modeler.");
        }
        DmnModelInstance model = parse(xml, file);
        Decision found = model.getModelElementsByType(Decision.class).stream()
                .filter(it -> decision.equals(it.getId()))
                .findFirst()
                .orElseThrow(() -> new NotAPipeline(file + " has no decision with the id " + decision
                        + ". Set the decision's id in Camunda Modeler."));
        if (model.getModelElementsByType(DrgElement.class).size() > 1
                || !found.getInformationRequirements().isEmpty()
                || !found.getKnowledgeRequirements().isEmpty()) {
            throw new NotAPipeline(file + " holds more than the one decision table, or requires another decision."
                    + " LeadLoop asks one table: remove the other decisions and what points to them.");
        }
        if (!(found.getExpression() instanceof DecisionTable table)) {
            throw new NotAPipeline(file + ": the decision is no table. LeadLoop asks decision tables only.");
        }
        if (table.getHitPolicy() != hitPolicy || table.getAggregation() != null) {
            throw new NotAPipeline(file + ": the hit policy has to be " + hitPolicy + " without an aggregation.");
        }
        String timeToLive = found.getCamundaHistoryTimeToLiveString();
        if (timeToLive == null) {
            found.setCamundaHistoryTimeToLiveString(TIME_TO_LIVE);
        } else if (!DAYS.matcher(timeToLive).matches()) {
            throw new NotAPipeline(file + ": the history's time to live has to be a number of days, such as P365D.");
        }
        DmnTable read = new DmnTable(model, table, possible);
        columns(
                file,
                "input expressions",
                inputs,
                read.inputs.stream().filter(it -> !possible.contains(it)).toList());
        columns(file, "output names", outputs, read.outputs);
        read.table.getRules().stream()
                .filter(it -> it.getInputEntries().size() != read.inputs.size()
                        || it.getOutputEntries().size() != read.outputs.size())
                .findFirst()
                .ifPresent(it -> {
                    throw new NotAPipeline(
                            file + ", rule " + it.getId() + ", has more or fewer cells than the table has"
                                    + " columns. Save it with Camunda Modeler.");
                });
        if (!read.languages().allMatch(DmnTable::isFeel)) {
            throw new NotAPipeline(file + ": only FEEL is taken as expression language.");
        }
        return read;
    }

    private Stream<@Nullable String> languages() {
        Stream<@Nullable String> rules = table.getRules().stream()
                .flatMap(rule -> Stream.concat(
                        rule.getInputEntries().stream().map(InputEntry::getExpressionLanguage),
                        rule.getOutputEntries().stream().map(OutputEntry::getExpressionLanguage)));
        Stream<@Nullable String> inputs = table.getInputs().stream()
                .map(it -> it.getInputExpression() == null
                        ? null
                        : it.getInputExpression().getExpressionLanguage());
        return Stream.concat(Stream.of(model.getDefinitions().getExpressionLanguage()), Stream.concat(rules, inputs));
    }

    private static boolean isFeel(@Nullable String language) {
        return language == null || language.equalsIgnoreCase("feel") || language.endsWith("/FEEL/");
    }

    private static DmnModelInstance parse(String xml, String file) {
        try {
            return Dmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ModelException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new NotAPipeline(
                    file + " is no valid DMN 1.3 file: " + Condition.shortened(String.valueOf(cause.getMessage()))
                            + " Save it with Camunda Modeler.",
                    e);
        }
    }

    private static void columns(String file, String what, List<String> wanted, List<String> found) {
        if (found.size() != wanted.size() || !found.containsAll(wanted)) {
            throw new NotAPipeline(file + ": its " + what + " are " + found + " and have to be " + wanted
                    + ", in any order. Start from the file that the page lets you download.");
        }
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Rule rule : table.getRules()) {
            Map<String, String> cells = new LinkedHashMap<>();
            possible.forEach(it -> cells.put(it, ""));
            List<InputEntry> in = List.copyOf(rule.getInputEntries());
            for (int i = 0; i < in.size(); i++) {
                cells.put(inputs.get(i), text(in.get(i).getText()));
            }
            List<OutputEntry> out = List.copyOf(rule.getOutputEntries());
            for (int i = 0; i < out.size(); i++) {
                cells.put(outputs.get(i), text(out.get(i).getText()));
            }
            Description description = rule.getDescription();
            rows.add(new Row(
                    rule.getId(),
                    description == null ? "" : description.getTextContent().strip(),
                    cells));
        }
        return rows;
    }

    private static String text(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }

    /** The file with these rules in the place of its own. */
    String with(List<Row> rows) {
        Map<String, Map<String, String>> entryIds = new HashMap<>();
        for (Rule rule : List.copyOf(table.getRules())) {
            entryIds.put(rule.getId(), ids(rule));
            table.getRules().remove(rule);
        }
        possible.stream()
                .filter(it -> !inputs.contains(it)
                        && rows.stream().anyMatch(row -> !row.cell(it).isEmpty()))
                .forEach(this::add);
        for (Row row : rows) {
            table.getRules().add(rule(row, entryIds.getOrDefault(row.id(), Map.of())));
        }
        return Dmn.convertToString(model);
    }

    private void add(String column) {
        InputExpression expression = model.newInstance(InputExpression.class);
        expression.setId("inputExpression_" + column);
        expression.setTypeRef(column.equals("dealAmount") ? "number" : "string");
        expression.setExpressionLanguage("feel");
        expression.setText(text(column));
        Input input = model.newInstance(Input.class);
        input.setId("input_" + column);
        input.setLabel(column);
        input.setInputExpression(expression);
        table.getInputs().add(input);
        inputs.add(column);
    }

    /** The ids of a rule's cells by column; before a column is added. */
    private Map<String, String> ids(Rule rule) {
        Map<String, String> ids = new HashMap<>();
        Iterator<InputEntry> in = rule.getInputEntries().iterator();
        inputs.stream()
                .filter(it -> in.hasNext())
                .forEach(it -> ids.put(it, in.next().getId()));
        Iterator<OutputEntry> out = rule.getOutputEntries().iterator();
        outputs.stream()
                .filter(it -> out.hasNext())
                .forEach(it -> ids.put(it, out.next().getId()));
        return ids;
    }

    private Rule rule(Row row, Map<String, String> ids) {
        Rule rule = model.newInstance(Rule.class);
        rule.setId(row.id());
        Description description = model.newInstance(Description.class);
        description.setTextContent(row.note());
        rule.setDescription(description);
        for (String column : inputs) {
            InputEntry entry = model.newInstance(InputEntry.class);
            entry.setId(ids.getOrDefault(column, row.id() + "_in_" + column));
            entry.setText(text(row.cell(column)));
            rule.getInputEntries().add(entry);
        }
        for (String column : outputs) {
            OutputEntry entry = model.newInstance(OutputEntry.class);
            entry.setId(ids.getOrDefault(column, row.id() + "_out_" + column));
            entry.setText(text(row.cell(column)));
            rule.getOutputEntries().add(entry);
        }
        return rule;
    }

    private Text text(String content) {
        Text text = model.newInstance(Text.class);
        text.setTextContent(content);
        return text;
    }
}
