package io.leadloop.crm.dynamics;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.crm.PersonFields;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code dynamics}, under {@code leadloop.crm.sources.<name>}. A field is the logical name of a
 * column; it is looked for on the opportunity, the lead and the contact.
 *
 * @param secrets the webhook's key; several while it is replaced
 * @param tokenHeader carries the key where the webhook's authentication is HttpHeader
 * @param organizationId whose records these are
 * @param baseUrl of the environment, {@code https://<org>.crm4.dynamics.com}
 * @param apiPath the path of the Web API's version
 * @param tenantId the directory (tenant) of the app registration
 * @param clientId of the app registration, an application user of the environment
 * @param clientSecret of the app registration
 * @param tokenUri null for that of the tenant
 * @param leadStageField the column in which a lead moves on
 * @param dealStageField the column in which an opportunity moves on; {@code statuscode} where it is empty
 * @param stagesBy whether the stage mapping gets a choice's label or its number
 * @param amountFields an opportunity's amount is the first of these columns that is not empty
 * @param defaultCurrency for opportunities that name none
 * @param clickIdFields by kind of click id
 * @param marginField holds what an opportunity earns, in its currency; null where none does
 * @param consentField null where none says it
 * @param consentValues what the words of that field mean
 * @param countryField holds an ISO 3166-1 code or a country's name; null where none does
 * @param consentWhenAbsent what a lead without consent means; has to be set
 * @param deletedIsErased whether a deleted lead or contact is one who wants to be forgotten
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.dynamics")
record DynamicsProperties(
        @DefaultValue List<String> secrets,
        @DefaultValue("X-LeadLoop-Token") String tokenHeader,
        @Nullable String organizationId,
        @Nullable URI baseUrl,
        @DefaultValue("/api/data/v9.2") String apiPath,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI tokenUri,
        @DefaultValue("statuscode") String leadStageField,
        @DefaultValue("salesstage") String dealStageField,
        @DefaultValue("name") StagesBy stagesBy,
        @DefaultValue({"actualvalue", "estimatedvalue"}) List<String> amountFields,
        @Nullable String defaultCurrency,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @Nullable String marginField,
        @Nullable String consentField,
        @DefaultValue Map<String, Consent.State> consentValues,
        @Nullable String countryField,
        Consent.@Nullable State consentWhenAbsent,
        @DefaultValue("false") boolean deletedIsErased)
        implements PersonFields.Settings {

    enum StagesBy {
        NAME,
        ID
    }

    /** The columns that are taken from records, Dynamics' own and the configured ones. */
    List<String> fields(List<String> configured) {
        List<String> fields = new ArrayList<>(List.of(
                "statecode",
                "statuscode",
                leadStageField,
                dealStageField,
                "createdon",
                "modifiedon",
                "emailaddress1",
                "telephone1",
                "mobilephone",
                "transactioncurrencyid",
                "originatingleadid",
                "parentcontactid",
                "merged",
                "masterid"));
        fields.addAll(amountFields);
        fields.addAll(configured);
        return fields.stream().distinct().toList();
    }
}
