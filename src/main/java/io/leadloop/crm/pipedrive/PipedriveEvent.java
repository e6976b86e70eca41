package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmEvent;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A webhook of version 2.0.
 *
 * @param id of the record; a number, for leads a UUID
 * @param at when it happened, by Pipedrive's clock
 * @param mergedInto the record that a deleted one became part of; empty where it was simply deleted
 * @param data the record as it is now; null or missing for a deletion
 * @param previous the changed fields as they were, or the whole deleted record
 */
record PipedriveEvent(
        Entity entity,
        Action action,
        String companyId,
        String id,
        Instant at,
        String mergedInto,
        JsonNode data,
        JsonNode previous,
        JsonNode json)
        implements CrmEvent {

    enum Entity {
        DEAL,
        LEAD,
        PERSON,
        OTHER
    }

    enum Action {
        CREATE,
        CHANGE,
        DELETE
    }

    static PipedriveEvent of(JsonNode json) throws Untranslatable {
        JsonNode meta = json.path("meta");
        String version = meta.path("version").asText(json.path("v").asText(""));
        if (!version.startsWith("2")) {
            throw new Untranslatable("The webhook is not of version 2.0. Create it anew in Pipedrive with version 2.0,"
                    + " and delete this one.");
        }
        return new PipedriveEvent(
                entity(meta.path("entity").asText("")),
                action(meta.path("action").asText("")),
                meta.path("company_id").asText(""),
                id(meta, json),
                at(meta.path("timestamp").asText("")),
                meta.path("merged_to_id").asText(""),
                json.path("data"),
                json.path("previous"),
                json);
    }

    private static Entity entity(String name) {
        return switch (name) {
            case "deal" -> Entity.DEAL;
            case "lead" -> Entity.LEAD;
            case "person" -> Entity.PERSON;
            default -> Entity.OTHER;
        };
    }

    private static Action action(String name) throws Untranslatable {
        return switch (name) {
            case "create" -> Action.CREATE;
            case "change" -> Action.CHANGE;
            case "delete" -> Action.DELETE;
            default -> throw new Untranslatable("The webhook's action is none of create, change, delete.");
        };
    }

    private static String id(JsonNode meta, JsonNode json) throws Untranslatable {
        String id = meta.path("entity_id").asText(json.path("data").path("id").asText(""));
        if (!isId(id)) {
            throw new Untranslatable("The webhook's entity_id is no id of Pipedrive.");
        }
        return id;
    }

    static boolean isId(String text) {
        return text.matches("\\d{1,20}|[0-9a-fA-F-]{36}");
    }

    /** A number, or the UUID of a lead in the Leads Inbox in lower case. */
    static String canonicalId(RecordType type, String id) throws NotARecordId {
        Optional<String> inboxLead = type == RecordType.LEAD ? CrmIds.guid(CrmIds.meant(id)) : Optional.empty();
        return inboxLead.isPresent() ? inboxLead.get() : CrmIds.number("Pipedrive", id);
    }

    /** Written as a time, or as a number of seconds or milliseconds since 1970. */
    private static Instant at(String timestamp) throws Untranslatable {
        return CrmValues.time(timestamp, "meta.timestamp")
                .orElseThrow(() -> new Untranslatable("The webhook says no meta.timestamp."));
    }

    /** Whether this is about a record's first or new value of the field. */
    boolean changed(String field) {
        return action == Action.CREATE || previous.has(field);
    }

    private List<String> mergedFrom() {
        List<String> losers = new ArrayList<>();
        JsonNode from = json.path("meta").path("merged_from_id");
        if (from.isArray()) {
            from.forEach(it -> losers.add(it.asText("")));
        } else {
            losers.add(from.asText(""));
        }
        losers.removeIf(it -> !isId(it) || it.equals(id));
        return losers;
    }

    @Override
    public String account() {
        return companyId;
    }

    @Override
    public String orderingKey() {
        return id;
    }

    @Override
    public List<String> losers() {
        return entity == Entity.PERSON ? mergedFrom() : List.of();
    }

    @Override
    public String survivor() {
        return entity == Entity.PERSON ? id : "";
    }

    /** The same change again has the same content, in whichever attempt. */
    @Override
    public String key() {
        return String.join(":", companyId, entity.name(), id, action.name(), CrmMessage.hash(data, previous));
    }
}
