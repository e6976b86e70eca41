package io.leadloop.crm.hubspot;

import static io.leadloop.crm.hubspot.AHubSpotSource.change;
import static io.leadloop.crm.hubspot.AHubSpotSource.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A contact's lifecycle stage becomes a lead's event, with what HubSpot knows of the contact. */
class HubSpotContactTests {

    private static final String BORN = "2026-10-01T08:00:00Z";
    private static final String QUALIFIED = "2026-10-02T09:30:00.123Z";
    private static final String GCLID = "EAIaIQobChMI-FAKE_gclid-AbC123";
    private static final String GBRAID = "0AAAAADFAKE_gbraid-1";

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());

    @BeforeEach
    void a_contact_that_marketing_qualified() {
        hubSpot.records()
                .set("contacts", "100", BORN, "lifecyclestage", "lead")
                .set("contacts", "100", BORN, "email", "Jane.Doe@example.com")
                .set("contacts", "100", BORN, "phone", "030 1234567")
                .set("contacts", "100", BORN, "hs_country_region_code", "DE")
                .set("contacts", "100", BORN, "hs_google_click_id", GCLID)
                .set("contacts", "100", QUALIFIED, "lifecyclestage", "marketingqualifiedlead");
    }

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private static String stage(String value, String at) {
        return change(
                "contact.propertyChange",
                "100",
                "lifecyclestage",
                value,
                Instant.parse(at).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"subscriptionType\":\"contact.propertyChange\"",
                "\"eventType\":\"contact.propertyChange\"",
                "\"objectTypeId\":\"0-1\",\"subscriptionType\":\"object.propertyChange\""
            })
    void the_stage_has_hubspots_time_and_the_contacts_facts(String family) throws Exception {
        LeadEvent event = crm.lead(stage("marketingqualifiedlead", QUALIFIED)
                .replace("\"subscriptionType\":\"contact.propertyChange\"", family));
        assertThat(event.subject()).isEqualTo(ExternalId.lead("hubspot", "100"));
        assertThat(event.status()).isEqualTo("marketingqualifiedlead");
        assertThat(event.occurredAt()).isEqualTo(QUALIFIED);
        assertThat(event.capturedAt()).isEqualTo(BORN);
        assertThat(event.country()).isEqualTo("DE");
        assertThat(event.contact()).isEqualTo(ContactHasher.hash("jane.doe@example.com", "+49301234567", null));
        assertThat(event.consent()).isNull();
        assertThat(event.assumedConsent()).isEqualTo(Consent.UNKNOWN);
        assertThat(event.clickIds()).containsExactly(ClickId.seen(ClickIdKind.GCLID, GCLID, Instant.parse(BORN)));
    }

    @Test
    void the_stage_is_the_events_not_where_the_contact_stands_meanwhile() throws Exception {
        LeadEvent late = crm.lead(stage("lead", "2026-10-01T08:00:00.400Z"));
        assertThat(late.status()).isEqualTo("lead");
        assertThat(late.occurredAt()).isEqualTo(BORN);
    }

    @Test
    void the_way_back_is_two_events_and_the_empty_one_says_nothing() throws Exception {
        assertThat(crm.irrelevance(stage("", "2026-10-03T09:00:00Z"))).contains("cleared");
        assertThat(crm.lead(stage("lead", "2026-10-03T09:00:01Z")).occurredAt()).isEqualTo("2026-10-03T09:00:01Z");
    }

    @Test
    void every_click_id_of_hubspot_and_the_configured_ones_come_along_with_their_own_time() throws Exception {
        crm = new AHubSpotSource(
                hubSpot, Map.of("click-id-fields.gbraid", "gbraid", "click-id-fields.liFatId", "li_fat_id"));
        hubSpot.records()
                .set("contacts", "100", BORN, "hs_facebook_click_id", "IwAR-fb")
                .set("contacts", "100", BORN, "hs_bing_click_id", "ms1")
                .set("contacts", "100", BORN, "hs_linkedin_click_id", "li1")
                .set("contacts", "100", BORN, "li_fat_id", "li2")
                .set("contacts", "100", BORN, "hs_tiktok_click_id", "E.C.P.tt")
                .set("contacts", "100", BORN, "gbraid", GBRAID)
                .set("contacts", "100", QUALIFIED, "hs_google_click_id", "Cj0KCQ-second");
        assertThat(crm.lead(stage("marketingqualifiedlead", QUALIFIED)).clickIds())
                .extracting(it -> it.kind() + " " + it.value() + " " + it.clickedAt())
                .containsExactlyInAnyOrder(
                        "GCLID " + GCLID + " " + BORN,
                        "GCLID Cj0KCQ-second " + QUALIFIED,
                        "GBRAID " + GBRAID + " " + BORN,
                        "FBCLID IwAR-fb " + BORN,
                        "MSCLKID ms1 " + BORN,
                        "LI_FAT_ID li1 " + BORN,
                        "LI_FAT_ID li2 " + BORN,
                        "TTCLID E.C.P.tt " + BORN);
    }

    @Test
    void a_braid_in_the_property_for_gclids_is_named_and_not_guessed() {
        hubSpot.records().set("contacts", "100", QUALIFIED, "hs_google_click_id", GBRAID);
        Untranslatable parked =
                catchThrowableOfType(Untranslatable.class, () -> crm.lead(stage("marketingqualifiedlead", QUALIFIED)));
        assertThat(parked.words())
                .contains("hs_google_click_id", "gbraid", "click-id-fields.gbraid", "braid-in-gclid-field")
                .doesNotContain(GBRAID);
    }

    @ParameterizedTest
    @CsvSource({
        "braid-in-gclid-field,gbraid,GCLID GBRAID",
        "braid-in-gclid-field,wbraid,GCLID WBRAID",
        "braid-in-gclid-field,left-out,GCLID",
        "click-id-fields.wbraid,site_braid,GCLID WBRAID"
    })
    void a_person_says_what_it_is(String key, String value, String kinds) throws Exception {
        crm = new AHubSpotSource(hubSpot, Map.of(key, value));
        hubSpot.records()
                .set("contacts", "100", QUALIFIED, "hs_google_click_id", GBRAID)
                .set("contacts", "100", QUALIFIED, "site_braid", GBRAID);
        assertThat(crm.lead(stage("marketingqualifiedlead", QUALIFIED)).clickIds())
                .extracting(it -> it.kind().name())
                .containsExactlyInAnyOrder(kinds.split(" "));
    }

    @Test
    void a_fact_that_comes_later_is_brought_with_the_stage_at_which_the_contact_stands() throws Exception {
        LeadEvent event = crm.lead(change("contact.propertyChange", "100", "hs_google_click_id", "x", 1790900000000L));
        assertThat(event.status()).isEqualTo("marketingqualifiedlead");
        assertThat(event.occurredAt()).isEqualTo(QUALIFIED);
        assertThat(crm.lead(event("contact.creation", "100", "")).status()).isEqualTo("marketingqualifiedlead");
    }

    @Test
    void a_customer_is_told_by_the_deal_unless_configured() throws Exception {
        hubSpot.records().set("contacts", "100", "2026-10-03T09:00:00Z", "lifecyclestage", "customer");
        String customer = stage("customer", "2026-10-03T09:00:00Z");
        assertThat(crm.irrelevance(customer)).contains("revenue-from: deal");
        assertThat(crm.lead(change("contact.propertyChange", "100", "email", "x", 1790900000000L))
                        .status())
                .isEqualTo("marketingqualifiedlead");
        crm = new AHubSpotSource(hubSpot, Map.of("revenue-from", "lifecycle"));
        assertThat(crm.lead(customer).status()).isEqualTo("customer");
    }

    @Test
    void ignored_stages_are_done() throws Exception {
        assertThat(crm.irrelevance(stage("evangelist", QUALIFIED))).contains("ignored-stages");
    }

    @ParameterizedTest
    @CsvSource({"true,GRANTED", "granted,GRANTED", "No,DENIED", "unknown,UNKNOWN"})
    void consent_is_read_from_the_configured_property(String said, Consent.State state) throws Exception {
        crm = new AHubSpotSource(hubSpot, Map.of("consent-field", "ads_consent"));
        hubSpot.records().set("contacts", "100", BORN, "ads_consent", said);
        assertThat(crm.lead(stage("marketingqualifiedlead", QUALIFIED))
                        .consent()
                        .at(null))
                .isEqualTo(Consent.of(state));
    }

    @Test
    void the_propertys_own_words_are_explained_and_others_parked() throws Exception {
        crm = new AHubSpotSource(hubSpot, Map.of("consent-field", "ads_consent", "consent-values.opted-in", "granted"));
        hubSpot.records().set("contacts", "100", BORN, "ads_consent", "Opted in");
        assertThat(crm.lead(stage("marketingqualifiedlead", QUALIFIED))
                        .consent()
                        .at(null))
                .isEqualTo(Consent.of(Consent.State.GRANTED));
        hubSpot.records().set("contacts", "100", BORN, "ads_consent", "perhaps");
        assertThat(catchThrowableOfType(
                        Untranslatable.class, () -> crm.lead(stage("marketingqualifiedlead", QUALIFIED))))
                .hasMessageContaining("neither granted nor denied")
                .hasMessageContaining("consent-values");
    }

    @Test
    void a_merged_contact_is_the_one_that_it_is_now() throws Exception {
        hubSpot.records().set("contacts", "200", BORN, "lifecyclestage", "lead");
        hubSpot.records().merge("100", "200", QUALIFIED);
        assertThat(crm.lead(stage("marketingqualifiedlead", QUALIFIED)).aliases())
                .containsExactly(ExternalId.lead("hubspot", "200"));
    }

    @Test
    void a_contact_that_is_gone_is_no_lead() throws Exception {
        hubSpot.records().delete("contacts", "100");
        assertThat(crm.irrelevance(stage("marketingqualifiedlead", QUALIFIED))).contains("not in HubSpot any more");
    }

    @Test
    void a_limit_is_waited_for_as_long_as_hubspot_says() {
        hubSpot.refuses(429, "{\"policyName\":\"TEN_SECONDLY_ROLLING\",\"message\":\"x\"}", "7");
        hubSpot.refuses(429, "{\"policyName\":\"DAILY\"}", null);
        assertThat(unavailable().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        CrmUnavailable daily = unavailable();
        assertThat(daily.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(daily.words()).contains("DAILY");
    }

    @ParameterizedTest
    @CsvSource({
        "500,HubSpot answered 500",
        "401,refuses the access token",
        "403,crm.objects.contacts.read",
        "400,HubSpot answered 400"
    })
    void a_refusal_is_tried_again_with_words_that_repeat_no_value(int status, String words) {
        hubSpot.refuses(status, "{\"category\":\"X_Y\",\"message\":\"jane.doe@example.com\"}", null);
        assertThat(unavailable().words()).contains(words).doesNotContain("jane");
    }

    @Test
    void an_oauth_app_gets_its_token_and_a_new_one_when_it_ends() throws Exception {
        crm = new AHubSpotSource(
                hubSpot, Map.of("access-token", "", "client-id", "c", "client-secret", "s", "refresh-token", "r"));
        crm.lead(stage("marketingqualifiedlead", QUALIFIED));
        hubSpot.wantsToken("second");
        crm.lead(stage("marketingqualifiedlead", QUALIFIED));
        assertThat(hubSpot.calls())
                .isEqualTo(List.of(
                        "POST /oauth/2026-03/token",
                        "POST /crm/objects/2026-09/contacts/batch/read",
                        "POST /crm/objects/2026-09/contacts/batch/read",
                        "POST /oauth/2026-03/token",
                        "POST /crm/objects/2026-09/contacts/batch/read"));
    }

    private CrmUnavailable unavailable() {
        return catchThrowableOfType(CrmUnavailable.class, () -> crm.lead(stage("marketingqualifiedlead", QUALIFIED)));
    }
}
