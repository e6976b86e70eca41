package io.leadloop.process;

import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.Refusal;
import io.leadloop.planning.ConversionPlanning;
import io.leadloop.planning.Planned;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an operator may do with one conversion. The row decides whether it can be done; the process follows. Both verbs may be
 * repeated.
 */
@Component
public class ConversionVerbs {

    private final Conversions conversions;
    private final ConversionStates states;
    private final ConversionLedger ledger;
    private final ConversionPlanning planning;
    private final UploadProcesses processes;
    private final PlatformHolds holds;
    private final DestinationPauses pauses;
    private final ActionHolds actions;
    private final UploadSettings settings;
    private final TaskService userTasks;
    private final ExternalTaskService uploads;
    private final IdentityService identity;
    private final Clock clock;

    ConversionVerbs(
            Conversions conversions,
            ConversionStates states,
            ConversionLedger ledger,
            ConversionPlanning planning,
            UploadProcesses processes,
            PlatformHolds holds,
            DestinationPauses pauses,
            ActionHolds actions,
            UploadSettings settings,
            TaskService userTasks,
            ExternalTaskService uploads,
            IdentityService identity,
            Clock clock) {
        this.conversions = conversions;
        this.states = states;
        this.ledger = ledger;
        this.planning = planning;
        this.processes = processes;
        this.holds = holds;
        this.pauses = pauses;
        this.actions = actions;
        this.settings = settings;
        this.userTasks = userTasks;
        this.uploads = uploads;
        this.identity = identity;
        this.clock = clock;
    }

    /** Why a verb cannot be done; words for the person who asked. REST answers 409. */
    public static class NotPossible extends RuntimeException {

        NotPossible(String message) {
            super(message);
        }
    }

    /** There is none of this id. REST answers 404. */
    public static final class Unknown extends NotPossible {

        Unknown(UUID id) {
            super("There is no conversion " + id + ".");
        }
    }

    /**
     * Sends a conversion again, under its old key: one that was rejected, dropped or cancelled, whose retries are used up, or
     * that waits for its next attempt. One that our own rules kept back is looked at again, whether the reason is gone.
     *
     * @throws NotPossible when there is nothing to send
     */
    @Transactional
    public Conversion retry(UUID id) {
        Conversion conversion = find(id);
        switch (conversion.state()) {
            case ACCEPTED -> throw new NotPossible("The platform has this conversion already; nothing was sent.");
            case REFUSED, EXPIRED -> reconsider(conversion);
            case WITHDRAWN, TAKEN_BACK, MERGED -> throw mayNot(conversion);
            case PLANNED -> sendNow(conversion);
            case REJECTED, EXHAUSTED, DROPPED, CANCELLED ->
                sendAgain(conversion, settings.retryDelays().size());
        }
        return find(id);
    }

    private void reconsider(Conversion conversion) {
        Planned planned = planning.reconsider(conversion);
        if (planned.start().isEmpty()) {
            throw mayNot(find(conversion.id()));
        }
        processes.start(planned.startOf(conversion.lead()));
    }

    private static NotPossible mayNot(Conversion conversion) {
        return new NotPossible("This conversion may not be sent (" + conversion.reason() + "): " + conversion.detail());
    }

    /** Sends again what stopped; with so many attempts before it stops again. */
    void sendAgain(Conversion conversion, int attempts) {
        Refusal overtaken = planning.overtaken(conversion).orElse(null);
        if (overtaken != null) {
            throw new NotPossible("This conversion may not be sent (" + overtaken.name() + "): " + overtaken.words());
        }
        refuseInFlight(conversion.id());
        if (!states.apply(Move.clean(conversion.id(), ConversionTransition.SEND_AGAIN), clock.instant())) {
            return;
        }
        ProcessInstance instance = processes.of(conversion.id());
        if (instance == null) {
            processes.start(conversions.find(List.of(conversion.id())));
            return;
        }
        refuseSuspended(instance);
        ExternalTask task = uploadTask(instance);
        if (task != null) {
            uploads.setRetries(task.getId(), attempts);
            uploads.unlock(task.getId());
        } else {
            decide(instance, ConversionUpload.AGAIN);
        }
    }

