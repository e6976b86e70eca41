package io.leadloop.crm.tiktokleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmIds;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads a lead as TikTok's Subscription API sends it (business-api.tiktok.com/portal/docs?id=1810521739537409). Its ids are
 * numbers of 19 digits, sent with or without quotes: texts here.
 */
final class TikTokLead implements PushedForm.Reader {

    @Override
    public FormLead read(JsonNode entry) throws Untranslatable {
        String id = entry.path("id").asText("").strip();
        if (!isId(id)) {
            throw new Untranslatable("The lead has no id, or one that is no number.");
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode change : entry.path("changes")) {
            JsonNode value = change.path("value");
            answers.putIfAbsent(change.path("field").asText(""), (value.isArray() ? value.path(0) : value).asText(""));
        }
        String campaign = entry.path("campaign_name").asText("");
        return new FormLead(
                id,
                createdAt(entry),
                number(entry, "page_id"),
                campaign.isBlank() ? number(entry, "campaign_id") : campaign,
                answers,
                false);
    }

    private static Instant createdAt(JsonNode entry) throws Untranslatable {
        String seconds = entry.path("create_time").asText("");
        if (!seconds.matches("[1-9]\\d{0,10}")) {
            throw new Untranslatable("The lead's create_time is no number of seconds since 1970.");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private static @Nullable String number(JsonNode entry, String field) {
        String number = entry.path(field).asText("");
        return isId(number) ? number : null;
    }

    /** A message's lead is one of a chat, which TikTok's conversion API finds by the same id. */
    static List<ClickId> clicks(FormLead lead) {
        return List.of(ClickId.of(ClickIdKind.TIKTOK_LEAD_ID, lead.id(), lead.submittedAt()));
    }

    static String canonicalId(RecordType type, String id) throws NotARecordId {
        if (type != RecordType.LEAD) {
            throw new NotARecordId("A TikTok form knows leads only.");
        }
        return CrmIds.number("TikTok", id);
    }

    private static boolean isId(String text) {
        return text.matches("[1-9]\\d{0,19}");
    }
}
