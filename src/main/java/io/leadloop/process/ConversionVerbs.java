package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.planning.RefusalReview;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator may do with one conversion. Both verbs may be repeated. */
@Component
public class ConversionVerbs {

    private final Conversions conversions;
    private final RefusalReview secondChance;
    private final UploadStarter starter;
    private final PlatformHolds waits;
    private final UploadSettings settings;
    private final RuntimeService runtime;
    private final TaskService userTasks;
    private final ExternalTaskService uploads;
    private final IdentityService identity;
    private final Clock clock;

    ConversionVerbs(
            Conversions conversions,
            RefusalReview secondChance,
            UploadStarter starter,
            PlatformHolds waits,
            UploadSettings settings,
            RuntimeService runtime,
            TaskService userTasks,
            ExternalTaskService uploads,
            IdentityService identity,
            Clock clock) {
        this.conversions = conversions;
        this.secondChance = secondChance;
        this.starter = starter;
        this.waits = waits;
        this.settings = settings;
        this.runtime = runtime;
        this.userTasks = userTasks;
        this.uploads = uploads;
        this.identity = identity;
        this.clock = clock;
    }

    /** Why a verb cannot be done; words for the person who asked. */
    public static class NotPossible extends RuntimeException {

        NotPossible(String message) {
            super(message);
        }
    }

    /** There is none of this id. */
    public static final class Unknown extends NotPossible {

        Unknown(UUID id) {
            super("There is no conversion " + id + ".");
        }
    }

    /**
     * Sends a conversion again, under its old key: a rejected or dropped one, or one that waits for its next attempt. A
     * refused one is looked at again, whether the reason is gone.
     *
     * @throws NotPossible when there is nothing to send
     */
    @Transactional
    public Conversion retry(UUID id) {
        Conversion conversion = find(id);
        switch (conversion.state()) {
            case ACCEPTED -> throw new NotPossible("The platform has this conversion already; nothing was sent.");
            case REFUSED -> {
                if (!secondChance.lookAgain(conversion)) {
                    throw mayNot(find(id));
                }
            }
            case EXPIRED -> throw mayNot(conversion);
            case PLANNED -> sendNow(conversion);
            case REJECTED, DROPPED -> {
                if ("TAKEN_BACK".equals(conversion.reason())) {
                    throw mayNot(conversion);
                }
                again(conversion);
            }
        }
        return find(id);
    }

    private static NotPossible mayNot(Conversion conversion) {
        return new NotPossible("This conversion may not be sent (" + conversion.reason() + "): " + conversion.detail());
    }

    private void again(Conversion conversion) {
        conversions.settle(List.of(conversion.id()), ConversionState.PLANNED, null, null, clock.instant());
        ProcessInstance instance = instance(conversion.id());
        if (instance == null) {
            starter.startOne(conversion);
        } else {
            decide(instance, ConversionUpload.AGAIN);
        }
    }

    private void sendNow(Conversion conversion) {
        UUID id = conversion.id();
        if (waits.end(id)) {
            return;
        }
        ProcessInstance instance = instance(id);
        ExternalTask task = instance == null
                ? null
                : uploads.createExternalTaskQuery()
                        .processInstanceId(instance.getId())
                        .singleResult();
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
        if (conversion.isSettled()) {
            throw new NotPossible("This conversion is " + conversion.state() + " and cannot be dropped any more.");
        }
        ProcessInstance instance = instance(id);
        if (instance != null && conversion.state() == ConversionState.REJECTED) {
            decide(instance, ConversionUpload.DROPPED);
        } else if (instance != null) {
            runtime.deleteProcessInstance(instance.getId(), "An operator dropped the conversion");
        }
        conversions.settle(List.of(id), ConversionState.DROPPED, "DROPPED", "An operator dropped it.", clock.instant());
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

    private @Nullable ProcessInstance instance(UUID id) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .processInstanceBusinessKey(id.toString())
                .singleResult();
    }
}