    private @Nullable ExternalTask uploadTask(ProcessInstance instance) {
        return uploads.createExternalTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    private static void refuseSuspended(ProcessInstance instance) {
        if (instance.isSuspended()) {
            throw new NotPossible("The upload of this conversion is suspended in Cockpit (instance " + instance.getId()
                    + "). Activate it there, then try again.");
        }
    }

    /** A second request beside the first, under the same key, would be left to the platform's deduplication alone. */
    private void refuseInFlight(UUID id) {
        if (ledger.isInFlight(id, clock.instant().minus(settings.lockDuration()))) {
            throw new NotPossible(
                    "This conversion is being sent right now, and its platform has not answered yet. Look again"
                            + " in a moment.");
        }
    }

    /** Nothing goes out while its account or its action is held; to say "sent again" would be untrue. */
    private void refuseHeld(Conversion conversion) {
        if (pauses.of(conversion.destination())
                .filter(it -> it.cause() != DestinationPause.Cause.RATE_LIMIT)
                .isPresent()) {
            throw new NotPossible("This conversion waits because " + conversion.destination()
                    + " takes nothing now. It goes out when the account is resumed.");
        }
        if (actions.of(conversion.destination()).stream()
                .anyMatch(it -> it.action().equals(conversion.action()))) {
            throw new NotPossible("This conversion waits because " + conversion.destination() + " refuses the action "
                    + conversion.action() + ". It goes out when that action is resumed.");
        }
    }

    private void sendNow(Conversion conversion) {
        UUID id = conversion.id();
        refuseHeld(conversion);
        refuseInFlight(id);
        if (holds.end(id)) {
            return;
        }
        ProcessInstance instance = processes.of(id);
        if (instance == null) {
            // Something ended its process and nobody told the row; asked for, it gets one.
            processes.start(List.of(conversion));
            return;
        }
        refuseSuspended(instance);
        ExternalTask task = uploadTask(instance);
        if (task == null) {
            throw new NotPossible("This conversion may be sent from " + conversion.notBefore()
                    + " on: the platform takes it no earlier, or its stage is held that long.");
        }
        uploads.setRetries(task.getId(), settings.retryDelays().size());
        uploads.unlock(task.getId());
    }

    /**
     * Gives a conversion up for good. What the platform has already stays there.
     *
     * @throws NotPossible when it is delivered or was never to be sent
     */
    @Transactional
    public Conversion drop(UUID id) {
        Conversion conversion = find(id);
        if (conversion.state() == ConversionState.DROPPED) {
            return conversion;
        }
        if (!states.apply(
                Move.of(id, ConversionTransition.DROP, "DROPPED", "An operator dropped it."), clock.instant())) {
            throw new NotPossible(
                    "This conversion is " + conversion.state().words() + " and cannot be dropped any more.");
        }
        ProcessInstance instance = processes.of(id);
        if (instance != null && conversion.state() == ConversionState.REJECTED && !instance.isSuspended()) {
            decide(instance, ConversionUpload.DROPPED);
        } else {
            processes.end(Map.of(id, ConversionState.DROPPED));
        }
        return find(id);
    }

    private void decide(ProcessInstance instance, String decision) {
        Task task =
                userTasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
        if (task == null) {
            throw new NotPossible("This conversion is being worked on right now. Try again in a moment.");
        }
        // The desk writes its verbs down itself; only what is decided in Tasklist is told by the task.
        Authentication who = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            userTasks.complete(task.getId(), Variables.createVariables().putValue(ConversionUpload.DECISION, decision));
        } finally {
            identity.setAuthentication(who);
        }
    }

    /** Two people, or a person and a bulk job, press at the same time: the second one sees what the first one did. */
    private Conversion find(UUID id) {
        return conversions.lock(id).orElseThrow(() -> new Unknown(id));
    }
}
