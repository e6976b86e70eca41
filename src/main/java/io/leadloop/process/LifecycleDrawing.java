package io.leadloop.process;

import io.leadloop.pipeline.PipelineStage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code lead-lifecycle.bpmn} for a list of stages by Camunda's model API: one wait state for each stage. For the
 * shipped stages it gives back the shipped file byte for byte; a test holds both together.
 */
final class LifecycleDrawing {

    private static final String DOCUMENTATION =
            "One instance for each lead; the business key is the lead id. A lead waits at its"
                    + " stage until the CRM says that it moved; then what is owed to the ad platforms is planned and the lead waits at"
                    + " its new stage. Any jump, also back, is an ordinary path.";

    private final BpmnModelInstance model = Bpmn.createEmptyModel();
    private final Process process = model.newInstance(Process.class, LeadLifecycle.KEY);
    private final LifecyclePicture picture;

    private LifecycleDrawing(int stages) {
        Definitions definitions = model.newInstance(Definitions.class, "definitions_" + LeadLifecycle.KEY);
        definitions.setTargetNamespace("https://leadloop.io/bpmn");
        definitions.setExporter("LeadLoop");
        definitions.setExporterVersion("1");
        model.setDefinitions(definitions);
        // For the type of conditions, whose prefixes have to be declared.
        model.getDocument().registerNamespace("bpmn", BpmnModelConstants.BPMN20_NS);
        model.getDocument().registerNamespace("xsi", BpmnModelConstants.XSI_NS);
        process.setName("Lead lifecycle");
        process.setExecutable(true);
        process.setCamundaHistoryTimeToLiveString("P30D");
        definitions.addChildElement(process);
        Documentation documentation = nameless(Documentation.class);
        documentation.setTextContent(DOCUMENTATION);
        process.addChildElement(documentation);
        picture = new LifecyclePicture(model, process, stages);
    }

    /**
     * The model's XML.
     *
     * @param labels what wait states and flows of stages are called, by stage id; those without get their stage's name
     * @throws IllegalArgumentException for a stage id that could be part of an expression
     */
    static String of(List<PipelineStage> stages, Map<String, LifecycleLabels.Label> labels) {
        stages.forEach(stage -> {
            // The id becomes part of an expression; lint refuses such drafts, this refuses everything else.
            if (!PipelineStage.ID.matcher(stage.id()).matches()) {
                throw new IllegalArgumentException("The stage id " + stage.id() + " cannot stand in a model.");
            }
        });
        return new LifecycleDrawing(stages.size()).drawn(stages, labels);
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

    private String drawn(List<PipelineStage> stages, Map<String, LifecycleLabels.Label> labels) {
        StartEvent start = node(StartEvent.class, "Start_LeadCaptured", "Lead captured");
        BusinessRuleTask plan = node(BusinessRuleTask.class, "Task_PlanConversions", "Plan and report conversions");
        plan.setCamundaDelegateExpression("${planConversions}");
        ExclusiveGateway gateway = node(ExclusiveGateway.class, "Gateway_WhichStage", "Which stage?");
        EndEvent end = node(EndEvent.class, "End_LeadClosed", "Lead closed");
        picture.frame(start, plan, gateway, end);
        picture.straight(flow("Flow_Captured", null, start, plan));
        picture.straight(flow("Flow_Planned", null, plan, gateway));
        for (int row = 0; row < stages.size(); row++) {
            PipelineStage stage = stages.get(row);
            LifecycleLabels.Label label = labels.getOrDefault(
                    stage.id(), new LifecycleLabels.Label(stage.name() + ": waiting", stage.name()));
            ReceiveTask wait = node(ReceiveTask.class, waitState(stage.id()), label.waiting());
            picture.wait(wait, row);
            String name = pascal(stage.id());
            picture.toWait(conditional("Flow_Stage" + name, label.flow(), gateway, wait, stage.id()), row);
            picture.back(flow("Flow_" + name + "StageChanged", row == 0 ? "stage changed" : null, wait, plan), row);
        }
        picture.toEnd(conditional("Flow_StageClosed", "closed", gateway, end, "CLOSED"));
        return Bpmn.convertToString(model);
    }

    private <T extends FlowNode> T node(Class<T> type, String id, String name) {
        T node = model.newInstance(type, id);
        node.setName(name);
        process.addChildElement(node);
        return node;
    }

    /** Without the id that the model API makes up, which would be another one at each drawing. */
    private <T extends BpmnModelElementInstance> T nameless(Class<T> type) {
        T element = model.newInstance(type);
        element.removeAttribute("id");
        return element;
    }

    private SequenceFlow conditional(String id, String name, FlowNode from, FlowNode to, String stage) {
        SequenceFlow flow = flow(id, name, from, to);
        ConditionExpression condition = nameless(ConditionExpression.class);
        condition.setType("bpmn:tFormalExpression");
        condition.setTextContent("${" + LeadLifecycle.STAGE + " == '" + stage + "'}");
        flow.setConditionExpression(condition);
        return flow;
    }

    private SequenceFlow flow(String id, @Nullable String name, FlowNode from, FlowNode to) {
        SequenceFlow flow = model.newInstance(SequenceFlow.class, id);
        if (name != null) {
            flow.setName(name);
        }
        process.addChildElement(flow);
        flow.setSource(from);
        flow.setTarget(to);
        from.getOutgoing().add(flow);
        to.getIncoming().add(flow);
        return flow;
    }
}
