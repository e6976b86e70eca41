package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What a person reads in Tasklist above the form "Fix or drop". */
@Component("fixOrDrop")
public class FixOrDrop {

    private final Conversions conversions;

    FixOrDrop(Conversions conversions) {
        this.conversions = conversions;
    }

    /** Called by the model when the task begins. */
    public String words(DelegateExecution execution) {
        return conversions
                .find(UUID.fromString(execution.getProcessBusinessKey()))
                .map(FixOrDrop::words)
                .orElse("The conversion of this task was erased. Drop it.");
    }

    private static String words(Conversion it) {
        return it.destination() + " refused the conversion of stage " + it.stage() + ". " + it.reason() + ": "
                + it.detail() + " Fix the cause at the platform and send it again; correct its value or click id on"
                + " /ops/leads/" + it.lead() + "; or drop it.";
    }
}
