package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.inbox.Untranslatable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person submitted by a lead form of an ad platform.
 *
 * @param id the platform's id of the lead
 * @param submittedAt by the platform's clock (UTC)
 * @param form the form's id; null where the platform does not say
 * @param campaign the campaign's name, else its id; null for a lead that no ad brought
 * @param answers by the field's name in lower case, also the form's consent boxes ({@code true}, {@code false}); personal data
 * @param isTest whether the platform, or one of the answers, says that it is a test
 */
public record FormLead(
        String id,
        Instant submittedAt,
        @Nullable String form,
        @Nullable String campaign,
        Map<String, String> answers,
        boolean isTest) {

    public FormLead {
        Map<String, String> named = new LinkedHashMap<>();
        answers.forEach((name, value) -> named.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        answers = Map.copyOf(named);
    }

    /** The answer to that field, in any letter case; empty where there is none. */
    public Optional<String> answer(String field) {
        return Optional.ofNullable(answers.get(field.toLowerCase(Locale.ROOT))).filter(it -> !it.isBlank());
    }

    /** The first of these fields that was answered. */
    Optional<String> first(List<String> fields) {
        return fields.stream().flatMap(it -> answer(it).stream()).findFirst();
    }

    /** As it rests in an inbox message after a look-up. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("submittedAt", submittedAt.toString()).put("test", isTest);
        json.put("form", form).put("campaign", campaign);
        answers.forEach(json.putObject("answers")::put);
        return json;
    }

    /** Parses what {@link #json} wrote. */
    static FormLead of(JsonNode json) throws Untranslatable {
        Map<String, String> answers = new LinkedHashMap<>();
        json.path("answers")
                .fields()
                .forEachRemaining(it -> answers.put(it.getKey(), it.getValue().asText()));
        return new FormLead(
                json.path("id").asText(),
                CrmValues.time(json.path("submittedAt").asText(""), "submittedAt")
                        .orElseThrow(() -> new Untranslatable("The stored lead is not readable any more.")),
                json.path("form").textValue(),
                json.path("campaign").textValue(),
                answers,
                json.path("test").asBoolean());
    }
}
