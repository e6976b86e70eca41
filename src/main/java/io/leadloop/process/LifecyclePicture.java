package io.leadloop.process;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/**
 * The picture of {@link LifecycleDrawing}, in pixels: from left to right start, plan and gateway in the middle row, the wait
 * states below each other with the end under them, and one line back from all of them over the top.
 */
final class LifecyclePicture {

    private static final int FIRST_ROW = 140;
    private static final int ROW = 110;
    private static final int GATEWAY = 450;
    private static final int HALF_GATEWAY = 25;
    private static final int WAIT = 555;
    private static final int WAIT_WIDTH = 120;
    private static final int END = 597;
    private static final int EVENT = 36;
    private static final int HEIGHT = 80;
    private static final int PLAN_MIDDLE = 305;
    private static final int WAY_BACK = 760;
    private static final int TOP = 60;
    private static final int LINE = 14;

    private final BpmnModelInstance model;
    private final BpmnPlane plane;
    private final int middle;
    private final int last;

    LifecyclePicture(BpmnModelInstance model, Process process, int stages) {
        this.model = model;
        plane = model.newInstance(BpmnPlane.class, "plane_" + process.getId());
        plane.setBpmnElement(process);
        BpmnDiagram diagram = model.newInstance(BpmnDiagram.class, "diagram_" + process.getId());
        diagram.setBpmnPlane(plane);
        model.getDefinitions().addChildElement(diagram);
        middle = y(stages / 2);
        last = y(stages);
    }

    private static int y(int row) {
        return FIRST_ROW + ROW * row;
    }

    /** What is the same for every pipeline. */
    void frame(FlowNode start, FlowNode plan, FlowNode gateway, FlowNode end) {
        shape(start, 152, middle - EVENT / 2, EVENT, EVENT).setBpmnLabel(label(137, middle + 25, 67, LINE));
        shape(plan, 250, middle - HEIGHT / 2, 110, HEIGHT);
        BpmnShape which =
                shape(gateway, GATEWAY - HALF_GATEWAY, middle - HALF_GATEWAY, 2 * HALF_GATEWAY, 2 * HALF_GATEWAY);
        which.setMarkerVisible(true);
        which.setBpmnLabel(label(374, middle + 30, 64, LINE));
        shape(end, END, last - EVENT / 2, EVENT, EVENT).setBpmnLabel(label(588, last + 25, 57, LINE));
    }

    void wait(FlowNode wait, int row) {
        shape(wait, WAIT, y(row) - HEIGHT / 2, WAIT_WIDTH, HEIGHT);
    }

    /** Between two neighbours of the frame. */
    void straight(SequenceFlow flow) {
        Bounds from = bounds(flow.getSource());
        int left = (int) (from.getX() + from.getWidth());
        edge(flow, left, middle, bounds(flow.getTarget()).getX().intValue(), middle);
    }

    /** From the gateway. Long names get the whole room before the wait state, on two lines where they need them. */
    void toWait(SequenceFlow flow, int row) {
        int length = flow.getName().length();
        int y = y(row);
        toRow(flow, y, WAIT)
                .setBpmnLabel(
                        length <= 8
                                ? label(485, y - 18, 50, LINE)
                                : length <= 14 ? label(458, y - 18, 90, LINE) : label(458, y - 32, 90, 27));
    }

    void toEnd(SequenceFlow flow) {
        toRow(flow, last, END).setBpmnLabel(label(485, last - 18, 50, LINE));
    }

    /** Over the top to the plan; the first one has the label of all. */
    void back(SequenceFlow flow, int row) {
        int y = y(row);
        int right = WAIT + WAIT_WIDTH;
        BpmnEdge edge =
                edge(flow, right, y, WAY_BACK, y, WAY_BACK, TOP, PLAN_MIDDLE, TOP, PLAN_MIDDLE, middle - HEIGHT / 2);
        if (row == 0) {
            edge.setBpmnLabel(label(480, TOP - 20, 110, LINE));
        }
    }

    private BpmnEdge toRow(SequenceFlow flow, int y, int to) {
        if (y == middle) {
            return edge(flow, GATEWAY + HALF_GATEWAY, y, to, y);
        }
        int corner = y < middle ? middle - HALF_GATEWAY : middle + HALF_GATEWAY;
        return edge(flow, GATEWAY, corner, GATEWAY, y, to, y);
    }

    private BpmnShape shape(FlowNode node, int x, int y, int width, int height) {
        BpmnShape shape = model.newInstance(BpmnShape.class, "shape_" + node.getId());
        shape.setBpmnElement(node);
        shape.setBounds(bounds(x, y, width, height));
        plane.addChildElement(shape);
        return shape;
    }

    /** Points as pairs of x and y. */
    private BpmnEdge edge(SequenceFlow flow, int... points) {
        BpmnEdge edge = model.newInstance(BpmnEdge.class, "edge_" + flow.getId());
        edge.setBpmnElement(flow);
        for (int i = 0; i < points.length; i += 2) {
            Waypoint point = model.newInstance(Waypoint.class);
            point.setX(points[i]);
            point.setY(points[i + 1]);
            edge.getWaypoints().add(point);
        }
        plane.addChildElement(edge);
        return edge;
    }

    private BpmnLabel label(int x, int y, int width, int height) {
        BpmnLabel label = model.newInstance(BpmnLabel.class);
        // A made-up id would be another one at each drawing.
        label.removeAttribute("id");
        label.setBounds(bounds(x, y, width, height));
        return label;
    }

    private static Bounds bounds(FlowNode node) {
        return ((BpmnShape) node.getDiagramElement()).getBounds();
    }

    private Bounds bounds(int x, int y, int width, int height) {
        Bounds bounds = model.newInstance(Bounds.class);
        bounds.setX(x);
        bounds.setY(y);
        bounds.setWidth(width);
        bounds.setHeight(height);
        return bounds;
    }
}
