package io.leadloop.ops.cockpit;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.process.ConversionUpload;
import io.leadloop.process.LeadLifecycle;
import java.util.UUID;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContextEntry;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what people do in Camunda's own applications, or by its REST, into the audit log, in the transaction of the deed. */
@Component
class EngineDeeds {

    private final AuditLog audit;
    private final Conversions conversions;

    EngineDeeds(AuditLog audit, Conversions conversions) {
        this.audit = audit;
        this.conversions = conversions;
    }

    /** What it was done to; for leads and conversions by our own ids. */
    private record Target(
            Subject subject, String id, @Nullable UUID lead, String words) {

        static Target of(Subject subject, @Nullable String id) {
            return new Target(subject, id == null ? "" : id, null, "");
        }
    }

    void add(String who, UserOperationLogContextEntry entry) {
        Target target = target(entry);
        if (isToldByTheUpload(who, entry, target)) {
            return;
        }
        EngineDeedWords words = EngineDeedWords.of(entry);
        audit.add(
                who,
                words.verb(),
                target.subject(),
                target.id(),
                target.lead(),
                target.words().isEmpty() ? words.detail() : target.words() + ", " + words.detail(),
                words.comment());
    }

    /** The row of an upload hears of its cancelling before the engine logs it, and of what was decided about it after. */
    private boolean isToldByTheUpload(String who, UserOperationLogContextEntry entry, Target target) {
        return ConversionUpload.KEY.equals(entry.getProcessDefinitionKey())
                && switch (entry.getOperationType()) {
                    case UserOperationLogEntry.OPERATION_TYPE_COMPLETE -> true;
                    case UserOperationLogEntry.OPERATION_TYPE_DELETE ->
                        audit.hasInThisTransaction(who, target.subject(), target.id());
                    default -> false;
                };
    }

    private Target target(UserOperationLogContextEntry entry) {
        String instance = entry.getProcessInstanceId();
        return instance == null ? ofNoInstance(entry) : ofInstance(instance, entry);
    }

    private Target ofInstance(String id, UserOperationLogContextEntry entry) {
        HistoricProcessInstanceEntity process =
                Context.getCommandContext().getHistoricProcessInstanceManager().findHistoricProcessInstance(id);
        String businessKey = process == null ? null : process.getBusinessKey();
        if (businessKey != null && LeadLifecycle.KEY.equals(process.getProcessDefinitionKey())) {
            return new Target(Subject.LEAD, businessKey, UUID.fromString(businessKey), "");
        }
        if (businessKey != null && ConversionUpload.KEY.equals(process.getProcessDefinitionKey())) {
            Conversion it = conversions.find(UUID.fromString(businessKey)).orElse(null);
            return new Target(
                    Subject.CONVERSION,
                    businessKey,
                    it == null ? null : it.lead().value(),
                    it == null ? "" : it.stage() + " to " + it.destination());
        }
        String key = entry.getProcessDefinitionKey();
        return new Target(Subject.PROCESS_INSTANCE, id, null, key == null ? "" : key);
    }

    private static Target ofNoInstance(UserOperationLogContextEntry entry) {
        return switch (entry.getEntityType()) {
            case EntityTypes.USER, EntityTypes.GROUP_MEMBERSHIP ->
                Target.of(Subject.USER, EngineDeedWords.value(entry, "userId"));
            case EntityTypes.GROUP -> Target.of(Subject.GROUP, EngineDeedWords.value(entry, "groupId"));
            case EntityTypes.AUTHORIZATION ->
                Target.of(Subject.AUTHORIZATION, EngineDeedWords.value(entry, "resource"));
            case EntityTypes.DEPLOYMENT -> deployment(String.valueOf(entry.getDeploymentId()));
            case EntityTypes.DECISION_DEFINITION -> Target.of(Subject.DECISION_DEFINITION, "");
            case EntityTypes.JOB -> Target.of(Subject.JOB, entry.getJobId());
            case EntityTypes.JOB_DEFINITION -> Target.of(Subject.JOB_DEFINITION, entry.getJobDefinitionId());
            case EntityTypes.EXTERNAL_TASK -> Target.of(Subject.EXTERNAL_TASK, entry.getExternalTaskId());
            case EntityTypes.TASK -> Target.of(Subject.TASK, entry.getTaskId());
            case EntityTypes.INCIDENT -> Target.of(Subject.INCIDENT, EngineDeedWords.value(entry, "incidentId"));
            case EntityTypes.FILTER -> Target.of(Subject.FILTER, EngineDeedWords.value(entry, "filterId"));
            case EntityTypes.PROCESS_DEFINITION, EntityTypes.PROCESS_INSTANCE ->
                Target.of(
                        Subject.PROCESS_DEFINITION,
                        entry.getProcessDefinitionKey() == null
                                ? entry.getProcessDefinitionId()
                                : entry.getProcessDefinitionKey());
            default -> Target.of(Subject.ENGINE, entry.getEntityType());
        };
    }

    private static Target deployment(String id) {
        DeploymentEntity deployment =
                Context.getCommandContext().getDeploymentManager().findDeploymentById(id);
        String name = deployment == null ? null : deployment.getName();
        return new Target(Subject.DEPLOYMENT, id, null, name == null ? "" : name);
    }
}
