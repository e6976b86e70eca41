package io.leadloop.crm.metaleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.FormLead;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a Lead node of the Graph API. */
final class MetaLead {

    private MetaLead() {}

    static FormLead of(JsonNode lead) throws Untranslatable {
        String id = lead.path("id").asText("");
        if (!MetaLeadEvent.isId(id)) {
            throw new Untranslatable("Meta's answer holds no lead.");
        }
        Instant created = CrmValues.time(lead.path("created_time").asText(""), "created_time")
                .orElseThrow(() -> new Untranslatable("The lead says no created_time."));
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode field : lead.path("field_data")) {
            answers.putIfAbsent(
                    field.path("name").asText(""), field.path("values").path(0).asText(""));
        }
        // A box that was left empty is a "1" that is missing, or false: which one depends on the API's version.
        for (JsonNode box : lead.path("custom_disclaimer_responses")) {
            String checked = box.path("is_checked").asText("");
            answers.put(
                    box.path("checkbox_key").asText(""),
                    checked.equals("1") || checked.equals("true") ? "true" : "false");
        }
        String campaign =
                lead.path("campaign_name").asText(lead.path("campaign_id").asText(""));
        String form = lead.path("form_id").asText("");
        return new FormLead(
                id, created, form.isBlank() ? null : form, campaign.isBlank() ? null : campaign, answers, false);
    }

    /** The lead's own id, which the Conversions API takes first of all; it came to be when the form was sent. */
    static List<ClickId> clicks(FormLead lead) {
        return List.of(ClickId.of(ClickIdKind.META_LEAD_ID, lead.id(), lead.submittedAt()));
    }
}
