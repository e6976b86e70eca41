package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmEvent;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmValues;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.TimeReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event of Close's event log, which is also what its webhooks carry.
 *
 * @param leadId the lead that the record belongs to
 * @param at when it happened; Close writes these times in UTC and without a zone
 * @param changed the names of the fields that changed
 * @param data the record as it was then; missing for deletions
 */
record CloseEvent(
        Kind kind,
        String action,
        String id,
        String organizationId,
        String objectId,
        String leadId,
        Instant at,
        String updated,
        Set<String> changed,
        JsonNode data,
        JsonNode meta)
        implements CrmEvent {

    private static final TimeReader IN_UTC = TimeReader.ofRecords(ZoneOffset.UTC);

    enum Kind {
        LEAD,
        CONTACT,
        OPPORTUNITY,
        OTHER
    }

    static CloseEvent of(JsonNode json) throws Untranslatable {
        String created = json.path("date_created").asText("");
        Set<String> changed = new HashSet<>();
        json.path("changed_fields").forEach(it -> changed.add(it.asText("")));
        Kind kind = kind(json.path("object_type").asText(""));
        return new CloseEvent(
                kind,
                json.path("action").asText(""),
                id(json, "id"),
                json.path("organization_id").asText(""),
                kind == Kind.OTHER ? "" : id(json, "object_id"),
                kind == Kind.OTHER ? "" : leadId(kind, json),
                at(created),
                json.path("date_updated").asText(created),
                changed,
                json.path("data"),
                json.path("meta"));
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "lead" -> Kind.LEAD;
            case "contact" -> Kind.CONTACT;
            case "opportunity" -> Kind.OPPORTUNITY;
            default -> Kind.OTHER;
        };
    }

    private static String leadId(Kind kind, JsonNode json) throws Untranslatable {
        return kind == Kind.LEAD && !json.hasNonNull("lead_id") ? id(json, "object_id") : id(json, "lead_id");
    }

    private static String id(JsonNode json, String field) throws Untranslatable {
        String id = json.path(field).asText("");
        if (!isId(id)) {
            throw new Untranslatable("The event has no " + field + ", or one that is no id of Close.");
        }
        return id;
    }

    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9_]{1,100}");
    }

    /** Close names a record's kind in front of its id: {@code lead_...}, {@code oppo_...}, {@code cont_...}. */
    static String canonicalId(RecordType type, String id) throws NotARecordId {
        String meant = CrmIds.meant(id);
        String prefix = switch (type) {
            case LEAD -> "lead_";
            case DEAL -> "oppo_";
            case CONTACT -> "cont_";
        };
        if (!isId(meant) || !meant.startsWith(prefix)) {
            throw new NotARecordId("This is no id of such a record in Close, which begin with " + prefix + ".");
        }
        return meant;
    }

    private static Instant at(String created) throws Untranslatable {
        if (created.isBlank()) {
            throw new Untranslatable("The event says no date_created.");
        }
        return CrmValues.time(created, "The event's date_created", IN_UTC);
    }

    boolean is(String action) {
        return this.action.equals(action);
    }

    /** Whether the record came to its status by this event. */
    boolean isAboutStatus() {
        return is("created") || changed.contains("status_id") || changed.contains("status_label");
    }

    /** The lead that a merge deleted; empty where this is no merge. */
    String mergedFrom() {
        String source = meta.path("merge_source_lead_id").asText("");
        return isId(source) ? source : "";
    }

    String mergedInto() {
        String destination = meta.path("merge_destination_lead_id").asText("");
        return isId(destination) ? destination : "";
    }

    /** The signature's key belongs to one organization: an event that names none is ours. */
    @Override
    public @Nullable String account() {
        return organizationId.isEmpty() ? null : organizationId;
    }

    @Override
    public String orderingKey() {
        return leadId.isEmpty() ? id : leadId;
    }

    /** One that Close added to later comes with another time. */
    @Override
    public String key() {
        return id + ":" + updated;
    }
}
