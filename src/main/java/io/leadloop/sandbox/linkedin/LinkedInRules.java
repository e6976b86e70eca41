package io.leadloop.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.StrictFields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What LinkedIn checks in an event (conversion events schema, facts of 2026-11). */
final class LinkedInRules {

    private static final Set<String> EVENT =
            Set.of("conversion", "conversionHappenedAt", "conversionValue", "eventId", "user");
    private static final Set<String> VALUE = Set.of("currencyCode", "amount");
    private static final Set<String> USER = Set.of("userIds", "userInfo", "externalIds", "lead");
    private static final Set<String> ID = Set.of("idType", "idValue");
    private static final Set<String> ID_TYPES = Set.of(
            "SHA256_EMAIL",
            "LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID",
            "ACXIOM_ID",
            "ORACLE_MOAT_ID",
            "PLAINTEXT_IP_ADDRESS",
            "GOOGLE_AID");
    private static final Pattern FORM_LEAD = Pattern.compile("urn:li:leadGenFormResponse:[A-Za-z0-9_-]+");
    private static final Pattern RULE = Pattern.compile("urn:lla:llaPartnerConversion:\\d+");
    private static final Duration OLDEST = Duration.ofDays(90);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Instant now;

    LinkedInRules(Instant now) {
        this.now = now;
    }

    /** What is wrong with an event, in LinkedIn's manner: {@code /path :: words}; empty when nothing is. */
    List<String> check(JsonNode event) {
        List<String> errors = new ArrayList<>();
        unknown(errors, "", event, EVENT);
        if (!RULE.matcher(event.path("conversion").asText()).matches()) {
            errors.add("/conversion :: is not a conversion URN");
        }
        time(errors, event.path("conversionHappenedAt"));
        value(errors, event);
        if (event.has("eventId") && !event.path("eventId").isTextual()) {
            errors.add("/eventId :: is not a string");
        }
        user(errors, event.path("user"));
        return errors;
    }

    private void time(List<String> errors, JsonNode at) {
        if (!at.isIntegralNumber()) {
            errors.add("/conversionHappenedAt :: field is required but not found and has no default value");
            return;
        }
        Instant time = Instant.ofEpochMilli(at.asLong());
        if (time.isBefore(now.minus(OLDEST)) || time.isAfter(now.plus(SKEW))) {
            errors.add("/conversionHappenedAt :: is not within the last 90 days, in milliseconds");
        }
    }

    private static void value(List<String> errors, JsonNode event) {
        if (!event.has("conversionValue")) {
            return;
        }
        JsonNode value = event.path("conversionValue");
        unknown(errors, "/conversionValue", value, VALUE);
        if (!value.path("currencyCode").asText().matches("[A-Z]{3}")) {
            errors.add("/conversionValue/currencyCode :: is not a currency");
        }
        if (!value.path("amount").isTextual() || !value.path("amount").asText().matches("\\d+(\\.\\d+)?")) {
            errors.add("/conversionValue/amount :: is not a decimal string");
        }
    }

    private static void user(List<String> errors, JsonNode user) {
        unknown(errors, "/user", user, USER);
        boolean isFormLead = FORM_LEAD.matcher(user.path("lead").asText()).matches();
        if (user.has("lead") && !isFormLead) {
            errors.add("/user/lead :: is not a lead URN");
        }
        // Since 202605 the lead of a form is enough, but the list has to be there.
        if (!user.path("userIds").isArray() || user.path("userIds").isEmpty() && !isFormLead) {
            errors.add("/user/userIds :: field is required but not found and has no default value");
        }
        for (JsonNode id : user.path("userIds")) {
            unknown(errors, "/user/userIds", id, ID);
            if (!ID_TYPES.contains(id.path("idType").asText())) {
                errors.add("/user/userIds/idType :: is not an enum symbol");
            }
            boolean hashed =
                    !id.path("idType").asText().equals("SHA256_EMAIL") || StrictFields.isSha256(id.path("idValue"));
            if (!StrictFields.isIdentifier(id.path("idValue")) || !hashed) {
                errors.add("/user/userIds/idValue :: is not valid");
            }
        }
    }

    private static void unknown(List<String> errors, String path, JsonNode node, Set<String> allowed) {
        StrictFields.unknown(node, allowed)
                .ifPresent(it -> errors.add(path + "/" + it + " :: unrecognized field found but not allowed"));
    }
}
