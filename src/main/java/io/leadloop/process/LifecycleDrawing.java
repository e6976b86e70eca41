package io.leadloop.process;

import io.leadloop.pipeline.PipelineStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code lead-lifecycle.bpmn} for a list of stages: one wait state for each, in the picture of the shipped model.
 * For the shipped stages it gives back the shipped file byte for byte; a test holds both together.
 */
final class LifecycleDrawing {

    private static final int FIRST_ROW = 140;
    private static final int ROW = 110;
    private static final int GATEWAY = 450;

    private final List<PipelineStage> stages;
    private final Map<String, LifecycleLabels.Label> labels;
    private final StringBuilder xml = new StringBuilder(32_768);
    private final int middle;

    private LifecycleDrawing(List<PipelineStage> stages, Map<String, LifecycleLabels.Label> labels) {
        this.stages = stages;
        this.labels = labels;
        this.middle = row(stages.size() / 2);
    }

    /**
     * The model's XML.
     *
     * @param labels what wait states and flows of stages are called, by stage id; those without get their stage's name
     */
    static String of(List<PipelineStage> stages, Map<String, LifecycleLabels.Label> labels) {
        stages.forEach(stage -> {
            // The id becomes part of an expression; lint refuses such drafts, this refuses everything else.
            if (!PipelineStage.ID.matcher(stage.id()).matches()) {
                throw new IllegalArgumentException("The stage id " + stage.id() + " cannot stand in a model.");
            }
        });
        return new LifecycleDrawing(stages, labels).drawn();
    }

