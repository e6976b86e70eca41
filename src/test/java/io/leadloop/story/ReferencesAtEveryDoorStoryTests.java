package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.hubspot.FakeHubSpot;
import io.leadloop.imports.ImportRun;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A reference in a CRM's field brings its click ids by whichever way the lead comes: a webhook and the look-up behind it, the sweep, a
 * record that somebody reads again, an imported file (by REST, our own door). TheCaptureDoorStoryTests has the event of our own.
 */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
class ReferencesAtEveryDoorStoryTests {

    private static final FakeHubSpot HUBSPOT = new FakeHubSpot();
    private static final String URL = "https://hooks.example.test/webhooks/hubspot";
    private static final String SECRET = "story-client-secret";
    private static final String SHOP = Website.address("");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CrmSweeps sweeps;

    @Autowired
    ImportRun imports;

    @DynamicPropertySource
    static void hubSpot(DynamicPropertyRegistry registry) {
        String prefix = "leadloop.crm.sources.hubspot.";
        registry.add(prefix + "type", () -> "hubspot");
        registry.add(prefix + "public-url", () -> URL);
        registry.add(prefix + "secrets", () -> SECRET);
        registry.add(prefix + "portal-id", () -> "33");
        registry.add(prefix + "base-url", HUBSPOT::address);
        registry.add(prefix + "access-token", () -> FakeHubSpot.TOKEN);
        registry.add(prefix + "consent-when-absent", () -> "granted");
    }

    @AfterAll
    static void over() {
        HUBSPOT.close();
    }

    @BeforeEach
    @AfterEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private String captured(String gclid) {
        return house.send(house.request("/capture")
                        .header("Origin", SHOP)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(BodyPublishers.ofString(
                                "{\"visit\":{\"ids\":{\"gclid\":[\"%s\",1790900000]},\"last\":{\"utm_source\":\"news\"}},\"consent\":\"tcf\"}"
                                        .formatted(gclid))))
                .body()
                .replaceAll(".*(ll_[0-9a-v]{26}).*", "$1");
    }

    private void hubSpotHas(String contact, String at, String stage, String reference) {
        HUBSPOT.records()
                .set("contacts", contact, at, "lifecyclestage", stage)
                .set("contacts", contact, at, "ll_ref", reference);
    }

    private void hubSpotTells(String contact, String stage, String at) {
        String event = """
                [{"eventId":%s,"subscriptionId":5,"portalId":33,"appId":44,"occurredAt":%d,
                 "subscriptionType":"contact.propertyChange","attemptNumber":0,"objectId":%s,
                 "propertyName":"lifecyclestage","propertyValue":"%s","changeSource":"CRM_UI"}]""".formatted(contact, Instant.parse(at).toEpochMilli(), contact, stage);
        long now = clock.instant().toEpochMilli();
        String signed = "POST" + URL + event + now;
        HttpResponse<String> answer = house.send(house.request("/webhooks/hubspot")
                .header("Content-Type", "application/json")
                .header("X-HubSpot-Request-Timestamp", Long.toString(now))
                .header(
                        "X-HubSpot-Signature-v3",
                        Base64.getEncoder()
                                .encodeToString(Secrets.hmac(
                                        "HmacSHA256",
                                        SECRET.getBytes(StandardCharsets.UTF_8),
                                        signed.getBytes(StandardCharsets.UTF_8))))
                .POST(BodyPublishers.ofString(event)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Google hears exactly the captured click, and nobody hears the reference. */
    private void googleHeard(String gclid, String reference) {
        house.settles();
        assertThat(house.told("google-ads", gclid)
                        .path("adIdentifiers")
                        .path("gclid")
                        .asText())
                .isEqualTo(gclid);
        assertThat(house.received("google-ads", reference)).isEmpty();
        assertThat(house.texts(
                        "select extract(epoch from clicked_at)::bigint::text from leadloop.click_id where value = '"
                                + gclid + "'"))
                .containsExactly("1790900000");
        assertThat(house.count("select count(*) from leadloop.capture where used_at is not null and reference = '"
                        + reference + "'"))
                .isEqualTo(1);
    }

    @Test
    void by_a_webhook_whose_record_is_looked_up() {
        String reference = captured("EAIaIQ-by-look-up");
        hubSpotHas("7101", "2026-10-03T09:00:00Z", "marketingqualifiedlead", reference);
        hubSpotTells("7101", "marketingqualifiedlead", "2026-10-03T09:00:00Z");
        googleHeard("EAIaIQ-by-look-up", reference);
    }

    @Test
    void by_the_sweep_where_the_webhook_was_lost() {
        String reference = captured("EAIaIQ-by-sweep");
        sweeps.sweep();
        hubSpotHas("7102", "2026-10-03T10:40:00Z", "marketingqualifiedlead", reference);
        clock.set("2026-10-03T10:55:00Z");
        sweeps.sweep();
        assertThat(house.lead("hubspot", "7102")).isEmpty();
        googleHeard("EAIaIQ-by-sweep", reference);
    }

    @Test
    void by_reading_a_record_again_whose_field_was_filled_later() {
        String reference = captured("EAIaIQ-by-reread");
        HUBSPOT.records().set("contacts", "7103", "2026-10-03T09:00:00Z", "lifecyclestage", "lead");
        hubSpotTells("7103", "lead", "2026-10-03T09:00:00Z");
        house.settles();
        hubSpotHas("7103", "2026-10-03T09:30:00Z", "marketingqualifiedlead", reference);
        house.administratorPosts(
                "/api/leads/" + house.lead("hubspot", "7103").orElseThrow().id() + "/reread");
        googleHeard("EAIaIQ-by-reread", reference);
    }

    private void imports(String header, String row) {
        HttpResponse<String> answer = house.send(house.asAdministrator(
                        "/api/leads/import?source=generic&consentWhenAbsent=granted&zone=UTC&name=references.csv")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(header + "\n" + row + "\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        while (imports.step()) {
            house.applies();
        }
    }

    @Test
    void by_a_file_through_our_own_rest() {
        String reference = captured("EAIaIQ-by-file");
        imports("Lead ID,Status,Conversion Time,ll_ref", "file-1,MQL,2026-10-03 09:00," + reference);
        googleHeard("EAIaIQ-by-file", reference);
    }

    @Test
    void by_a_file_in_the_column_of_another_click_id_and_in_capitals() {
        String reference = captured("EAIaIQ-by-other-column");
        imports(
                "Lead ID,Status,Conversion Time,Google Click ID",
                "file-2,MQL,2026-10-03 09:00," + reference.toUpperCase(java.util.Locale.ROOT));
        googleHeard("EAIaIQ-by-other-column", reference);
    }

    @Test
    void an_unknown_one_is_told_to_nobody_whatever_the_way_and_the_inbox_says_so() {
        String unknown = "ll_1111111111111111111111111";
        imports("Lead ID,Status,Conversion Time,ll_ref", "file-3,MQL,2026-10-03 09:00," + unknown + "0");
        hubSpotHas("7104", "2026-10-03T09:00:00Z", "marketingqualifiedlead", unknown + "1");
        hubSpotTells("7104", "marketingqualifiedlead", "2026-10-03T09:00:00Z");
        house.settles();
        assertThat(house.received("google-ads", unknown)).isEmpty();
        assertThat(house.texts("select source from leadloop.inbox_message where reason like"
                        + " '%reference ll_111111… is unknown here%' order by source"))
                .containsExactly("generic", "hubspot");
    }
}
