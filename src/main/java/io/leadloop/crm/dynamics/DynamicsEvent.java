package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmEvent;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmMessage;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook of Dataverse: the JSON form of RemoteExecutionContext, whose collections are lists of key and value.
 *
 * @param at when the operation happened; null where the message does not say
 * @param columns the changed columns by logical name, choices as their number; empty above 256 KB
 * @param labels the changed choices as people read them
 * @param master of a merge: the record that stays; null otherwise
 * @param subordinate of a merge: the record that ended; null otherwise
 */
record DynamicsEvent(
        Table table,
        Message message,
        String organizationId,
        String id,
        @Nullable Instant at,
        Map<String, String> columns,
        Map<String, String> labels,
        @Nullable String master,
        @Nullable String subordinate,
        JsonNode json)
        implements CrmEvent {

    private static final TimeReader TIMES = TimeReader.ofRecords(null);

    enum Table {
        LEAD,
        OPPORTUNITY,
        CONTACT,
        OTHER
    }

    enum Message {
        CREATE,
        UPDATE,
        DELETE,
        MERGE,
        OTHER
    }

    static DynamicsEvent of(JsonNode json) throws Untranslatable {
        Table table = table(json.path("PrimaryEntityName").asText(""));
        Message message = message(json.path("MessageName").asText(""));
        JsonNode target = parameter(json, "Target");
        Map<String, String> columns = new HashMap<>();
        target.path("Attributes").forEach(it -> columns.put(it.path("key").asText(""), value(it.path("value"))));
        Map<String, String> labels = new HashMap<>();
        target.path("FormattedValues")
                .forEach(it ->
                        labels.put(it.path("key").asText(""), it.path("value").asText("")));
        String own = CrmIds.guid(json.path("PrimaryEntityId").asText(""))
                .or(() -> CrmIds.guid(target.path("Id").asText("")))
                .orElse("");
        if (own.isEmpty() && table != Table.OTHER) {
            throw new Untranslatable("The webhook says no PrimaryEntityId.");
        }
        boolean isMerge = message == Message.MERGE;
        return new DynamicsEvent(
                table,
                message,
                CrmIds.guid(json.path("OrganizationId").asText("")).orElse(""),
                own,
                date(json.path("OperationCreatedOn").asText("")).orElse(null),
                columns,
                labels,
                isMerge ? CrmIds.guid(target.path("Id").asText("")).orElse(own) : null,
                isMerge
                        ? CrmIds.guid(parameter(json, "SubordinateId").asText(""))
                                .orElse(null)
                        : null,
                json);
    }

    private static Table table(String name) {
        return switch (name) {
            case "lead" -> Table.LEAD;
            case "opportunity" -> Table.OPPORTUNITY;
            case "contact" -> Table.CONTACT;
            default -> Table.OTHER;
        };
    }

    private static Message message(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "create" -> Message.CREATE;
            case "update" -> Message.UPDATE;
            case "delete" -> Message.DELETE;
            case "merge" -> Message.MERGE;
            default -> Message.OTHER;
        };
    }

    private static JsonNode parameter(JsonNode json, String key) {
        for (JsonNode parameter : json.path("InputParameters")) {
            if (parameter.path("key").asText("").equals(key)) {
                return parameter.path("value");
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** A choice or money is an object with its value, a lookup one with the id; a plain value stands for itself. */
    private static String value(JsonNode value) {
        JsonNode plain = !value.isObject() ? value : value.has("Value") ? value.path("Value") : value.path("Id");
        return plain.isNull() ? "" : plain.asText("");
    }

    static String canonicalId(String id) throws NotARecordId {
        return CrmIds.guid(CrmIds.meant(id))
                .orElseThrow(() -> new NotARecordId("This is no id of a row in Dynamics, which are GUIDs such as"
                        + " 3c8b5d6e-0a1f-4f7e-9c55-1b0e6a7d2f31."));
    }

    /** Milliseconds since 1970 in UTC; the offset behind them only tells the writer's zone. */
    static Optional<Instant> date(String text) {
        try {
            return text.startsWith("/Date(") ? Optional.of(TIMES.read(text)) : Optional.empty();
        } catch (UnreadableValue e) {
            return Optional.empty();
        }
    }

    /** When the columns of the message became what they are. */
    Optional<Instant> changedAt() {
        return date(columns.getOrDefault("modifiedon", "")).or(() -> Optional.ofNullable(at));
    }

    @Override
    public String account() {
        return organizationId;
    }

    @Override
    public String orderingKey() {
        return id.isEmpty() ? key() : id;
    }

    /** The one repetition has the same operation and the same content. */
    @Override
    public String key() {
        return String.join(
                ":",
                table.name(),
                id,
                message.name(),
                CrmIds.guid(json.path("CorrelationId").asText("")).orElse(""),
                CrmMessage.hash(json.path("InputParameters"), json.path("OperationCreatedOn")));
    }
}
