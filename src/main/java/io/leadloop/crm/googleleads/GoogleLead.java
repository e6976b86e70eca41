package io.leadloop.crm.googleleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.FormLead;
import io.leadloop.crm.PushedForm;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lead as Google's lead form webhooks carry it (developers.google.com/google-ads/webhook/docs/implementation). Fields
 * that nobody knows yet are ignored, as that page asks for.
 */
final class GoogleLead implements PushedForm.Reader {

    /** The click's own field, among the answers. */
    static final String GCL_ID = "gcl_id";

    private static final int LONGEST_ID = 200;

    @Override
    public FormLead read(JsonNode event) throws Untranslatable {
        String id = event.path("lead_id").asText("").strip();
        if (!isId(id)) {
            throw new Untranslatable("The lead has no lead_id, or one that is no id of Google's.");
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode column : event.path("user_column_data")) {
            answers.putIfAbsent(
                    column.path("column_id").asText(""),
                    column.path("string_value").asText(""));
        }
        answers.put(GCL_ID, event.path(GCL_ID).asText(""));
        return new FormLead(
                id,
                submittedAt(event),
                number(event, "form_id"),
                number(event, "campaign_id"),
                answers,
                event.path("is_test").asBoolean());
    }

    private static Instant submittedAt(JsonNode event) throws Untranslatable {
        Optional<Instant> told = CrmValues.time(event.path("lead_submit_time").asText(""), "lead_submit_time");
        return told.isPresent()
                ? told.get()
                : CrmValues.time(event.path(GoogleLeadDoor.RECEIVED).asText(""), GoogleLeadDoor.RECEIVED)
                        .orElseThrow(() -> new Untranslatable("The lead says no lead_submit_time."));
    }

    /** A 64-bit number; 0 stands for none. Null where there is none. */
    private static @Nullable String number(JsonNode event, String field) {
        String number = event.path(field).asText("");
        return number.matches("[1-9]\\d{0,19}") ? number : null;
    }

    /** Google's button for test data sends the same lead_id each time: each press shall be seen. */
    @Override
    public String key(FormLead lead, JsonNode event) {
        String key = "lead:" + lead.id();
        return lead.isTest()
                ? key + ":test:" + event.path(GoogleLeadDoor.RECEIVED).asText()
                : key;
    }

    /** The click by which Google finds the lead again; it happened before the form was sent. */
    static List<ClickId> clicks(FormLead lead) {
        return lead.answer(GCL_ID)
                .map(it -> ClickId.seen(ClickIdKind.GCLID, it, lead.submittedAt()))
                .map(List::of)
                .orElseGet(List::of);
    }

    static String canonicalId(RecordType type, String id) throws NotARecordId {
        String meant = CrmIds.meant(id);
        if (type != RecordType.LEAD || !isId(meant)) {
            throw new NotARecordId("This is no lead_id of a Google lead form.");
        }
        return meant;
    }

    private static boolean isId(String id) {
        return id.matches("[A-Za-z0-9_.=+/-]{1," + LONGEST_ID + "}") && !ClickId.isPlaceholder(id);
    }
}
