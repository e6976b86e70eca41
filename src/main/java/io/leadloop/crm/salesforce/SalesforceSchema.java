package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.lead.ClickIdKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which of the fields that we want the organisation has and our user may see: asking for another one would fail the whole
 * query. Kept for an hour, so that a new field is found.
 */
final class SalesforceSchema {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final List<String> LEAD = List.of(
            "Id",
            "Status",
            "IsConverted",
            "ConvertedContactId",
            "ConvertedOpportunityId",
            "MasterRecordId",
            "IsDeleted",
            "CreatedDate",
            "LastModifiedDate",
            "LastModifiedById",
            "SystemModstamp",
            "Email",
            "Phone",
            "MobilePhone");
    private static final List<String> OPPORTUNITY = List.of(
            "Id",
            "StageName",
            "IsClosed",
            "IsWon",
            "Amount",
            "CurrencyIsoCode",
            "IsDeleted",
            "CreatedDate",
            "LastModifiedDate",
            "LastModifiedById",
            "LastStageChangeDate",
            "SystemModstamp");

    private final SalesforceClient client;
    private final SalesforceProperties properties;
    private final Clock clock;
    private final Map<String, Described> described = new ConcurrentHashMap<>();

    /** A stage of opportunities. */
    record StageEnd(boolean isClosed, boolean isWon) {}

    /** An object's fields by name in any letter case, or the stages. */
    private record Described(Instant at, Map<String, JsonNode> parts) {}

    SalesforceSchema(SalesforceClient client, SalesforceProperties properties, Clock clock) {
        this.client = client;
        this.properties = properties;
        this.clock = clock;
    }

    /** What to select of leads. */
    List<String> leadFields() throws CrmUnavailable {
        List<String> wanted = new ArrayList<>(LEAD);
        wanted.add(properties.countryField());
        wanted.addAll(custom());
        return existing("Lead", wanted);
    }

    /** What to select of opportunities. */
    List<String> opportunityFields() throws CrmUnavailable {
        List<String> wanted = new ArrayList<>(OPPORTUNITY);
        wanted.addAll(properties.leadIdFields());
        Optional.ofNullable(properties.marginField()).ifPresent(wanted::add);
        wanted.addAll(custom());
        return existing("Opportunity", wanted);
    }

    /** Those of the fields that the object has, in its own spelling. */
    List<String> existing(String object, Collection<String> wanted) throws CrmUnavailable {
        Map<String, JsonNode> fields = fields(object);
        List<String> found = wanted.stream()
                .filter(fields::containsKey)
                .map(it -> Objects.requireNonNull(fields.get(it)).path("name").asText())
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw new CrmUnavailable(
                    "The user that LeadLoop signs in as may not read " + object
                            + ". Give it the permission in Salesforce.",
                    null);
        }
        String consent = properties.consentField();
        if (consent != null && object.equals("Lead") && !fields.containsKey(consent)) {
            throw new CrmUnavailable(
                    "The consent-field " + consent
                            + " is not on Lead, or the user that LeadLoop signs in as may not read it.",
                    null);
        }
        return found;
    }

    /** Fields of an opportunity whose value at an earlier stage no history tells. */
    Stream<String> untoldByHistory() {
        return Stream.concat(Stream.of("LastStageChangeDate"), Stream.ofNullable(properties.marginField()));
    }

    boolean has(String object, String field) throws CrmUnavailable {
        return fields(object).containsKey(field);
    }

    /** The active stages of opportunities by their API names and labels. */
    Map<String, StageEnd> stages() throws CrmUnavailable {
        Map<String, StageEnd> ends = new HashMap<>();
        Described known = described.get("stages");
        if (known == null || isOld(known)) {
            Map<String, JsonNode> parts = new HashMap<>();
            for (JsonNode stage : client.query("SELECT ApiName, MasterLabel, IsClosed, IsWon FROM OpportunityStage")) {
                parts.putIfAbsent(stage.path("MasterLabel").asText(), stage);
                parts.put(stage.path("ApiName").asText(), stage);
            }
            known = new Described(clock.instant(), parts);
            described.put("stages", known);
        }
        known.parts()
                .forEach((name, stage) -> ends.put(
                        name,
                        new StageEnd(
                                stage.path("IsClosed").asBoolean(),
                                stage.path("IsWon").asBoolean())));
        return ends;
    }

    private Stream<String> clickFields() {
        return Stream.of(ClickIdKind.values())
                .flatMap(kind -> Stream.concat(properties.fieldsOf(kind).stream(), Stream.of(kind.key() + "__c")));
    }

    private List<String> custom() {
        return Stream.concat(Stream.ofNullable(properties.consentField()), clickFields())
                .toList();
    }

    private Map<String, JsonNode> fields(String object) throws CrmUnavailable {
        Described known = described.get(object);
        if (known == null || isOld(known)) {
            Map<String, JsonNode> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            client.describe(object)
                    .ifPresent(it -> it.path("fields")
                            .forEach(field -> parts.put(field.path("name").asText(), field)));
            known = new Described(clock.instant(), parts);
            described.put(object, known);
        }
        return known.parts();
    }

    private boolean isOld(Described known) {
        return known.at().plus(KEPT).isBefore(clock.instant());
    }
}
