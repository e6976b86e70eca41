package io.leadloop.crm.close;

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
 * A source of type {@code close}, under {@code leadloop.crm.sources.<name>}. A field is the id of a custom field
 * ({@code cf_...}); it is looked for on the opportunity, the contact and the lead.
 *
 * @param secrets {@code signature_key} of the webhook subscription, in hex; several while it is replaced
 * @param tolerance how old a signed time may be; a repetition may carry the first attempt's
 * @param organizationId whose records these are, {@code orga_...}
 * @param baseUrl the Close API
 * @param apiPath the path of the API's version
 * @param apiKey of an administrator
 * @param statusesBy whether the stage mapping gets a status's label or its id
 * @param ignoredStatuses names of lead statuses that mean no stage
 * @param clickIdFields by kind of click id
 * @param valueField which of an opportunity's values counts, in cents; also {@code annualized_value}
 * @param marginField holds what an opportunity earns, in major units of its currency; null where none does
 * @param consentField null where none says it
 * @param consentValues what the words of that field mean
 * @param countryField holds an ISO 3166-1 code or a country's name; null for that of the lead's first address
 * @param consentWhenAbsent what a lead without consent means; has to be set
 * @param deletedIsErased whether a deleted lead is one who wants to be forgotten
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.close")
record CloseProperties(
        @DefaultValue List<String> secrets,
        @DefaultValue("3d") Duration tolerance,
        @Nullable String organizationId,
        @DefaultValue("https://api.close.com") URI baseUrl,
        @DefaultValue("/api/v1") String apiPath,
        @Nullable String apiKey,
        @DefaultValue("name") StatusesBy statusesBy,
        @DefaultValue("Customer") List<String> ignoredStatuses,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @DefaultValue("value") String valueField,
        @Nullable String marginField,
        @Nullable String consentField,
        @DefaultValue Map<String, Consent.State> consentValues,
        @Nullable String countryField,
        Consent.@Nullable State consentWhenAbsent,
        @DefaultValue("false") boolean deletedIsErased)
        implements PersonFields.Settings {

    enum StatusesBy {
        NAME,
        ID
    }
}
