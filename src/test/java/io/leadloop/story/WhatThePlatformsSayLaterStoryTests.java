package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.PlatformRequest;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.process.LaterVerdictPoll;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Google takes a request first and tells later what it counted. */
@StoryTest
class WhatThePlatformsSayLaterStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    PlatformRequests requests;

    @Autowired
    LaterVerdictPoll poll;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
        // What other stories sent stands in front, and one round asks for so many only.
        house.sql("update leadloop.platform_request set poll_at = null");
    }

    private PlatformRequest requestOf(String lead) {
        String receipt = ledger.attempts(
                        house.conversion(lead, "MQL", "google-ads").id())
                .get(0)
                .receipt();
        return requests.find("google-ads", receipt);
    }

    @Test
    void it_is_asked_half_an_hour_later_and_its_words_are_kept() {
        house.leadReaches("later", "MQL", "2026-10-03T09:00:00Z", "gclid=later-g");
        house.settles();
        assertThat(requestOf("later").state()).isEqualTo("WAITING");
        clock.pass(Duration.ofMinutes(29));
        poll.poll();
        assertThat(requestOf("later").state()).isEqualTo("WAITING");
        clock.pass(Duration.ofMinutes(2));
        poll.poll();
        assertThat(requestOf("later").state()).isEqualTo("SUCCESS");
        assertThat(requestOf("later").counted()).isEqualTo(requestOf("later").conversions());
    }

    @Test
    void a_platform_that_cannot_be_asked_now_is_asked_again() {
        house.leadReaches("later2", "MQL", "2026-10-03T09:00:00Z", "gclid=later2-g");
        house.settles();
        clock.pass(Duration.ofMinutes(31));
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\"}");
        poll.poll();
        assertThat(requestOf("later2").state()).isEqualTo("WAITING");
        house.faults("google-ads");
        clock.pass(Duration.ofHours(3));
        poll.poll();
        assertThat(requestOf("later2").state()).isEqualTo("SUCCESS");
    }
}
