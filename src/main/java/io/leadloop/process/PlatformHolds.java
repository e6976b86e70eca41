package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Ends waits that an answer of the platform began (too many requests, "later"): a person knows better. Waits by a rule
 * of the platform or of sales ops, which began before the first attempt, stay.
 */
@Component
class PlatformHolds {

    private final Conversions conversions;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final Clock clock;

    PlatformHolds(Conversions conversions, RuntimeService runtime, ManagementService jobs, Clock clock) {
        this.conversions = conversions;
        this.runtime = runtime;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Ends those of a destination; at most the batches that were on their way when it answered so. */
    void endAll(String destination) {
        end(runtime.createProcessInstanceQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .activityIdIn(ConversionUpload.HOLD_TIMER)
                .variableValueEquals(ConversionUpload.DESTINATION, destination)
                .list());
    }

    /** Ends the wait of one conversion; false when it waits by no answer. */
    boolean end(UUID conversion) {
        return end(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(ConversionUpload.KEY)
                        .activityIdIn(ConversionUpload.HOLD_TIMER)
                        .processInstanceBusinessKey(conversion.toString())
                        .list())
                > 0;
    }

    /** An adjustment that waits for another row of its step; to ask again at once is no harm. */
    private static boolean waitsForItsStep(Conversion it) {
        return it.isAdjustment() && it.reason() != null;
    }

    private int end(List<ProcessInstance> waiting) {
        Set<UUID> ids =
                waiting.stream().map(it -> UUID.fromString(it.getBusinessKey())).collect(Collectors.toSet());
        Set<UUID> answered = conversions.find(ids).stream()
                .filter(it -> it.state() == ConversionState.PLANNED && (it.attempts() > 0 || waitsForItsStep(it)))
                .map(Conversion::id)
                .collect(Collectors.toSet());
        Set<String> instances = new HashSet<>();
        waiting.stream()
                .filter(it -> answered.contains(UUID.fromString(it.getBusinessKey())))
                .forEach(it -> instances.add(it.getProcessInstanceId()));
        if (instances.isEmpty()) {
            return 0;
        }
        Date now = Date.from(clock.instant());
        List<Job> timers =
                jobs.createJobQuery().processInstanceIds(instances).timers().list();
        timers.forEach(it -> jobs.setJobDuedate(it.getId(), now));
        return timers.size();
    }
}
