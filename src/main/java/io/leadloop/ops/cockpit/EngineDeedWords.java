package io.leadloop.ops.cockpit;

import static org.camunda.bpm.engine.history.UserOperationLogEntry.*;

import io.leadloop.ops.desk.AuditLog.Verb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContextEntry;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the engine's user operation log in the words of the audit log.
 *
 * @param detail the kind of thing and what changed; values only of properties that hold no text that somebody typed
 * @param comment the person's words; null where they said none
 */
record EngineDeedWords(Verb verb, String detail, @Nullable String comment) {

    private static final int MOST = 200;

    private static final Map<String, Verb> VERBS = Map.ofEntries(
            Map.entry(OPERATION_TYPE_CREATE, Verb.CREATE),
            Map.entry(OPERATION_TYPE_UPDATE, Verb.UPDATE),
            Map.entry(OPERATION_TYPE_DELETE, Verb.DELETE),
            Map.entry(OPERATION_TYPE_SUSPEND, Verb.SUSPEND),
            Map.entry(OPERATION_TYPE_SUSPEND_JOB, Verb.SUSPEND),
            Map.entry(OPERATION_TYPE_SUSPEND_JOB_DEFINITION, Verb.SUSPEND),
            Map.entry(OPERATION_TYPE_SUSPEND_PROCESS_DEFINITION, Verb.SUSPEND),
            Map.entry(OPERATION_TYPE_ACTIVATE, Verb.ACTIVATE),
            Map.entry(OPERATION_TYPE_ACTIVATE_JOB, Verb.ACTIVATE),
            Map.entry(OPERATION_TYPE_ACTIVATE_JOB_DEFINITION, Verb.ACTIVATE),
            Map.entry(OPERATION_TYPE_ACTIVATE_PROCESS_DEFINITION, Verb.ACTIVATE),
            Map.entry(OPERATION_TYPE_SET_JOB_RETRIES, Verb.SET_RETRIES),
            Map.entry(OPERATION_TYPE_SET_EXTERNAL_TASK_RETRIES, Verb.SET_RETRIES),
            Map.entry(OPERATION_TYPE_SET_VARIABLE, Verb.SET_VARIABLES),
            Map.entry(OPERATION_TYPE_SET_VARIABLES, Verb.SET_VARIABLES),
            Map.entry(OPERATION_TYPE_MODIFY_VARIABLE, Verb.SET_VARIABLES),
            Map.entry(OPERATION_TYPE_REMOVE_VARIABLE, Verb.SET_VARIABLES),
            Map.entry(OPERATION_TYPE_MODIFY_PROCESS_INSTANCE, Verb.MODIFY),
            Map.entry(OPERATION_TYPE_RESOLVE, Verb.RESOLVE),
            Map.entry(OPERATION_TYPE_CLAIM, Verb.ASSIGN),
            Map.entry(OPERATION_TYPE_ASSIGN, Verb.ASSIGN),
            Map.entry(OPERATION_TYPE_DELEGATE, Verb.ASSIGN),
            Map.entry(OPERATION_TYPE_COMPLETE, Verb.COMPLETE),
            Map.entry(OPERATION_TYPE_EXECUTE, Verb.EXECUTE));

    /** What these hold is made by the engine or chosen among what it knows. */
    private static final Set<String> SHOWN = Set.of(
            "assignee",
            "owner",
            "priority",
            "duedate",
            "dueDate",
            "retries",
            "suspensionState",
            "groupId",
            "permissions",
            "resource",
            "resourceId",
            "userId",
            "cascade",
            "cascadeToHistory",
            "nrOfInstances",
            "processDefinitionVersion",
            "historyTimeToLive");

    static EngineDeedWords of(UserOperationLogContextEntry entry) {
        String operation = entry.getOperationType();
        String what = kind(entry.getEntityType());
        String changed = switch (entry.getEntityType()) {
            case EntityTypes.VARIABLE -> variables();
            // Its user or group is the subject.
            case EntityTypes.USER, EntityTypes.GROUP -> "";
            case EntityTypes.GROUP_MEMBERSHIP -> "group " + value(entry, "groupId");
            default ->
                changes(entry)
                        .map(EngineDeedWords::words)
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.joining(", "));
        };
        Verb verb = verb(entry.getEntityType(), operation);
        String detail = Stream.of(verb == Verb.OTHER ? operation : "", what, changed)
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(": "));
        return new EngineDeedWords(verb, shortened(detail), comment(entry));
    }

    /** The new value of a property; of a deletion, where the engine tells the old one alone, that one. */
    static @Nullable String value(UserOperationLogContextEntry entry, String property) {
        return changes(entry)
                .filter(it -> property.equals(it.getPropertyName()))
                .map(it -> it.getNewValue() == null ? it.getOrgValueString() : it.getNewValueString())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Verb verb(String entity, String operation) {
        boolean created = OPERATION_TYPE_CREATE.equals(operation);
        return switch (entity) {
            case EntityTypes.GROUP_MEMBERSHIP -> created ? Verb.ADD_TO_GROUP : Verb.REMOVE_FROM_GROUP;
            case EntityTypes.DEPLOYMENT -> created ? Verb.DEPLOY : Verb.DELETE;
            default -> VERBS.getOrDefault(operation, Verb.OTHER);
        };
    }

    private static Stream<PropertyChange> changes(UserOperationLogContextEntry entry) {
        List<PropertyChange> changes = entry.getPropertyChanges();
        return changes == null ? Stream.of() : changes.stream().filter(it -> it.getPropertyName() != null);
    }

    private static String words(PropertyChange change) {
        String name = change.getPropertyName();
        if (name.equals("deleteReason") || change.getNewValue() == null && change.getOrgValue() == null) {
            return "";
        }
        if (!SHOWN.contains(name)) {
            return name;
        }
        return name
                + (change.getOrgValue() == null ? "" : " from " + change.getOrgValueString())
                + (change.getNewValue() == null ? "" : " to " + change.getNewValueString());
    }

    private static @Nullable String comment(UserOperationLogContextEntry entry) {
        String words = entry.getAnnotation() == null ? value(entry, "deleteReason") : entry.getAnnotation();
        return words == null ? null : shortened(words);
    }

    /** {@code ProcessInstance} is "process instance". */
    private static String kind(String entity) {
        return entity.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** The names of those that the command changed; the engine's log names none. Values may be anything. */
    private static String variables() {
        DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
        return entities.getCachedEntitiesByType(VariableInstanceEntity.class).stream()
                .filter(it -> {
                    CachedDbEntity cached = entities.getDbEntityCache().getCachedEntity(it);
                    return cached != null && (cached.getEntityState() != DbEntityState.PERSISTENT || cached.isDirty());
                })
                .map(VariableInstanceEntity::getName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String shortened(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    }
}
