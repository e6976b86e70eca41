package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmEvent;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ContactHasher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One element of a webhook, in either family: {@code contact.propertyChange}, or {@code object.propertyChange} with an
 * object type.
 *
 * @param objectId the record that changed; of an association the side that is the deal
 * @param property empty for events that are not about a property
 * @param value the property's new value; empty where it was cleared
 * @param occurredAt by HubSpot's clock; null where the event's kind needs no time
 */
record HubSpotEvent(
        RecordKind record,
        What what,
        String type,
        String portalId,
        String subscriptionId,
        String objectId,
        String property,
        String value,
        @Nullable Instant occurredAt,
        JsonNode json)
        implements CrmEvent {

    static final String LIFECYCLE = "lifecyclestage";
    static final String DEAL_STAGE = "dealstage";

    private static final int MOST_DIGITS = 20;

    enum RecordKind {
        CONTACT,
        DEAL,
        OTHER
    }

    enum What {
        PROPERTY,
        CREATION,
        DELETION,
        PRIVACY_DELETION,
        MERGE,
        /** A deal got a contact. */
        ASSOCIATED,
        OTHER
    }

    static HubSpotEvent of(JsonNode json) throws Untranslatable {
        if (!json.isObject()) {
            throw new Untranslatable("An element of the webhook is no JSON object; HubSpot never sends that.");
        }
        String type = typeOf(json);
        int dot = type.indexOf('.');
        if (dot <= 0 || !type.matches("[\\w.-]{1,100}")) {
            throw new Untranslatable("The event says no subscriptionType such as contact.propertyChange.");
        }
        What what = what(type.substring(dot + 1), json);
        RecordKind record = record(type.substring(0, dot), what, json);
        String property = json.path("propertyName").asText("");
        if (!property.matches("\\w{0,255}")) {
            throw new Untranslatable("The event's propertyName is no internal name of a property.");
        }
        return new HubSpotEvent(
                record,
                what,
                type,
                id(json, "portalId"),
                isId(json.path("subscriptionId").asText(""))
                        ? json.path("subscriptionId").asText("")
                        : "",
                objectId(record, what, json),
                property,
                json.path("propertyValue").asText(""),
                what == What.PROPERTY ? occurredAt(json) : null,
                json);
    }

    static String typeOf(JsonNode json) {
        return json.path("subscriptionType").asText(json.path("eventType").asText(""));
    }

    private static What what(String change, JsonNode json) {
        return switch (change) {
            case "propertyChange" -> What.PROPERTY;
            case "creation" -> What.CREATION;
            case "deletion" -> What.DELETION;
            case "privacyDeletion" -> What.PRIVACY_DELETION;
            case "merge" -> What.MERGE;
            case "associationChange" ->
                dealSide(json) == null || json.path("associationRemoved").asBoolean() ? What.OTHER : What.ASSOCIATED;
            default -> What.OTHER;
        };
    }

    private static RecordKind record(String family, What what, JsonNode json) throws Untranslatable {
        if (what == What.ASSOCIATED) {
            return RecordKind.DEAL;
        }
        String kind = family;
        if (family.equals("object")) {
            kind = json.path("objectTypeId").asText("");
            // An association names its two sides; one between a deal and a contact was found above.
            if (kind.isEmpty() && typeOf(json).endsWith(".associationChange")) {
                return RecordKind.OTHER;
            }
            if (kind.isEmpty()) {
                throw new Untranslatable("The event is of the family object.* and says no objectTypeId.");
            }
        }
        return switch (kind) {
            case "contact", "0-1" -> RecordKind.CONTACT;
            case "deal", "0-3" -> RecordKind.DEAL;
            default -> RecordKind.OTHER;
        };
    }

    /**
     * HubSpot tells an association from both sides; the deal is the one that is asked about. Null for an association that is
     * not between a deal and a contact.
     */
    private static @Nullable String dealSide(JsonNode json) {
        String types = json.path("fromObjectTypeId").asText("") + ">"
                + json.path("toObjectTypeId").asText("");
        String own = json.path("associationCategory").asText("HUBSPOT_DEFINED").equals("HUBSPOT_DEFINED")
                ? json.path("associationTypeId").asText("")
                : "";
        String named = json.path("associationType").asText("");
        if (named.equals("DEAL_TO_CONTACT") || types.equals("0-3>0-1") || own.equals("3")) {
            return "fromObjectId";
        }
        return named.equals("CONTACT_TO_DEAL") || types.equals("0-1>0-3") || own.equals("4") ? "toObjectId" : null;
    }

    /** Empty where the record does not concern us: then it may have any id, or none. */
    private static String objectId(RecordKind record, What what, JsonNode json) throws Untranslatable {
        String side = what == What.ASSOCIATED ? dealSide(json) : null;
        if (side != null) {
            return id(json, side);
        }
        if (record == RecordKind.OTHER) {
            String id = json.path("objectId").asText("");
            return isId(id) ? id : "";
        }
        for (String field : List.of("objectId", "newObjectId", "primaryObjectId")) {
            if (json.hasNonNull(field)) {
                return id(json, field);
            }
        }
        return what == What.OTHER && json.hasNonNull("fromObjectId") ? id(json, "fromObjectId") : id(json, "objectId");
    }

    private static String id(JsonNode json, String field) throws Untranslatable {
        String text = json.path(field).asText("");
        if (!isId(text)) {
            throw new Untranslatable("The event has no " + field + ", or one that is no HubSpot id.");
        }
        return text;
    }

    static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Instant occurredAt(JsonNode json) throws Untranslatable {
        JsonNode time = json.path("occurredAt");
        if (!time.canConvertToLong() || time.asLong() <= 0) {
            throw new Untranslatable("The event's occurredAt is no number of milliseconds since 1970.");
        }
        return Instant.ofEpochMilli(time.asLong());
    }

    boolean is(RecordKind record, String property) {
        return this.record == record && what == What.PROPERTY && this.property.equals(property);
    }

    @Override
    public String account() {
        return portalId;
    }

    @Override
    public String orderingKey() {
        return objectId.isEmpty() ? key() : subjectId();
    }

    /** HubSpot may make a new contact out of both; then both are gone. */
    @Override
    public List<String> losers() {
        if (record != RecordKind.CONTACT || what != What.MERGE) {
            return List.of();
        }
        Set<String> losers = new LinkedHashSet<>();
        json.path("mergedObjectIds").forEach(it -> losers.add(it.asText("")));
        losers.add(json.path("primaryObjectId").asText(""));
        losers.removeIf(Predicate.not(HubSpotEvent::isId));
        losers.remove(winner());
        return new ArrayList<>(losers);
    }

    @Override
    public String survivor() {
        return record == RecordKind.CONTACT ? winner() : "";
    }

    /** The record that an event is about; of a merge the contact that stays. */
    String subjectId() {
        return losers().isEmpty() ? objectId : winner();
    }

    private String winner() {
        for (String field : List.of("newObjectId", "primaryObjectId")) {
            String id = json.path(field).asText("");
            if (isId(id)) {
                return id;
            }
        }
        return objectId;
    }

    /**
     * HubSpot's eventId does not: it is not unique and differs between subscriptions' repetitions. Its times are whole
     * milliseconds, so the key also holds whatever tells two events of one millisecond apart.
     */
    @Override
    public String key() {
        return String.join(
                ":",
                portalId,
                subscriptionId,
                objectId,
                property.isEmpty() ? type : property,
                Long.toString(json.path("occurredAt").asLong()),
                String.valueOf(ContactHasher.sha256(value + "\n" + distinction())));
    }

    /** The kind of record, the two sides of an association in one order, the records of a merge. */
    private String distinction() {
        String from = json.path("fromObjectId").asText("");
        String to = json.path("toObjectId").asText("");
        return String.join(
                "\n",
                what == What.ASSOCIATED ? "" : type,
                what == What.ASSOCIATED ? "" : json.path("objectTypeId").asText(""),
                what == What.ASSOCIATED && to.equals(objectId) ? to + ">" + from : from + ">" + to,
                json.path("associationRemoved").asText(""),
                json.path("primaryObjectId").asText(""),
                json.path("mergedObjectIds").toString());
    }
}
