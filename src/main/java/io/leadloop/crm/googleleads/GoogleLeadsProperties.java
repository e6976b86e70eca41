package io.leadloop.crm.googleleads;

import io.leadloop.crm.BoundPerSource;
import io.leadloop.crm.FormFields;
import io.leadloop.lead.Consent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A source of type {@code google-leads}, under {@code leadloop.crm.sources.<name>}. A field is the {@code column_id} of a
 * question, in any letter case.
 *
 * @param secrets the key of the form's webhook ({@code google_key}); several for several forms, or while it is replaced
 * @param status what the stage mapping gets for a new lead
 * @param emailFields hold the mail address; the first one that was answered counts
 * @param phoneFields hold the phone number
 * @param countryFields hold an ISO 3166-1 code or a country's name
 * @param clickIdFields further questions by kind of click id; the gclid comes in {@code gcl_id}
 * @param consentFields questions of the form that ask for consent; one that is not granted denies
 * @param consentValues what the words of those answers mean
 * @param consentWhenAbsent what a lead without such an answer means; has to be set
 * @param sameContactIn sources of CRMs one of whose records is this form's lead where it has the same mail or phone, began within
 *     {@code same-contact-within} and is the only one; none: nobody is joined by mail or phone
 * @param sameContactWithin how far apart the two may begin, at most 90 days
 * @param testValues texts that make a lead a test whose answer holds one, beside Google's own {@code is_test}
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.google-leads")
record GoogleLeadsProperties(
        @DefaultValue List<String> secrets,
        @DefaultValue("CAPTURED") String status,
        @DefaultValue({"EMAIL", "WORK_EMAIL"}) List<String> emailFields,
        @DefaultValue({"PHONE_NUMBER", "WORK_PHONE"}) List<String> phoneFields,
        @DefaultValue("COUNTRY") List<String> countryFields,
        @DefaultValue Map<String, List<String>> clickIdFields,
        @DefaultValue List<String> consentFields,
        @DefaultValue Map<String, Consent.State> consentValues,
        Consent.@Nullable State consentWhenAbsent,
        @DefaultValue List<String> sameContactIn,
        @DefaultValue("7d") Duration sameContactWithin,
        @DefaultValue List<String> testValues)
        implements FormFields.Settings {}
