package io.leadloop.process;

/** The parts of {@code bpmn/lead-lifecycle.bpmn} that are the same for every pipeline; {@code @words} are places. */
final class LifecycleFrame {

    static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions_lead-lifecycle" targetNamespace="https://leadloop.io/bpmn" exporter="LeadLoop" exporterVersion="1">
              <bpmn:process id="lead-lifecycle" name="Lead lifecycle" isExecutable="true" camunda:historyTimeToLive="P30D">
                <bpmn:documentation>One instance for each lead; the business key is the lead id. A lead waits at its stage until the CRM says that it moved; then what is owed to the ad platforms is planned and the lead waits at its new stage. Any jump, also back, is an ordinary path.</bpmn:documentation>
                <bpmn:startEvent id="Start_LeadCaptured" name="Lead captured">
                  <bpmn:outgoing>Flow_Captured</bpmn:outgoing>
                </bpmn:startEvent>
                <bpmn:businessRuleTask id="Task_PlanConversions" name="Plan and report conversions" camunda:delegateExpression="${planConversions}">
                  <bpmn:incoming>Flow_Captured</bpmn:incoming>
            """;

    static final String AFTER_PLAN = """
                  <bpmn:outgoing>Flow_Planned</bpmn:outgoing>
                </bpmn:businessRuleTask>
                <bpmn:exclusiveGateway id="Gateway_WhichStage" name="Which stage?">
                  <bpmn:incoming>Flow_Planned</bpmn:incoming>
            """;

    static final String AFTER_GATEWAY = """
                  <bpmn:outgoing>Flow_StageClosed</bpmn:outgoing>
                </bpmn:exclusiveGateway>
            """;

    static final String END_EVENT = """
                <bpmn:endEvent id="End_LeadClosed" name="Lead closed">
                  <bpmn:incoming>Flow_StageClosed</bpmn:incoming>
                </bpmn:endEvent>
                <bpmn:sequenceFlow id="Flow_Captured" sourceRef="Start_LeadCaptured" targetRef="Task_PlanConversions"/>
                <bpmn:sequenceFlow id="Flow_Planned" sourceRef="Task_PlanConversions" targetRef="Gateway_WhichStage"/>
            """;

    static final String CLOSED_FLOW = """
                <bpmn:sequenceFlow id="Flow_StageClosed" name="closed" sourceRef="Gateway_WhichStage" targetRef="End_LeadClosed">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${stage == 'CLOSED'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
              </bpmn:process>
            """;

    static final String PICTURE = """
              <bpmndi:BPMNDiagram id="diagram_lead-lifecycle">
                <bpmndi:BPMNPlane id="plane_lead-lifecycle" bpmnElement="lead-lifecycle">
                  <bpmndi:BPMNShape id="shape_Start_LeadCaptured" bpmnElement="Start_LeadCaptured">
                    <dc:Bounds x="152" y="@start" width="36" height="36"/>
                    <bpmndi:BPMNLabel>
                      <dc:Bounds x="137" y="@startLabel" width="67" height="14"/>
                    </bpmndi:BPMNLabel>
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="shape_Task_PlanConversions" bpmnElement="Task_PlanConversions">
                    <dc:Bounds x="250" y="@plan" width="110" height="80"/>
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="shape_Gateway_WhichStage" bpmnElement="Gateway_WhichStage" isMarkerVisible="true">
                    <dc:Bounds x="425" y="@gateway" width="50" height="50"/>
                    <bpmndi:BPMNLabel>
                      <dc:Bounds x="374" y="@gatewayLabel" width="64" height="14"/>
                    </bpmndi:BPMNLabel>
                  </bpmndi:BPMNShape>
            """;

    static final String FOOT = """
                </bpmndi:BPMNPlane>
              </bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;

    private LifecycleFrame() {}
}
