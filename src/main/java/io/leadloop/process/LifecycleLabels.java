package io.leadloop.process;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;

/** What people called wait states and flows in a model, so that a newer one calls them the same. */
final class LifecycleLabels {

    private static final Pattern STAGE = Pattern.compile("\\$\\{" + LeadLifecycle.STAGE + " == '([A-Z0-9_]+)'}");

    /**
     * @param waiting name of the wait state, e.g. {@code MQL: waiting for sales}
     * @param flow name of the flow that leads there
     */
    record Label(String waiting, String flow) {}

    private LifecycleLabels() {}

    /** By stage id. */
    static Map<String, Label> of(BpmnModelInstance model) {
        Map<String, Label> labels = new HashMap<>();
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            if (flow.getConditionExpression() != null && flow.getTarget() instanceof ReceiveTask wait) {
                Matcher stage = STAGE.matcher(flow.getConditionExpression().getTextContent());
                if (stage.matches() && wait.getName() != null && flow.getName() != null) {
                    labels.put(stage.group(1), new Label(wait.getName(), flow.getName()));
                }
            }
        }
        return labels;
    }
}
