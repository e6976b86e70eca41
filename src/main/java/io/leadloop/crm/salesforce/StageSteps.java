package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.salesforce.SalesforceSchema.StageEnd;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stage changes of records from Salesforce's history: OpportunityHistory, which every organisation has, and
 * LeadHistory, which must be enabled for the field Status. Times that no history holds are not guessed.
 */
final class StageSteps {

    private final SalesforceClient client;
    private final SalesforceSchema schema;

    /** A change of the stage, and what the record's fields were then. */
    private record Step(String id, String status, String at, Map<String, @Nullable String> fields) {}

    StageSteps(SalesforceClient client, SalesforceSchema schema) {
        this.client = client;
        this.schema = schema;
    }

    /**
     * The records as they are now, each after the stages that it went through since that time; the oldest first.
     *
     * @param type Lead or Opportunity
     * @param records all of that type, at most {@link LeadOrigins#CHUNK}
     */
    List<Notification> unfold(String type, List<Notification> records, Instant since) throws CrmUnavailable {
        boolean isLead = type.equals("Lead");
        Set<String> ids = new LinkedHashSet<>();
        records.forEach(it -> ids.add(it.recordId()));
        Map<String, List<Step>> steps = isLead ? leadSteps(ids) : dealSteps(ids);
        List<Notification> unfolded = new ArrayList<>();
        for (Notification record : records) {
            List<Step> all = steps.getOrDefault(record.recordId(), List.of());
            Step last = all.isEmpty() ? null : all.get(all.size() - 1);
            String status = record.field(isLead ? "Status" : "StageName").orElse("");
            // Of the stage at which it stands the record itself knows the newest amount.
            Step standing = last != null && last.status().equals(status) ? last : null;
            for (Step step : all) {
                if (step != standing && !isBefore(step.at(), since)) {
                    unfolded.add(record.at("sweep:" + record.recordId() + ":" + step.id(), step.at(), step.fields()));
                }
            }
            boolean knowsItself = record.field("LastStageChangeDate").isPresent();
            unfolded.add(standing == null || knowsItself ? record : record.at(record.id(), standing.at(), Map.of()));
        }
        return unfolded;
    }

    private Map<String, List<Step>> leadSteps(Set<String> ids) throws CrmUnavailable {
        Map<String, List<Step>> steps = new HashMap<>();
        if (!schema.has("LeadHistory", "NewValue")) {
            return steps;
        }
        for (JsonNode row :
                client.query("SELECT Id, LeadId, NewValue, CreatedDate FROM LeadHistory WHERE Field = 'Status'"
                        + " AND LeadId" + Soql.in(ids) + " ORDER BY LeadId, CreatedDate, Id")) {
            String status = row.path("NewValue").asText();
            add(steps, row, "LeadId", status, Map.of("Status", status));
        }
        return steps;
    }

    private Map<String, List<Step>> dealSteps(Set<String> ids) throws CrmUnavailable {
        Map<String, List<Step>> steps = new HashMap<>();
        if (!schema.has("OpportunityHistory", "StageName")) {
            return steps;
        }
        Map<String, StageEnd> ends = schema.stages();
        for (JsonNode row : client.query(
                "SELECT Id, OpportunityId, StageName, Amount, CreatedDate FROM OpportunityHistory WHERE OpportunityId"
                        + Soql.in(ids) + " ORDER BY OpportunityId, CreatedDate, Id")) {
            String stage = row.path("StageName").asText();
            StageEnd end = ends.get(stage);
            Map<String, @Nullable String> then = new HashMap<>();
            then.put("StageName", stage);
            then.put(
                    "Amount", row.path("Amount").isNumber() ? row.path("Amount").asText() : null);
            then.put("IsClosed", end == null ? null : Boolean.toString(end.isClosed()));
            then.put("IsWon", end == null ? null : Boolean.toString(end.isWon()));
            schema.untoldByHistory().forEach(it -> then.put(it, null));
            add(steps, row, "OpportunityId", stage, then);
        }
        return steps;
    }

    /** Salesforce writes a row for other changes too; one that leaves the stage is no step. */
    private static void add(
            Map<String, List<Step>> steps,
            JsonNode row,
            String record,
            String status,
            Map<String, @Nullable String> fields) {
        List<Step> before =
                steps.computeIfAbsent(SalesforceId.canonical(row.path(record).asText()), it -> new ArrayList<>());
        if (before.isEmpty() || !before.get(before.size() - 1).status().equals(status)) {
            before.add(new Step(
                    row.path("Id").asText(), status, row.path("CreatedDate").asText(), fields));
        }
    }

    private static boolean isBefore(String time, Instant since) {
        try {
            return TimeReader.ofRecords(null).read(time).isBefore(since);
        } catch (UnreadableValue e) {
            return true;
        }
    }
}
