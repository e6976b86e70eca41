package io.leadloop.crm.metaleads;

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
 * A source of type {@code meta-leads}, under {@code leadloop.crm.sources.<name>}. A field is the {@code name} of an answer in
 * {@code field_data}, or the {@code checkbox_key} of a consent box, in any letter case.
 *
 * @param secrets the app's secret, which signs its webhooks; several while it is replaced
 * @param verifyToken a text of your own, typed into the app's webhook settings too
 * @param pageId the Page whose leads these are
 * @param forms the ids of the forms that the sweep asks for; all forms of the Page where none is set
 * @param baseUrl the Graph API
 * @param apiVersion the Graph API's version
 * @param accessToken of the Page, with leads_retrieval
 * @param appSecretProof whether calls carry a proof of the app's secret, for apps that require it
 * @param status what the stage mapping gets for a new lead
 * @param emailFields hold the mail address; the first one that was answered counts
 * @param phoneFields hold the phone number
 * @param countryFields hold an ISO 3166-1 code or a country's name
 * @param clickIdFields further questions by kind of click id; the lead's own id needs none
 * @param consentFields boxes or questions of the form that ask for consent; one that is not ticked denies
 * @param consentValues what the words of those answers mean
 * @param consentWhenAbsent what a lead without such a box means; has to be set
 * @param sameIdIn sources of CRMs whose records are this form's leads where they carry the lead's id in a field of
 *     {@code click-id-fields}; none: the two stay two leads
 * @param sameContactIn sources of CRMs one of whose records is this form's lead where it has the same mail or phone, began within
 *     {@code same-contact-within} and is the only one; none: nobody is joined by mail or phone
 * @param sameContactWithin how far apart the two may begin, at most 90 days
 * @param testValues texts that make a lead a test whose answer holds one; Meta marks its test leads by nothing else
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.meta-leads")
record MetaLeadsProperties(
        @DefaultValue List<String> secrets,
        @Nullable String verifyToken,
        @Nullable String pageId,
        @DefaultValue List<String> forms,
        @DefaultValue("https://graph.facebook.com") URI baseUrl,
        @DefaultValue("v25.0") String apiVersion,
        @Nullable String accessToken,
        @DefaultValue("false") boolean appSecretProof,
        @DefaultValue("CAPTURED") String status,
        @DefaultValue({"email", "work_email"}) List<String> emailFields,

        @DefaultValue({"phone_number", "work_phone_number", "phone"})
        List<String> phoneFields,

        @DefaultValue("country") List<String> countryFields,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @DefaultValue List<String> consentFields,
        @DefaultValue Map<String, Consent.State> consentValues,
        Consent.@Nullable State consentWhenAbsent,
        @DefaultValue List<String> sameIdIn,
        @DefaultValue List<String> sameContactIn,
        @DefaultValue("7d") Duration sameContactWithin,

        @DefaultValue({"<test lead: dummy data for", "test@meta.com", "test@fb.com"})
        List<String> testValues)
        implements FormFields.Settings {}
