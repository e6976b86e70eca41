package io.leadloop.crm.pipedrive;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.crm.PersonFields;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code pipedrive}, under {@code leadloop.crm.sources.<name>}. A field is the key of a Pipedrive
 * field: 40 hex digits for a custom one; it is looked for on the deal or lead and on the person.
 *
 * @param user HTTP auth username of the webhook
 * @param secrets HTTP auth password of the webhook; several while it is replaced
 * @param companyId the account whose records these are
 * @param baseUrl the Pipedrive API
 * @param apiPath of version 2
 * @param apiToken of a user who sees all deals and persons
 * @param stagesBy whether the stage mapping gets a stage's name or its id
 * @param stagesKept how long the stages' names are remembered
 * @param clickIdFields by kind of click id
 * @param marginField holds what a deal earns, in its currency; null where none does
 * @param consentField of the person or deal; also {@code marketing_status}
 * @param consentValues what the words of that field mean
 * @param countryField holds an ISO 3166-1 code or a country's name; null where none does
 * @param consentWhenAbsent what a person without consent means; has to be set
 * @param deletedIsErased whether a deleted person is one who wants to be forgotten
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.pipedrive")
record PipedriveProperties(
        @Nullable String user,
        @DefaultValue List<String> secrets,
        @Nullable String companyId,
        @DefaultValue("https://api.pipedrive.com") URI baseUrl,
        @DefaultValue("/api/v2") String apiPath,
        @Nullable String apiToken,
        @DefaultValue("name") StagesBy stagesBy,
        @DefaultValue("1h") Duration stagesKept,
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
}
