package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PipelineStage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;

/** The process of leads is drawn from the pipeline as cleanly as the one that LeadLoop ships. */
class LifecycleDrawingTests {

    private static final File SHIPPED = new File("bpmn/lead-lifecycle.bpmn");

    private static List<PipelineStage> stages(String... ids) {
        List<PipelineStage> stages = new ArrayList<>();
        for (String id : ids) {
            stages.add(new PipelineStage(
                    id,
                    id.equals("DEMO_ATTENDED") ? "Demo attended & liked" : id,
                    StageKind.QUALIFIED,
                    null,
                    0,
                    AdjustmentPolicy.LEAVE));
        }
        return stages;
    }

    private static Map<String, LifecycleLabels.Label> labels() {
        return LifecycleLabels.of(Bpmn.readModelFromFile(SHIPPED));
    }

    private static BpmnModelInstance drawn(String... ids) {
        String xml = LifecycleDrawing.of(stages(ids), labels());
        BpmnModelInstance model =
                Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        Bpmn.validateModel(model);
        return model;
    }

    @Test
    void the_shipped_stages_give_the_shipped_file() throws IOException {
        assertThat(LifecycleDrawing.of(stages("CAPTURED", "MQL", "SQL", "WON", "LOST"), labels()))
                .isEqualTo(Files.readString(Path.of("bpmn/lead-lifecycle.bpmn")));
    }

    @Test
    void a_new_stage_is_one_more_wait_state_and_the_others_keep_their_names() {
        BpmnModelInstance model = drawn("CAPTURED", "MQL", "DEMO_ATTENDED", "SQL", "WON", "LOST");
        assertThat(model.getModelElementsByType(ReceiveTask.class))
                .extracting(ReceiveTask::getName)
                .containsExactly(
                        "Captured: waiting for marketing",
                        "MQL: waiting for sales",
                        "Demo attended & liked: waiting",
                        "SQL: waiting for the deal",
                        "Won: open for adjustments",
                        "Lost: may reopen");
        assertThat(LifecycleDrawing.waitState("DEMO_ATTENDED")).isEqualTo("Wait_DemoAttended");
    }

    @Test
    void no_two_shapes_share_a_place() {
        assertThat(drawn("CAPTURED", "MQL", "DEMO_ATTENDED", "TRIAL", "SQL", "WON", "LOST")
                        .getModelElementsByType(BpmnShape.class))
                .extracting(it -> it.getBounds().getX() + "/" + it.getBounds().getY())
                .doesNotHaveDuplicates();
    }

    @Test
    void an_id_that_could_be_an_expression_is_never_drawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> LifecycleDrawing.of(stages("A'}${x"), labels()));
    }
}
