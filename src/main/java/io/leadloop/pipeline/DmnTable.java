package io.leadloop.pipeline;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.InputEntry;
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

    private final DmnModelInstance model;
    private final DecisionTable table;
    private final List<String> inputs;
    private final List<String> outputs;

    /** A rule; the cells by input expression or output name. */
    record Row(String id, String note, Map<String, String> cells) {

        String cell(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }
    }

    private DmnTable(DmnModelInstance model, DecisionTable table) {
        this.model = model;
        this.table = table;
        this.inputs = table.getInputs().stream()
                .map(it -> it.getInputExpression() == null
                                || it.getInputExpression().getText() == null
                        ? ""
                        : it.getInputExpression().getText().getTextContent().strip())
                .toList();
        this.outputs = table.getOutputs().stream()
                .map(it -> Objects.requireNonNullElse(it.getName(), ""))
                .toList();
    }

    /** Reads a file; throws NotAPipeline, in words, where it is not this decision with these columns. */
    static DmnTable read(String xml, String decision, HitPolicy hitPolicy, List<String> inputs, List<String> outputs) {
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
        if (!(found.getExpression() instanceof DecisionTable table)) {
            throw new NotAPipeline(file + ": the decision is no table. LeadLoop asks decision tables only.");
        }
        if (table.getHitPolicy() != hitPolicy || table.getAggregation() != null) {
            throw new NotAPipeline(file + ": the hit policy has to be " + hitPolicy + " without an aggregation.");
        }
        if (found.getCamundaHistoryTimeToLiveString() == null) {
            found.setCamundaHistoryTimeToLiveString(TIME_TO_LIVE);
        }
        DmnTable read = new DmnTable(model, table);
        columns(file, "input expressions", inputs, read.inputs);
        columns(file, "output names", outputs, read.outputs);
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
        Map<String, List<String>> entryIds = new HashMap<>();
        for (Rule rule : List.copyOf(table.getRules())) {
            List<String> ids = new ArrayList<>();
            rule.getInputEntries().forEach(it -> ids.add(it.getId()));
            rule.getOutputEntries().forEach(it -> ids.add(it.getId()));
            entryIds.put(rule.getId(), ids);
            table.getRules().remove(rule);
        }
        for (Row row : rows) {
            table.getRules().add(rule(row, entryIds.getOrDefault(row.id(), List.of())));
        }
        return Dmn.convertToString(model);
    }

    private Rule rule(Row row, List<String> ids) {
        Rule rule = model.newInstance(Rule.class);
        rule.setId(row.id());
        Description description = model.newInstance(Description.class);
        description.setTextContent(row.note());
        rule.setDescription(description);
        for (int i = 0; i < inputs.size(); i++) {
            InputEntry entry = model.newInstance(InputEntry.class);
            entry.setId(i < ids.size() ? ids.get(i) : row.id() + "_in_" + inputs.get(i));
            entry.setText(text(row.cell(inputs.get(i))));
            rule.getInputEntries().add(entry);
        }
        for (int i = 0; i < outputs.size(); i++) {
            int at = inputs.size() + i;
            OutputEntry entry = model.newInstance(OutputEntry.class);
            entry.setId(at < ids.size() ? ids.get(at) : row.id() + "_out_" + outputs.get(i));
            entry.setText(text(row.cell(outputs.get(i))));
            rule.getOutputEntries().add(entry);
        }
        return rule;
    }

    private Text text(String content) {
        Text text = model.newInstance(Text.class);
        text.setTextContent(content);
        return text;
    }

    /** Ids that no element of the file has yet: {@code rule_9}, {@code rule_10}, ... */
    static String freeId(Collection<String> taken) {
        int number = taken.size() + 1;
        while (taken.contains("rule_" + number)) {
            number++;
        }
        return "rule_" + number;
    }
}
