package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionState;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A person who takes the consent back is heard, in whatever order, status or half the CRM says it. */
@StoryTest
class ConsentTakenBackStoryTests {

    private static final String AT = "2026-10-03T09:00:00Z";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadEvents merging;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T12:00:00Z");
    }

    private Consent.State consentOf(String lead) {
        return house.lead("generic", lead).orElseThrow().consent().adUserData();
    }

    private void denies(String lead, String status, String at) {
        house.genericSends(House.event(lead, status, at, "").replace("granted", "denied"));
    }

    @Test
    void consent_that_is_taken_back_cancels_what_waits() {
        house.leadReaches("withdrawn", "MQL", AT, "gclid=withdrawn-g");
        house.applies();
        house.genericSends(
                House.event("withdrawn", "MQL", AT, "", "gclid=withdrawn-g").replace("granted", "denied"));
        house.settles();
        assertThat(house.conversion("withdrawn", "MQL", "google-ads").state()).isEqualTo(ConversionState.WITHDRAWN);
        assertThat(house.conversion("withdrawn", "MQL", "google-ads").reason()).isEqualTo("CONSENT_DENIED");
        assertThat(house.received("google-ads", "withdrawn-g")).isEmpty();
    }

    @Test
    void late_news_from_before_the_denial_does_not_undo_it() {
        house.leadReaches("late-grant", "MQL", AT, "gclid=late-grant-g");
        house.applies();
        denies("late-grant", "MQL", "2026-10-03T11:00:00Z");
        house.applies();
        house.leadReaches("late-grant", "SQL", "2026-10-03T10:30:00Z");
        house.settles();
        assertThat(consentOf("late-grant")).isEqualTo(Consent.State.DENIED);
        assertThat(house.received("google-ads", "late-grant-g")).isEmpty();
    }

    @Test
    void a_denial_under_a_status_that_no_rule_knows_counts_at_once() {
        house.leadReaches("do-not", "MQL", AT, "gclid=do-not-g");
        house.applies();
        denies("do-not", "Do Not Contact", "2026-10-03T11:00:00Z");
        house.settles();
        assertThat(consentOf("do-not")).isEqualTo(Consent.State.DENIED);
        assertThat(house.conversion("do-not", "MQL", "google-ads").state()).isEqualTo(ConversionState.WITHDRAWN);
        assertThat(house.lead("generic", "do-not").orElseThrow().stage()).isEqualTo("MQL");
    }

    @Test
    void the_half_that_an_event_does_not_speak_of_stays() {
        house.leadReaches("half", "MQL", AT);
        house.applies();
        house.genericSends(House.event("half", "SQL", "2026-10-03T10:00:00Z", "")
                .replace(
                        "\"adUserData\":\"granted\",\"adPersonalization\":\"granted\"",
                        "\"adPersonalization\":\"denied\""));
        house.applies();
        assertThat(consentOf("half")).isEqualTo(Consent.State.GRANTED);
        assertThat(house.lead("generic", "half").orElseThrow().consent().adPersonalization())
                .isEqualTo(Consent.State.DENIED);
    }

    @Test
    void a_merge_keeps_the_denial_of_either_and_cancels_what_waits() {
        house.leadReaches("says-yes", "MQL", AT, "gclid=says-yes-g");
        denies("says-no", "MQL", AT);
        house.applies();
        new TransactionTemplate(transactions)
                .executeWithoutResult(tx ->
                        merging.merge(ExternalId.lead("generic", "says-no"), ExternalId.lead("generic", "says-yes")));
        house.uploads();
        assertThat(consentOf("says-yes")).isEqualTo(Consent.State.DENIED);
        assertThat(house.conversion("says-yes", "MQL", "google-ads").state()).isEqualTo(ConversionState.WITHDRAWN);
        assertThat(house.received("google-ads", "says-yes-g")).isEmpty();
    }
}
