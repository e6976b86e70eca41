package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.Threads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What CRMs really send: late, twice, jumping, without a click, without consent, without sense. */
@StoryTest
class LeadsInTheirOwnWayStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService engine;

    @Autowired
    InboxMessages inbox;

    @Autowired
    InboxReplay replay;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    void straight_to_won_tells_the_revenue_and_nothing_else() {
        house.genericSends(House.event(
                "jumper",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"d-jpy\",\"outcome\":\"won\",\"amount\":980000,\"currency\":\"JPY\"}",
                "gclid=jump-1"));
        house.settles();
        assertThat(house.told("google-ads", "jump-1").path("conversionValue").decimalValue())
                .isEqualByComparingTo("980000");
        assertThat(house.conversionsOf(
                        house.lead("generic", "jumper").orElseThrow().id()))
                .extracting(Conversion::stage)
                .containsOnly("WON");
    }

    @Test
    void an_older_stage_that_comes_late_is_told_with_its_own_time_and_the_lead_stays() {
        house.leadReaches("older-stage", "SQL", "2026-10-03T09:00:00Z", "gclid=older-stage-1");
        house.settles();
        house.leadReaches("older-stage", "MQL", "2026-10-02T09:00:00Z", "gclid=older-stage-1");
        house.settles();
        assertThat(house.lead("generic", "older-stage").orElseThrow().stage()).isEqualTo("SQL");
        assertThat(house.conversion("older-stage", "MQL", "google-ads").occurredAt())
                .isEqualTo("2026-10-02T09:00:00Z");
        assertThat(house.received("google-ads", "older-stage-1")).hasSize(2);
    }

    @Test
    void a_lead_that_goes_back_and_comes_again_is_told_once() {
        house.leadReaches("yoyo", "SQL", "2026-10-02T09:00:00Z", "gclid=yoyo-1");
        house.leadReaches("yoyo", "MQL", "2026-10-02T10:00:00Z");
        house.leadReaches("yoyo", "SQL", "2026-10-02T11:00:00Z");
        house.settles();
        String instance = house.lead("generic", "yoyo").orElseThrow().processInstanceId();
        assertThat(engine.getActiveActivityIds(instance)).containsExactly("Wait_Sql");
        assertThat(house.received("google-ads", "yoyo-1")).hasSize(2);
    }

    @Test
    void the_same_lead_from_many_clients_at_once_begins_one_process() {
        List<CompletableFuture<Integer>> clients = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> house.leadReaches("crowd", "MQL", "2026-10-03T09:00:00Z", "gclid=crowd-1")
                                .statusCode()))
                .toList();
        clients.forEach(it -> assertThat(it.join()).isEqualTo(202));
        CompletableFuture<Void> neighbour = CompletableFuture.runAsync(house::applies, Threads.OWN);
        house.applies();
        neighbour.join();
        house.settles();
        String key = house.lead("generic", "crowd").orElseThrow().id().toString();
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count())
                .isEqualTo(1);
        assertThat(house.received("google-ads", "crowd-1")).hasSize(1);
    }

    @Test
    void without_consent_nothing_leaves_and_the_rows_say_so() {
        house.genericSends(House.event("shy", "MQL", "2026-10-03T09:00:00Z", "", "gclid=shy-1")
                .replace("granted", "denied"));
        house.settles();
        assertThat(house.conversion("shy", "MQL", "google-ads").reason()).isEqualTo("CONSENT_DENIED");
        assertThat(house.received("google-ads", "shy-1")).isEmpty();
    }

    @Test
    void silence_about_consent_is_no_consent() {
        house.genericSends("""
                {"status":"MQL","occurredAt":"2026-10-03T09:00:00Z","lead":{"id":"says-nothing"},
                 "clickIds":[{"kind":"gclid","value":"says-nothing-1"}]}""");
        house.settles();
        assertThat(house.conversion("says-nothing", "MQL", "google-ads").reason())
                .isEqualTo("CONSENT_UNKNOWN");
    }

    @Test
    void a_click_that_is_too_old_is_refused_by_its_reason() {
        clock.set("2027-01-15T00:00:00Z");
        house.leadReaches("stale", "MQL", "2027-01-14T09:00:00Z", "gclid=stale-1");
        house.settles();
        assertThat(house.conversion("stale", "MQL", "google-ads").reason()).isEqualTo("CLICK_TOO_OLD");
    }

    @Test
    void a_young_click_is_held_until_google_takes_it() {
        house.genericSends(House.event("young", "MQL", "2026-10-03T10:00:00Z", "", "gclid=young-1")
                .replace("2026-10-01T08:00:00Z", "2026-10-03T09:00:00Z"));
        house.settles();
        Conversion held = house.conversion("young", "MQL", "google-ads");
        assertThat(held.notBefore()).isEqualTo("2026-10-03T15:00:00Z");
        assertThat(held.state()).isEqualTo(ConversionState.PLANNED);
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(held.id().toString())
                        .activityIdIn("Timer_HoldUntil")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_unknown_status_waits_and_is_listed() {
        house.leadReaches("unheard-of", "Nurturing (2)", "2026-10-03T09:00:00Z");
        house.settles();
        assertThat(house.lead("generic", "unheard-of")).isEmpty();
        assertThat(house.inboxState("'Nurturing (2)'")).isEqualTo("UNMAPPED");
    }

    @Test
    void a_won_deal_without_currency_is_parked_and_nothing_is_half_done() {
        String envelope = Resources.text("crm/salesforce/opportunity-won.xml")
                .replace("<sf:CurrencyIsoCode>EUR</sf:CurrencyIsoCode>", "")
                .replace("04lxx000000CaSe", "04lxx000000CaTe")
                .replace("04lxx000000CaSf", "04lxx000000CaTf");
        assertThat(house.salesforceSends(envelope).statusCode()).isEqualTo(200);
        house.settles();
        assertThat(house.inboxState("no currency")).isEqualTo("PARKED");
    }

    @Test
    void one_poison_event_does_not_hold_the_others_up() {
        house.leadReaches("good-1", "MQL", "2026-10-03T09:00:00Z", "gclid=good-1");
        house.leadReaches("poison", "MQL", "2026-10-03T09:00:00Z");
        house.leadReaches("good-2", "MQL", "2026-10-03T09:00:00Z", "gclid=good-2");
        house.applies();
        house.sql("""
                insert into leadloop.deal (lead_id, id, stage, stage_at, amount, currency, value_at)
                select id, 'poison-d', 'MQL', stage_at, 1, 'ZZZ', stage_at from leadloop.lead where external_id = 'poison'
                """);
        house.sql("update leadloop.lead set deal_id = 'poison-d' where external_id = 'poison'");
        house.leadReaches("poison", "SQL", "2026-10-03T10:00:00Z");
        house.leadReaches("good-1", "SQL", "2026-10-03T10:00:00Z");
        house.settles();
        assertThat(house.lead("generic", "good-1").orElseThrow().stage()).isEqualTo("SQL");
        assertThat(house.lead("generic", "poison").orElseThrow().stage()).isEqualTo("MQL");
        for (int i = 0; i < 5; i++) {
            clock.pass(java.time.Duration.ofMinutes(3));
            house.settles();
        }
        assertThat(inbox.search(io.leadloop.inbox.InboxMessage.State.PARKED, 100))
                .anySatisfy(it -> assertThat(it.attempts()).isGreaterThan(3));
    }

    @Test
    void a_deal_that_comes_before_its_lead_is_applied_when_the_lead_comes() {
        String deal = Resources.text("crm/salesforce/opportunity-won.xml")
                .replace("0067F000003pmdWQAQ", "0067F000003earl")
                .replace("04lxx000000CaSe", "04lxx000000CaUe")
                .replace("04lxx000000CaSf", "04lxx000000CaUf")
                .replace("2026-11-03T16:45:00.000Z", "2026-10-03T10:22:00.000Z")
                .replace("EAIaIQobChMI-FAKE_gclid-AbC123", "early-gclid");
        house.salesforceSends(deal);
        house.settles();
        house.salesforceSends(Resources.text("crm/salesforce/lead-mql.xml")
                .replace("00Q000000000001EAA", "00Q000000000002EAA")
                .replace("04lxx000000CaSd", "04lxx000000CaUd")
                .replace("IwAR2Fake_fbclid-000", "early-fbclid")
                .replace("EAIaIQobChMI-FAKE_gclid-AbC123", "early-gclid"));
        house.settles();
        replay.releaseMatched();
        house.settles();
        assertThat(house.lead("salesforce", "00Q000000000002EAA").orElseThrow().stage())
                .isEqualTo("WON");
    }

    @Test
    void a_deal_without_a_click_finds_the_lead_that_was_converted_into_it() {
        house.salesforceSends(Resources.text("crm/salesforce/lead-mql.xml")
                .replace("00Q000000000001EAA", "00Q000000000003EAA")
                .replace("04lxx000000CaSd", "04lxx000000CaVd")
                .replace("IwAR2Fake_fbclid-000", "converted-fbclid")
                .replace("EAIaIQobChMI-FAKE_gclid-AbC123", "converted-gclid")
                .replace(
                        "<sf:IsConverted>false</sf:IsConverted>",
                        "<sf:ConvertedOpportunityId>0061N00000CONVE</sf:ConvertedOpportunityId>"));
        house.settles();
        house.salesforceSends(Resources.text("crm/salesforce/opportunity-won.xml")
                .replace("0067F000003pmdWQAQ", "0061N00000CONVE")
                .replace("04lxx000000CaSe", "04lxx000000CaVe")
                .replace("04lxx000000CaSf", "04lxx000000CaVf")
                .replace("2026-11-03T16:45:00.000Z", "2026-10-03T10:22:00.000Z")
                .replace("<sf:GCLID__c>EAIaIQobChMI-FAKE_gclid-AbC123</sf:GCLID__c>", ""));
        house.settles();
        assertThat(house.lead("salesforce", "00Q000000000003EAA").orElseThrow().stage())
                .isEqualTo("WON");
        assertThat(house.received("google-ads", "converted-gclid")).hasSize(2);
    }

    @Test
    void a_payload_that_cannot_be_decrypted_is_parked_and_holds_nobody_up() {
        house.leadReaches("sealed", "MQL", "2026-10-03T09:00:00Z");
        house.sql("update leadloop.inbox_message set payload = '\\x00' where state = 'WAITING'");
        house.leadReaches("behind-it", "MQL", "2026-10-03T09:00:00Z");
        house.settles();
        assertThat(house.inboxState("cannot be decrypted")).isEqualTo("PARKED");
        assertThat(house.lead("generic", "behind-it")).isPresent();
    }

    @Test
    void an_event_from_the_future_is_parked_and_moves_nobody() {
        house.leadReaches("prophet", "MQL", "2027-10-03T09:00:00Z");
        house.settles();
        assertThat(house.inboxState("lies in the future")).isEqualTo("PARKED");
        assertThat(house.inboxState("can be replayed when its time has come")).isEqualTo("PARKED");
        assertThat(house.lead("generic", "prophet")).isEmpty();
    }

    @Test
    void an_event_from_the_future_is_applied_by_itself_when_its_time_has_come() {
        house.leadReaches("early-bird", "MQL", "2026-10-03T12:00:00Z");
        house.settles();
        clock.set("2026-10-03T11:54:59Z");
        replay.releaseDue();
        house.settles();
        assertThat(house.lead("generic", "early-bird")).isEmpty();
        clock.set("2026-10-03T11:55:00Z");
        replay.releaseDue();
        house.settles();
        assertThat(house.lead("generic", "early-bird").orElseThrow().stageAt()).isEqualTo("2026-10-03T12:00:00Z");
    }

    @Test
    void a_lead_whose_process_was_cancelled_in_cockpit_gets_a_new_one() {
        house.leadReaches("cancelled-process", "MQL", "2026-10-03T09:00:00Z", "gclid=cancelled-process-1");
        house.settles();
        engine.deleteProcessInstance(
                house.lead("generic", "cancelled-process").orElseThrow().processInstanceId(), "cancelled in Cockpit");
        house.leadReaches("cancelled-process", "SQL", "2026-10-03T10:00:00Z");
        house.settles();
        String fresh = house.lead("generic", "cancelled-process").orElseThrow().processInstanceId();
        assertThat(engine.getActiveActivityIds(fresh)).containsExactly("Wait_Sql");
        assertThat(house.received("google-ads", "cancelled-process-1")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-03T10:30:00Z, true", "2026-10-03T10:30:01Z, false"})
    void a_crms_clock_may_be_five_minutes_ahead_and_no_second_more(String at, boolean taken) {
        String lead = "clock-" + taken;
        house.leadReaches(lead, "MQL", at);
        house.applies();
        assertThat(house.lead("generic", lead).isPresent()).isEqualTo(taken);
    }
}
