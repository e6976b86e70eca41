package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.FormLead;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a lead of LinkedIn's: its answers carry the ids of questions only, what they ask stands in the form.
 */
final class LinkedInLead {

    private static final Pattern FORM = Pattern.compile("urn:li:leadGenForm:(\\d+)");

    private final LinkedInLeadClient linkedIn;

    LinkedInLead(LinkedInLeadClient linkedIn) {
        this.linkedIn = linkedIn;
    }

    /**
     * @param lead as {@code leadFormResponses} gives it
     * @throws CrmUnavailable if its form could not be read
     */
    FormLead of(JsonNode lead) throws CrmUnavailable, Untranslatable {
        String id = LinkedInLeadEvent.bare(lead.path("id").asText(""));
        if (!LinkedInLeadEvent.isId(id)) {
            throw new Untranslatable("LinkedIn's answer holds no lead.");
        }
        if (!lead.path("submittedAt").canConvertToLong()
                || lead.path("submittedAt").asLong() <= 0) {
            throw new Untranslatable("The lead says no submittedAt.");
        }
        String version = lead.path("versionedLeadGenFormUrn").asText("");
        Matcher form = FORM.matcher(version);
        if (!form.find()) {
            throw new Untranslatable("The lead names no form, whose questions say which answer is the mail.");
        }
        return new FormLead(
                id,
                Instant.ofEpochMilli(lead.path("submittedAt").asLong()),
                form.group(1),
                campaign(lead),
                answers(lead.path("formResponse"), linkedIn.form(form.group(1), version)),
                lead.path("testLead").asBoolean());
    }

    private static @Nullable String campaign(JsonNode lead) {
        String urn = lead.path("leadMetadata")
                .path("sponsoredLeadMetadata")
                .path("campaign")
                .asText("");
        String id = urn.substring(urn.lastIndexOf(':') + 1);
        return id.isBlank() ? null : id;
    }

    private static Map<String, String> answers(JsonNode response, JsonNode form) {
        Map<String, JsonNode> questions = new HashMap<>();
        for (JsonNode question : form.path("content").path("questions")) {
            questions.put(question.path("questionId").asText(), question);
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode answer : response.path("answers")) {
            JsonNode question = questions.get(answer.path("questionId").asText());
            String said = said(answer.path("answerDetails"), question);
            if (question != null && !said.isBlank()) {
                answers.putIfAbsent(question.path("predefinedField").asText(""), said);
                answers.putIfAbsent(question.path("name").asText(""), said);
            }
        }
        for (JsonNode hidden : form.path("hiddenFields")) {
            answers.putIfAbsent(
                    hidden.path("name").asText(""), hidden.path("value").asText(""));
        }
        for (JsonNode consent : response.path("consentResponses")) {
            answers.putIfAbsent(
                    consent.path("consentId").asText(""),
                    consent.path("accepted").asText(""));
        }
        answers.remove("");
        return answers;
    }

    /** A text as it was typed; of a choice the option's text in the form, or its number. */
    private static String said(JsonNode details, @Nullable JsonNode question) {
        JsonNode text = details.path("textQuestionAnswer").path("answer");
        if (!text.isMissingNode() || question == null) {
            return text.asText("");
        }
        JsonNode option = details.path("multipleChoiceAnswer").path("options").path(0);
        for (JsonNode offered : question.path("questionDetails")
                .path("multipleChoiceQuestionDetails")
                .path("options")) {
            if (offered.path("id").asText("?").equals(option.asText())) {
                JsonNode named = offered.path("text");
                Iterator<JsonNode> languages = named.path("localized").elements();
                return named.isTextual() || !languages.hasNext()
                        ? named.asText(option.asText())
                        : languages.next().asText();
            }
        }
        return option.asText("");
    }

    /** The lead's own id, which alone is enough for the Conversions API; it came to be when the form was sent. */
    static List<ClickId> clicks(FormLead lead) {
        return List.of(ClickId.of(ClickIdKind.LI_LEAD_ID, lead.id(), lead.submittedAt()));
    }
}
