package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The processes that carry conversions to their platforms: one {@code conversion-upload} for each that is open. */
@Component
class UploadProcesses {

    private static final Logger log = LoggerFactory.getLogger(UploadProcesses.class);

    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final UploadMigration migration;
    private final Loops loops;

    UploadProcesses(RuntimeService runtime, EngineBatch engine, UploadMigration migration, Loops loops) {
        this.runtime = runtime;
        this.engine = engine;
        this.migration = migration;
        this.loops = loops;
    }

    /**
     * Starts an upload for each of these stored conversions. While somebody has the model suspended in Cockpit nothing starts;
     * {@link UploadWatch} does it when the model is active again.
     */
    void start(Collection<Conversion> conversions) {
        startAll(conversions.stream().map(PlannedUpload::of).toList());
    }

    /** The same by what is needed of each. */
    void startAll(Collection<PlannedUpload> conversions) {
        if (!conversions.isEmpty() && engine.isSuspended(ConversionUpload.KEY)) {
            log.warn(
                    "The model conversion-upload is suspended in Cockpit; {} conversions wait until it is activated",
                    conversions.size());
            return;
        }
        conversions.forEach(this::startOne);
    }

    private void startOne(PlannedUpload conversion) {
        VariableMap variables =
                Variables.createVariables().putValue(ConversionUpload.DESTINATION, conversion.destination());
        Instant notBefore = conversion.notBefore();
        if (notBefore != null) {
            variables.putValue(ConversionUpload.NOT_BEFORE, Date.from(notBefore));
        } else {
            loops.wakeAfterCommit(Queue.uploads(conversion.destination()));
        }
        runtime.startProcessInstanceById(
                engine.newest(ConversionUpload.KEY), conversion.conversion().toString(), variables);
    }

    /**
     * Ends uploads from wherever they stand, each by the end event of its state. One that is suspended in Cockpit cannot be
     * told; {@link UploadWatch} ends it once it is active.
     */
    void end(Map<UUID, ConversionState> ended) {
        ended.forEach((conversion, state) -> end(all(conversion), state.name()));
    }

    /** Ends uploads of conversions that are not there any more. */
    void endErased(Collection<UUID> conversions) {
        conversions.forEach(it -> end(all(it), ConversionUpload.OUTCOME_ERASED));
    }

    private void end(List<ProcessInstance> instances, String outcome) {
        List<String> active = new ArrayList<>();
        for (ProcessInstance instance : instances) {
            if (instance.isSuspended()) {
                log.warn(
                        "The upload of conversion {} is suspended in Cockpit and ends when it is activated",
                        instance.getBusinessKey());
            } else {
                active.add(instance.getId());
            }
        }
        migration.moveOlder(active);
        active.forEach(it -> runtime.createProcessInstanceModification(it)
                .startBeforeActivity(ConversionUpload.ENDED_FROM_OUTSIDE)
                .setVariables(outcome(outcome))
                .execute());
    }

    /** How an upload ended: decided upon at once and never stored. */
    static VariableMap outcome(String outcome) {
        return Variables.createVariables()
                .putValueTyped(ConversionUpload.OUTCOME, Variables.stringValue(outcome, true));
    }

    /** The running upload of a conversion; null where there is none. */
    @Nullable
    ProcessInstance of(UUID conversion) {
        return all(conversion).stream().findFirst().orElse(null);
    }

    private List<ProcessInstance> all(UUID conversion) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .processInstanceBusinessKey(conversion.toString())
                .list();
    }
}
