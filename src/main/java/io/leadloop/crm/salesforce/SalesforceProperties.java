package io.leadloop.crm.salesforce;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code salesforce}, under {@code leadloop.crm.sources.<name>}. Field names are compared in any letter
 * case.
 *
 * @param token the secret in the outbound message's endpoint address
 * @param organizationIds the organisations that may send, 15 or 18 characters
 * @param defaultCurrency for organisations with a single currency, whose messages carry none
 * @param clickIdFields further fields by kind; {@code <kind>__c} is always looked at
 * @param leadIdFields fields of an opportunity that hold the id of its lead
 * @param marginField holds what an opportunity earns, in its currency; null where none does
 * @param consentField holds granted or denied, or is a checkbox
 * @param consentValues what the words of that field mean
 * @param countryField holds an ISO 3166-1 code or a country's name
 * @param consentWhenAbsent what a message without consent means; has to be set
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.salesforce")
record SalesforceProperties(
        @Nullable String token,
        @DefaultValue List<String> organizationIds,
        @Nullable String defaultCurrency,
        @DefaultValue Map<String, List<String>> clickIdFields,

        @DefaultValue({"Lead__c", "Lead_Id__c", "LeadId__c", "ConvertedLeadId__c"})
        List<String> leadIdFields,

        @Nullable String marginField,
        @Nullable String consentField,
        @DefaultValue Map<String, Consent.State> consentValues,
        @DefaultValue("CountryCode") String countryField,
        Consent.@Nullable State consentWhenAbsent) {

    /** The configured fields for a kind of click id, without those that are always looked at. */
    List<String> fieldsOf(ClickIdKind kind) {
        return clickIdFields.entrySet().stream()
                .filter(it -> ClickIdKind.ofSetting(it.getKey()).equals(Optional.of(kind)))
                .flatMap(it -> it.getValue().stream())
                .toList();
    }
}
