package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossiers;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Identifiers as people and systems send them, from the webhook to what the platform counts. */
@StoryTest
class IdentifiersStoryTests {

    private static final String MSCLKID = "dd4afccc-b1c9-4a4c-ad95-44dd7e5022a0";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadDossiers dossiers;

    @Autowired
    MeterRegistry metrics;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private void wins(String lead, String deal, String at, String... clicks) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                at,
                ",\"deal\":{\"id\":\"" + deal + "\",\"outcome\":\"won\",\"amount\":100,\"currency\":\"EUR\"}",
                clicks));
        house.applies();
    }

    private LeadDossier dossier(String lead) {
        return dossiers.of(house.lead("generic", lead).orElseThrow().id()).orElseThrow();
    }

    /** Microsoft ignores a row with the msclkid, goal and second of another one, without an error. */
    @Test
    void two_deals_of_one_click_in_the_same_second_are_counted_twice() {
        wins("twice-won", "tw-1", "2026-10-03T09:00:00Z", "msclkid=" + MSCLKID);
        wins("twice-won", "tw-2", "2026-10-03T09:00:00Z", "msclkid=" + MSCLKID);
        house.settles();
        List<JsonNode> counted = house.received("microsoft-ads", MSCLKID);
        assertThat(counted).hasSize(2);
        assertThat(counted.toString()).contains("2026-10-03T09:00:00Z").contains("2026-10-03T09:00:01Z");
        assertThat(dossier("twice-won").conversions())
                .filteredOn(it -> it.conversion().destination().equals("microsoft-ads"))
                .filteredOn(it -> it.words().contains("Told as 1 second later than the CRM says"))
                .hasSize(1);
    }

    /** Two people of one household by one click: whose conversions they are is no matter to the platform. */
    @Test
    void deals_of_two_leads_by_one_click_in_the_same_second_are_counted_twice_as_well() {
        String click = "fedcba9876543210fedcba9876543210";
        wins("one-of-two", "ot-1", "2026-10-03T09:00:00Z", "msclkid=" + click);
        wins("two-of-two", "ot-2", "2026-10-03T09:00:00Z", "msclkid=" + click);
        house.genericSends("[" + won("three-of-two", "ot-3", "msclkid=" + click) + ","
                + won("four-of-two", "ot-4", "msclkid=" + click) + "]");
        house.settles();
        assertThat(house.received("microsoft-ads", click)).hasSize(4);
        assertThat(Stream.of("one-of-two", "two-of-two", "three-of-two", "four-of-two")
                        .flatMap(it -> dossier(it).conversions().stream())
                        .filter(it -> it.conversion().destination().equals("microsoft-ads"))
                        .map(it -> it.conversion().occurredAt()))
                .doesNotHaveDuplicates();
    }

    private static String won(String lead, String deal, String click) {
        return House.event(
                lead,
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"" + deal + "\",\"outcome\":\"won\",\"amount\":100,\"currency\":\"EUR\"}",
                click);
    }

    /** The CRM's clock is four minutes ahead; Google refuses what lies in the future. */
    @Test
    void an_event_a_little_ahead_waits_until_its_time_has_come() {
        house.genericSends(House.event("ahead", "SQL", "2026-10-03T10:29:00Z", "", "gclid=ahead-gclid"));
        house.settles();
        Conversion waiting = house.conversion("ahead", "SQL", "google-ads");
        assertThat(waiting.state()).isEqualTo(ConversionState.PLANNED);
        assertThat(waiting.notBefore()).isEqualTo(Instant.parse("2026-10-03T10:29:00Z"));
        assertThat(house.received("google-ads", "ahead-gclid")).isEmpty();
    }

    @Test
    void a_click_id_in_an_address_reaches_the_platform_bare() {
        house.genericSends(House.event(
                "in-address", "SQL", "2026-10-03T09:00:00Z", "", "gclid=https://example.com/?gclid=bare-gclid&x=1"));
        house.settles();
        assertThat(house.conversion("in-address", "SQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.received("google-ads", "bare-gclid")).hasSize(1);
        assertThat(house.received("google-ads", "example.com")).isEmpty();
    }

    /** The lead's first sight is half a second after the stage: it only stands in for the time of the click. */
    @Test
    void a_time_that_stands_in_refuses_nothing() {
        house.genericSends("""
                {"id": "evt-stands-in", "occurredAt": "2026-10-03T09:21:24Z", "status": "SQL",
                 "lead": {"id": "stands-in", "capturedAt": "2026-10-03T09:21:24.512Z"},
                 "clickIds": [{"kind": "gclid", "value": "stands-in-gclid"}],
                 "consent": {"adUserData": "granted", "adPersonalization": "granted"}}
                """);
        house.settles();
        assertThat(house.conversion("stands-in", "SQL", "google-ads").reason()).isNull();
    }

    @Test
    void what_cannot_be_read_is_named_on_the_lead_and_counted() {
        house.genericSends("""
                {"id": "evt-unreadable", "occurredAt": "2026-10-03T09:21:24Z", "status": "MQL",
                 "lead": {"id": "unreadable", "phone": "0171 1234567", "email": "at home"},
                 "clickIds": [{"kind": "gclid", "value": "{{gclid}}"}],
                 "consent": {"adUserData": "granted", "adPersonalization": "granted"}}
                """);
        house.settles();
        LeadDossier dossier = dossier("unreadable");
        assertThat(dossier.contactFaults()).containsExactly("mail not readable", "phone not readable: no country");
        assertThat(dossier.clicks())
                .extracting(LeadDossier.Click::damage)
                .containsExactly("a word or a template stands where there was no click");
        assertThat(metrics.get("leadloop.lead.contact.unreadable")
                        .tags("source", "generic", "part", "phone", "why", "NO_COUNTRY")
                        .counter()
                        .count())
                .isPositive();
    }
}
