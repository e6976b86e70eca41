package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.planning.UploadProcesses;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Stores planned conversions and starts one conversion-upload for each that is new and may be sent. */
@Component
public class UploadStarter implements UploadProcesses {

    private final Conversions conversions;
    private final RuntimeService runtime;
    private final EngineBatch engine;

    UploadStarter(Conversions conversions, RuntimeService runtime, EngineBatch engine) {
        this.conversions = conversions;
        this.runtime = runtime;
        this.engine = engine;
    }

    public void start(List<Conversion> planned) {
        for (Conversion conversion : conversions.plan(planned)) {
            if (conversion.state() == ConversionState.PLANNED) {
                startOne(conversion);
            }
        }
    }

    @Override
    public void startOne(Conversion conversion) {
        VariableMap variables =
                Variables.createVariables().putValue(ConversionUpload.DESTINATION, conversion.destination());
        Instant notBefore = conversion.notBefore();
        if (notBefore != null) {
            variables.putValue(ConversionUpload.NOT_BEFORE, Date.from(notBefore));
        }
        runtime.startProcessInstanceById(
                engine.newest(ConversionUpload.KEY), conversion.id().toString(), variables);
    }

    @Override
    public void cancel(UUID conversion, String reason) {
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .processInstanceBusinessKey(conversion.toString())
                .list()
                .forEach(it -> runtime.deleteProcessInstance(it.getId(), reason));
    }
}
