package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A conversion that was refused for want of a fact goes out when the CRM brings it: once, with the stage's own time. */
@StoryTest
class FactsThatComeLaterStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    void the_amount_of_a_won_deal() {
        won("amountless", "");
        assertThat(house.conversion("amountless", "WON", "google-ads").reason()).isEqualTo("NO_VALUE");
        won("amountless", ",\"amount\":500,\"currency\":\"EUR\"");
        accepted("amountless", "WON");
        assertThat(house.told("google-ads", "amountless-g")
                        .path("conversionValue")
                        .asInt())
                .isEqualTo(500);
    }

    @Test
    void the_consent() {
        house.genericSends(House.event("asked", "MQL", "2026-10-03T09:00:00Z", "", "gclid=asked-g")
                .replace("granted", "unknown"));
        house.settles();
        assertThat(house.conversion("asked", "MQL", "google-ads").reason()).isEqualTo("CONSENT_UNKNOWN");
        house.leadReaches("asked", "MQL", "2026-10-03T09:30:00Z");
        accepted("asked", "MQL");
        assertThat(house.told("google-ads", "asked-g").path("eventTimestamp").asText())
                .isEqualTo("2026-10-03T09:00:00Z");
    }

    @Test
    void the_consent_that_was_unknown_for_a_while_when_it_was_to_be_sent() {
        house.leadReaches("wavered", "MQL", "2026-10-03T09:00:00Z", "gclid=wavered-g");
        house.applies();
        house.genericSends(House.event("wavered", "MQL", "2026-10-03T09:10:00Z", "", "gclid=wavered-g")
                .replace("granted", "unknown"));
        house.settles();
        assertThat(house.conversion("wavered", "MQL", "google-ads"))
                .returns(ConversionState.EXPIRED, Conversion::state)
                .returns("CONSENT_UNKNOWN", Conversion::reason);
        house.leadReaches("wavered", "MQL", "2026-10-03T09:30:00Z");
        accepted("wavered", "MQL");
        assertThat(house.received("google-ads", "wavered-g")).hasSize(1);
    }

    @Test
    void as_the_action_and_in_the_role_of_the_plan_of_that_day() {
        won("renamed", "");
        Conversion refused = house.conversion("renamed", "WON", "google-ads");
        house.sql("update leadloop.conversion set action = 'the action of before', role = 'SECONDARY' where id = '"
                + refused.id() + "'");
        won("renamed", ",\"amount\":500,\"currency\":\"EUR\"");
        accepted("renamed", "WON");
        assertThat(house.conversion("renamed", "WON", "google-ads"))
                .returns(refused.action(), Conversion::action)
                .returns(refused.role(), Conversion::role);
    }

    @Test
    void the_click() {
        house.leadReaches("clickless", "MQL", "2026-10-03T09:00:00Z");
        house.settles();
        house.leadReaches("clickless", "SQL", "2026-10-03T10:00:00Z", "gclid=clickless-g");
        accepted("clickless", "MQL");
        accepted("clickless", "SQL");
        assertThat(house.received("google-ads", "clickless-g")).hasSize(2);
    }

    @Test
    void but_a_denial_stays_a_denial() {
        house.genericSends(House.event("denied", "MQL", "2026-10-03T09:00:00Z", "", "gclid=denied-g")
                .replace("granted", "denied"));
        house.settles();
        house.leadReaches("denied", "MQL", "2026-10-03T09:30:00Z");
        house.settles();
        assertThat(house.conversion("denied", "MQL", "google-ads").state()).isEqualTo(ConversionState.REFUSED);
    }

    private void won(String lead, String money) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"d-" + lead + "\",\"outcome\":\"won\"" + money + "}",
                "gclid=" + lead + "-g"));
        house.settles();
    }

    private void accepted(String lead, String stage) {
        house.settles();
        Conversion conversion = house.conversion(lead, stage, "google-ads");
        assertThat(conversion.state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion.attempts()).isEqualTo(1);
    }
}
