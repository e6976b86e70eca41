package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model in {@code bpmn} keeps to (DESIGN 5), and that models and code speak of the same things. */
class ModelConventionsTests {

    private static final Pattern ID =
            Pattern.compile("(Start|Task|Decision|Wait|User|Gateway|Flow|Timer|Error|End|Sub)_[A-Z][A-Za-z0-9]*");
    private static final Pattern BEAN = Pattern.compile("elegateExpression=\"\\$\\{(\\w+)}\"");

    static Stream<File> models() {
        return files(".bpmn");
    }

    static Stream<File> decisions() {
        return files(".dmn");
    }

    private static Stream<File> files(String ending) {
        return Arrays.stream(Objects.requireNonNull(new File("bpmn").listFiles()))
                .filter(it -> it.getName().endsWith(ending));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_process_is_named_like_its_file_and_ends_its_history(File file) {
        Process process = Bpmn.readModelFromFile(file)
                .getModelElementsByType(Process.class)
                .iterator()
                .next();
        assertThat(process.getId() + ".bpmn").isEqualTo(file.getName());
        assertThat(process.getName()).isNotBlank();
        assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("models")
    void ids_say_their_kind_and_nodes_say_what_a_person_would(File file) {
        BpmnModelInstance model = Bpmn.readModelFromFile(file);
        assertThat(model.getModelElementsByType(FlowElement.class))
                .allSatisfy(it -> assertThat(it.getId()).matches(ID));
        assertThat(model.getModelElementsByType(FlowNode.class))
                .filteredOn(it -> it.getOutgoing().size() != 1 || !(it instanceof ExclusiveGateway))
                .allSatisfy(it -> assertThat(it.getName()).as(it.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_gateway_that_asks_has_named_answers(File file) {
        assertThat(Bpmn.readModelFromFile(file).getModelElementsByType(ExclusiveGateway.class))
                .filteredOn(it -> it.getOutgoing().size() > 1)
                .allSatisfy(gateway -> assertThat(gateway.getOutgoing())
                        .extracting(SequenceFlow::getName)
                        .as(gateway.getId())
                        .doesNotContainNull());
    }

    @ParameterizedTest
    @MethodSource("models")
    void expressions_name_only_beans_that_they_may_see(File file) throws IOException {
        Matcher beans = BEAN.matcher(Files.readString(file.toPath()));
        while (beans.find()) {
            assertThat(SafeExpressions.BEANS).contains(beans.group(1));
        }
    }

    @Test
    void the_lifecycle_has_one_wait_state_for_each_shipped_stage() throws IOException {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/lead-lifecycle.bpmn"));
        List<String> stages = Pattern.compile("(?m)^    \\('([A-Z]+)', '")
                .matcher(Files.readString(Path.of("src/main/resources/db/migration/V003__create_stage.sql")))
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(model.getModelElementsByType(ReceiveTask.class)).hasSameSizeAs(stages);
        for (String stage : stages) {
            assertThat(model.getModelElementsByType(SequenceFlow.class))
                    .filteredOn(it -> it.getConditionExpression() != null)
                    .anySatisfy(it -> assertThat(it.getConditionExpression().getTextContent())
                            .isEqualTo("${" + LeadLifecycle.STAGE + " == '" + stage + "'}"));
        }
    }

    @Test
    void the_upload_task_has_the_topic_that_the_worker_fetches() {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/conversion-upload.bpmn"));
        assertThat(model.getModelElementsByType(ServiceTask.class))
                .singleElement()
                .satisfies(it -> assertThat(it.getCamundaTopic())
                        .isEqualTo(ConversionUpload.topic("${" + ConversionUpload.DESTINATION + "}")));
    }

    /** The engine cannot show a form whose field is filled by a variable with a value that the field does not offer. */
    @Test
    void the_form_of_fix_or_drop_writes_the_decision_that_the_verbs_write() {
        BpmnModelInstance model = Bpmn.readModelFromFile(new File("bpmn/conversion-upload.bpmn"));
        assertThat(model.getModelElementsByType(CamundaFormField.class))
                .singleElement()
                .satisfies(it -> assertThat(it.getCamundaId())
                        .isEqualTo(ConversionUpload.DECISION)
                        .isNotEqualTo(ConversionUpload.OUTCOME));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_is_named_like_its_file_and_every_rule_says_why(File file) {
        DmnModelInstance model = Dmn.readModelFromFile(file);
        Decision decision =
                model.getModelElementsByType(Decision.class).iterator().next();
        assertThat(decision.getId() + ".dmn").isEqualTo(file.getName());
        assertThat(decision.getCamundaHistoryTimeToLiveString()).isNotBlank();
        assertThat(model.getModelElementsByType(Rule.class))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getDescription()).isNotNull());
    }
}
