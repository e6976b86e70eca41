package io.leadloop.crm.hubspot;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code hubspot}, under {@code leadloop.crm.sources.<name>}. A field is the internal name of a
 * HubSpot property.
 *
 * @param publicUrl the target URL as it stands in HubSpot, letter by letter; the signature is over it
 * @param secrets the app's client secret; several while it is replaced
 * @param acceptV1 also take the older signature, which has no time in it
 * @param portalId the account (Hub ID) whose records these are
 * @param baseUrl the HubSpot API
 * @param apiVersion a dated version such as {@code 2026-09}, or {@code v3} for the paths before them (objects and
 *     pipelines v3, associations v4), which HubSpot supports until 2027
 * @param objectsPath overrides the path of {@code apiVersion}
 * @param associationsPath overrides the path of {@code apiVersion}
 * @param pipelinesPath overrides the path of {@code apiVersion}
 * @param accessToken of an app of a project with static authentication, or of a private app made before October 2026; in
 *     its place the three keys of an OAuth app
 * @param clientId of an OAuth app
 * @param clientSecret of the OAuth app; signs its webhooks too where no secrets are set
 * @param refreshToken of the OAuth app's installation; gives the access tokens
 * @param tokenPath where access tokens come from
 * @param pipelinesKept how long a deal pipeline's stages are remembered
 * @param revenueFrom which of the two signals of a win counts
 * @param ignoredStages lifecycle stages that mean no stage
 * @param clickIdFields further contact properties by kind of click id
 * @param braidInGclidField what a braid is that a site wrote into the property for gclids; null: nobody decided
 * @param defaultCurrency for accounts with a single currency, whose deals carry none
 * @param marginField holds what a deal earns, in its currency; null where none does
 * @param consentField holds granted or denied, or is a checkbox, of the contact
 * @param consentValues what the words of that property mean
 * @param countryField of the contact; holds an ISO 3166-1 code or a country's name
 * @param consentWhenAbsent what a contact without consent means; has to be set
 * @param writeBackField the property of contacts and deals into which the state of their conversions is written, with
 *     {@code {stage}} and {@code {destination}} in its name for one property each; null: nothing is written
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.hubspot")
record HubSpotProperties(
        @Nullable String publicUrl,
        @DefaultValue List<String> secrets,
        @DefaultValue("false") boolean acceptV1,
        @Nullable String portalId,
        @DefaultValue("https://api.hubapi.com") URI baseUrl,
        @DefaultValue("2026-09") String apiVersion,
        @Nullable String objectsPath,
        @Nullable String associationsPath,
        @Nullable String pipelinesPath,
        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @DefaultValue("/oauth/2026-03/token") String tokenPath,
        @DefaultValue("1h") Duration pipelinesKept,
        @DefaultValue("deal") RevenueFrom revenueFrom,
        @DefaultValue({"evangelist", "other"}) List<String> ignoredStages,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @Nullable BraidIs braidInGclidField,
        @Nullable String defaultCurrency,
        @Nullable String marginField,
        @Nullable String consentField,
        @DefaultValue Map<String, Consent.State> consentValues,
        @DefaultValue("hs_country_region_code") String countryField,
        Consent.@Nullable State consentWhenAbsent,
        @Nullable String writeBackField) {

    /** A contact that becomes a customer and a deal that is won are one revenue, told twice. */
    enum RevenueFrom {
        DEAL,
        LIFECYCLE
    }

    enum BraidIs {
        GBRAID,
        WBRAID,
        LEFT_OUT
    }

    /** Whether the API is called by a dated version. */
    private boolean isDated() {
        return apiVersion.matches("\\d{4}-\\d{2}");
    }

    boolean hasApiVersion() {
        return isDated() || apiVersion.equals("v3");
    }

    String objects() {
        return objectsPath != null ? objectsPath : isDated() ? "/crm/objects/" + apiVersion : "/crm/v3/objects";
    }

    String associations() {
        return associationsPath != null
                ? associationsPath
                : isDated() ? "/crm/objects/" + apiVersion : "/crm/v4/objects";
    }

    String pipelines() {
        return pipelinesPath != null ? pipelinesPath : isDated() ? "/crm/pipelines/" + apiVersion : "/crm/v3/pipelines";
    }

    /** What signs webhooks: the secrets, or the OAuth app's own. */
    List<String> signingSecrets() {
        return secrets.isEmpty() && clientSecret != null ? List.of(clientSecret) : secrets;
    }
}