    /** {@code DEMO_ATTENDED} as ids write it: {@code DemoAttended}. */
    static String pascal(String stage) {
        StringBuilder name = new StringBuilder();
        for (String word : stage.split("_")) {
            if (!word.isEmpty()) {
                name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return name.toString();
    }

    static String waitState(String stage) {
        return "Wait_" + pascal(stage);
    }

    private static int row(int stage) {
        return FIRST_ROW + ROW * stage;
    }

    private String drawn() {
        xml.append(LifecycleFrame.HEAD);
        stages.forEach(it -> line("      <bpmn:incoming>Flow_%sStageChanged</bpmn:incoming>", pascal(it.id())));
        xml.append(LifecycleFrame.AFTER_PLAN);
        stages.forEach(it -> line("      <bpmn:outgoing>Flow_Stage%s</bpmn:outgoing>", pascal(it.id())));
        xml.append(LifecycleFrame.AFTER_GATEWAY);
        stages.forEach(this::waitTask);
        xml.append(LifecycleFrame.END_EVENT);
        stages.forEach(this::flowToWait);
        for (PipelineStage stage : stages) {
            String name = pascal(stage.id());
            line(
                    "    <bpmn:sequenceFlow id=\"Flow_%sStageChanged\"%s sourceRef=\"Wait_%s\""
                            + " targetRef=\"Task_PlanConversions\"/>",
                    name, stage.equals(stages.get(0)) ? " name=\"stage changed\"" : "", name);
        }
        xml.append(LifecycleFrame.CLOSED_FLOW);
        picture();
        return xml.toString();
    }

    private void waitTask(PipelineStage stage) {
        String name = pascal(stage.id());
        line(
                "    <bpmn:receiveTask id=\"Wait_%s\" name=\"%s\">",
                name, escaped(label(stage).waiting()));
        line("      <bpmn:incoming>Flow_Stage%s</bpmn:incoming>", name);
        line("      <bpmn:outgoing>Flow_%sStageChanged</bpmn:outgoing>", name);
        line("    </bpmn:receiveTask>");
    }

    private void flowToWait(PipelineStage stage) {
        String name = pascal(stage.id());
        line(
                "    <bpmn:sequenceFlow id=\"Flow_Stage%s\" name=\"%s\" sourceRef=\"Gateway_WhichStage\" targetRef=\"Wait_%s\">",
                name, escaped(label(stage).flow()), name);
        line(
                "      <bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${%s == '%s'}</bpmn:conditionExpression>",
                LeadLifecycle.STAGE, stage.id());
        line("    </bpmn:sequenceFlow>");
    }

    private LifecycleLabels.Label label(PipelineStage stage) {
        return labels.getOrDefault(stage.id(), new LifecycleLabels.Label(stage.name() + ": waiting", stage.name()));
    }

    private void picture() {
        xml.append(LifecycleFrame.PICTURE
                .replace("@startLabel", Integer.toString(middle + 25))
                .replace("@start", Integer.toString(middle - 18))
                .replace("@plan", Integer.toString(middle - 40))
                .replace("@gatewayLabel", Integer.toString(middle + 30))
                .replace("@gateway", Integer.toString(middle - 25)));
        int end = row(stages.size());
        for (int i = 0; i < stages.size(); i++) {
            String wait = waitState(stages.get(i).id());
            line("      <bpmndi:BPMNShape id=\"shape_%s\" bpmnElement=\"%s\">", wait, wait);
            line("        <dc:Bounds x=\"555\" y=\"%d\" width=\"120\" height=\"80\"/>", row(i) - 40);
            line("      </bpmndi:BPMNShape>");
        }
        line("      <bpmndi:BPMNShape id=\"shape_End_LeadClosed\" bpmnElement=\"End_LeadClosed\">");
        line("        <dc:Bounds x=\"597\" y=\"%d\" width=\"36\" height=\"36\"/>", end - 18);
        label(588, end + 25, 57, 14);
        line("      </bpmndi:BPMNShape>");
        edge("Flow_Captured", List.of(point(188, middle), point(250, middle)), "");
        edge("Flow_Planned", List.of(point(360, middle), point(425, middle)), "");
        for (int i = 0; i < stages.size(); i++) {
            edge(
                    "Flow_Stage" + pascal(stages.get(i).id()),
                    toRow(row(i), 555),
                    labelBounds(label(stages.get(i)).flow(), row(i)));
        }
        for (int i = 0; i < stages.size(); i++) {
            int y = row(i);
            edge(
                    "Flow_" + pascal(stages.get(i).id()) + "StageChanged",
                    List.of(point(675, y), point(760, y), point(760, 60), point(305, 60), point(305, middle - 40)),
                    i == 0 ? bounds(480, 40, 110, 14) : "");
        }
        edge("Flow_StageClosed", toRow(end, 597), bounds(485, end - 18, 50, 14));
        xml.append(LifecycleFrame.FOOT);
    }

    private List<String> toRow(int y, int to) {
        if (y == middle) {
            return List.of(point(475, y), point(to, y));
        }
        return List.of(point(GATEWAY, y < middle ? middle - 25 : middle + 25), point(GATEWAY, y), point(to, y));
    }

    /** Long names get the whole room between the gateway's line and the wait state, on two lines where they need them. */
    private static String labelBounds(String name, int y) {
        if (name.length() <= 8) {
            return bounds(485, y - 18, 50, 14);
        }
        return name.length() <= 14 ? bounds(458, y - 18, 90, 14) : bounds(458, y - 32, 90, 27);
    }

    private static String bounds(int x, int y, int width, int height) {
        return "        <bpmndi:BPMNLabel>\n          <dc:Bounds x=\"" + x + "\" y=\"" + y + "\" width=\"" + width
                + "\" height=\"" + height + "\"/>\n        </bpmndi:BPMNLabel>";
    }

    private void label(int x, int y, int width, int height) {
        line(bounds(x, y, width, height));
    }

    private static String point(int x, int y) {
        return "        <di:waypoint x=\"" + x + "\" y=\"" + y + "\"/>";
    }

    private void edge(String flow, List<String> points, String label) {
        List<String> lines = new ArrayList<>();
        lines.add("      <bpmndi:BPMNEdge id=\"edge_" + flow + "\" bpmnElement=\"" + flow + "\">");
        lines.addAll(points);
        if (!label.isEmpty()) {
            lines.add(label);
        }
        lines.add("      </bpmndi:BPMNEdge>");
        line(lines.stream().collect(Collectors.joining("\n")));
    }

    private void line(String text, Object... values) {
        xml.append(values.length == 0 ? text : text.formatted(values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
