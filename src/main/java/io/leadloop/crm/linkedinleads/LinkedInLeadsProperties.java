package io.leadloop.crm.linkedinleads;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.crm.FormFields;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code linkedin-leads}, under {@code leadloop.crm.sources.<name>}. A field is the predefined field of a
 * question ({@code EMAIL}), the name of a question or of a hidden field, or the id of a consent box, in any letter case.
 *
 * @param secrets the app's client secret, which signs webhooks and answers LinkedIn's challenge; several while it is replaced,
 *     the first one answers
 * @param signed whether webhooks have to be signed; where LinkedIn sends no signature, {@code tokens} prove them
 * @param tokens texts of your own of which the webhook's address ends with one, {@code /webhooks/<source>/<token>}; needed
 *     where {@code signed} is false
 * @param owner whose leads these are: {@code urn:li:sponsoredAccount:<number>} or {@code urn:li:organization:<number>}
 * @param leadTypes which leads the sweep asks for: SPONSORED, EVENT, COMPANY, ORGANIZATION_PRODUCT
 * @param baseUrl the LinkedIn API
 * @param apiVersion the header {@code LinkedIn-Version}, year and month
 * @param tokenUri where access tokens come from
 * @param accessToken with r_marketing_leadgen_automation; in its place the client id and a refresh token
 * @param clientId of the app; its secret is the first of {@code secrets}
 * @param refreshToken gives the access tokens
 * @param deletedIsErased whether a lead that LinkedIn deletes is forgotten here too
 * @param status what the stage mapping gets for a new lead
 * @param emailFields hold the mail address; the first one that was answered counts
 * @param phoneFields hold the phone number
 * @param countryFields hold an ISO 3166-1 code or a country's name
 * @param clickIdFields further questions and hidden fields by kind of click id; the lead's own id needs none
 * @param consentFields ids of the form's consent boxes, or questions that ask for consent; one that is not ticked denies
 * @param consentValues what the words of those answers mean
 * @param consentWhenAbsent what a lead without such a box means; has to be set
 * @param sameIdIn sources of CRMs whose records are this form's leads where they carry the lead's id in a field of
 *     {@code click-id-fields}; none: the two stay two leads
 * @param sameContactIn sources of CRMs one of whose records is this form's lead where it has the same mail or phone, began within
 *     {@code same-contact-within} and is the only one; none: nobody is joined by mail or phone
 * @param sameContactWithin how far apart the two may begin, at most 90 days
 * @param testValues texts that make a lead a test whose answer holds one, beside LinkedIn's own mark
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.linkedin-leads")
record LinkedInLeadsProperties(
        @DefaultValue List<String> secrets,
        @DefaultValue("true") boolean signed,
        @DefaultValue List<String> tokens,
        @Nullable String owner,
        @DefaultValue("SPONSORED") List<String> leadTypes,
        @DefaultValue("https://api.linkedin.com") URI baseUrl,
        @DefaultValue("202609") String apiVersion,

        @DefaultValue("https://www.linkedin.com/oauth/v2/accessToken")
        URI tokenUri,

        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String refreshToken,
        @DefaultValue("true") boolean deletedIsErased,
        @DefaultValue("CAPTURED") String status,
        @DefaultValue({"EMAIL", "WORK_EMAIL"}) List<String> emailFields,
        @DefaultValue({"PHONE_NUMBER", "WORK_PHONE_NUMBER"}) List<String> phoneFields,
        @DefaultValue("COUNTRY") List<String> countryFields,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @DefaultValue List<String> consentFields,
        @DefaultValue Map<String, Consent.State> consentValues,
        Consent.@Nullable State consentWhenAbsent,
        @DefaultValue List<String> sameIdIn,
        @DefaultValue List<String> sameContactIn,
        @DefaultValue("7d") Duration sameContactWithin,
        @DefaultValue List<String> testValues)
        implements FormFields.Settings {}
