package io.leadloop.process;

import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Writes down that a person dropped a conversion, wherever they did it: on our pages, by REST or in Tasklist. */
@Component("recordDrop")
class RecordDrop implements ExecutionListener {

    private final Conversions conversions;
    private final Clock clock;

    RecordDrop(Conversions conversions, Clock clock) {
        this.conversions = conversions;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        conversions.settle(
                List.of(UUID.fromString(execution.getProcessBusinessKey())),
                ConversionState.DROPPED,
                "DROPPED",
                "An operator dropped it.",
                clock.instant());
    }
}
