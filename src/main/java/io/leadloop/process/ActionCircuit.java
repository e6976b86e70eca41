package io.leadloop.process;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds one action of a destination that the platform refuses, with one incident for all that waits for it, tries it again
 * from time to time with a single conversion, and lets them go as soon as one is taken. Other actions go on meanwhile.
 */
@Component
class ActionCircuit {

    /** The incident's type in Cockpit. */
    static final String INCIDENT = "actionBlocked";

    private static final Logger log = LoggerFactory.getLogger(ActionCircuit.class);

    private final ActionHolds holds;
    private final UploadTasks tasks;
    private final RuntimeService runtime;
    private final UploadSettings settings;
    private final Clock clock;

    ActionCircuit(ActionHolds holds, UploadTasks tasks, RuntimeService runtime, UploadSettings settings, Clock clock) {
        this.holds = holds;
        this.tasks = tasks;
        this.runtime = runtime;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is held of a destination while one batch is put together. */
    final class Batch {

        private final Map<String, ActionHold> held;
        private final Set<String> probed = new HashSet<>();

        private Batch(String destination) {
            this.held = new HashMap<>(
                    holds.of(destination).stream().collect(Collectors.toMap(ActionHold::action, Function.identity())));
        }

        /** Whether this upload has to wait; of an action whose time has come one upload of the batch has not. */
        boolean keeps(Upload upload) {
            ActionHold hold = held.get(upload.conversion().action());
            if (hold == null) {
                return false;
            }
            Instant now = clock.instant();
            boolean mayTry = !probed.contains(hold.action())
                    && holds.claimProbe(hold.destination(), hold.action(), now, next(now));
            if (mayTry) {
                probed.add(hold.action());
            }
            return !mayTry;
        }
    }

    Batch of(String destination) {
        return new Batch(destination);
    }

    private Instant next(Instant now) {
        return now.plus(settings.probeInterval());
    }

    /** Draws the conclusion from a batch's answers. */
    @Transactional
    void learn(String destination, List<Upload> uploads, List<UploadResult> results) {
        Set<String> held =
                holds.of(destination).stream().map(ActionHold::action).collect(Collectors.toSet());
        Set<String> refused = new HashSet<>();
        for (int i = 0; i < results.size(); i++) {
            UploadResult result = results.get(i);
            String action = uploads.get(i).conversion().action();
            if (result.outcome() == Outcome.BLOCKED && result.scope() == Scope.ACTION) {
                if (refused.add(action)) {
                    hold(destination, action, result, uploads.get(i));
                }
            } else if (result.outcome().isDelivered() && held.remove(action)) {
                log.info("The destination {} takes the action {} again", destination, action);
                release(destination, action);
            }
        }
    }

    private void hold(String destination, String action, UploadResult why, Upload first) {
        Instant now = clock.instant();
        String message = why.code() + ": " + why.message();
        if (!holds.hold(destination, action, message, now, next(now))) {
            return;
        }
        log.error("The destination {} refuses the action {}, its conversions wait. {}", destination, action, message);
        Execution waiting = runtime.createExecutionQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .processInstanceBusinessKey(first.conversion().id().toString())
                .activityId(ConversionUpload.UPLOAD_TASK)
                .singleResult();
        if (waiting != null) {
            String subject = destination + " / " + action;
            holds.raised(
                    destination,
                    action,
                    runtime.createIncident(INCIDENT, waiting.getId(), subject, message)
                            .getId());
        }
    }

    /** Lets what waits for the action go out, and resolves its incident. */
    @Transactional
    public void release(String destination, String action) {
        holds.release(destination, action).map(ActionHold::incidentId).ifPresent(it -> {
            if (runtime.createIncidentQuery().incidentId(it).count() > 0) {
                runtime.resolveIncident(it);
            }
        });
        tasks.wake(destination, action);
    }

    @Transactional
    public void releaseAll(String destination) {
        holds.of(destination).forEach(it -> release(destination, it.action()));
    }
}
