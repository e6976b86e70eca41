package io.leadloop.process;

import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPause.Cause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops a destination that refuses us as a whole, with one incident for all that waits, tries it again from time to time
 * with a single conversion, and lets everything go on where it stood as soon as one is taken.
 */
@Component
public class DestinationCircuit {

    /** The incident's type in Cockpit. */
    public static final String INCIDENT = "destinationBlocked";

    private static final Logger log = LoggerFactory.getLogger(DestinationCircuit.class);

    private final DestinationPauses pauses;
    private final PlatformHolds waits;
    private final ActionCircuit actions;
    private final RuntimeService runtime;
    private final UploadSettings settings;
    private final Clock clock;

    DestinationCircuit(
            DestinationPauses pauses,
            PlatformHolds waits,
            ActionCircuit actions,
            RuntimeService runtime,
            UploadSettings settings,
            Clock clock) {
        this.pauses = pauses;
        this.waits = waits;
        this.actions = actions;
        this.runtime = runtime;
        this.settings = settings;
        this.clock = clock;
    }

    /** The pause that holds now; a rate limit whose time is over is taken away. */
    Optional<DestinationPause> pauseOf(String destination) {
        Optional<DestinationPause> pause = pauses.of(destination);
        if (pause.isPresent() && pause.get().cause() == Cause.RATE_LIMIT && isProbeTime(pause.get())) {
            pauses.endQuiet(destination, clock.instant());
            return pauses.of(destination);
        }
        return pause;
    }

    boolean mayProbe(DestinationPause pause) {
        return pause.cause() == Cause.BLOCKED && isProbeTime(pause);
    }

    private boolean isProbeTime(DestinationPause pause) {
        Instant probeAt = pause.probeAt();
        return probeAt != null && !clock.instant().isBefore(probeAt);
    }

    /** Draws the conclusion from a batch's answers; the first conversion that was blocked carries the incident. */
    @Transactional
    void learn(String destination, List<Upload> uploads, List<UploadResult> results) {
        OptionalInt blocked = IntStream.range(0, results.size())
                .filter(i -> results.get(i).outcome() == Outcome.BLOCKED
                        && results.get(i).scope() != Scope.ACTION)
                .findFirst();
        if (blocked.isPresent()) {
            int first = blocked.getAsInt();
            block(
                    destination,
                    results.get(first),
                    uploads.get(first).conversion().id());
        } else if (results.stream().anyMatch(it -> it.outcome().isDelivered())) {
            pauses.takesAgain(destination).ifPresent(it -> {
                log.info("The destination {} takes conversions again", destination);
                resolve(it);
            });
        }
        results.stream()
                .filter(it -> it.outcome() == Outcome.RETRY && it.forAll())
                .findFirst()
                .ifPresent(it -> quiet(destination, it));
    }

    private void quiet(String destination, UploadResult limit) {
        Duration delay = Objects.requireNonNull(limit.retryAfter());
        Instant now = clock.instant();
        if (pauses.pause(destination, Cause.RATE_LIMIT, limit.code() + ": " + limit.message(), now, now.plus(delay))) {
            log.info("The destination {} wants to hear nothing for {}", destination, delay);
        }
    }

    private void block(String destination, UploadResult why, UUID conversion) {
        Instant now = clock.instant();
        String message = why.code() + ": " + why.message();
        boolean isNew = pauses.pause(destination, Cause.BLOCKED, message, now, now.plus(settings.probeInterval()));
        if (!isNew) {
            return;
        }
        log.error("The destination {} is blocked, its conversions wait. {}", destination, message);
        Execution waiting = runtime.createExecutionQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .processInstanceBusinessKey(conversion.toString())
                .activityId(ConversionUpload.UPLOAD_TASK)
                .singleResult();
        if (waiting != null) {
            Incident incident = runtime.createIncident(INCIDENT, waiting.getId(), destination, message);
            pauses.raised(destination, incident.getId());
        }
    }

    /** Stops a destination by a person's will; nothing is sent until a person resumes it. */
    @Transactional
    public void pause(String destination, String reason) {
        pauses.resume(destination, clock.instant()).ifPresent(this::resolve);
        pauses.pause(destination, Cause.OPERATOR, reason, clock.instant(), null);
    }

    /** Lets one action that the platform refused go on. */
    @Transactional
    public void resume(String destination, String action) {
        actions.release(destination, action);
    }

    /** Ends a pause of any cause, resolves its incident and ends the waits that the platform asked for; of actions too. */
    @Transactional
    public void resume(String destination) {
        pauses.resume(destination, clock.instant()).ifPresent(this::resolve);
        actions.releaseAll(destination);
        waits.endAll(destination);
    }

    private void resolve(DestinationPause pause) {
        String incident = pause.incidentId();
        if (incident != null
                && runtime.createIncidentQuery().incidentId(incident).count() > 0) {
            runtime.resolveIncident(incident);
        }
    }
}
