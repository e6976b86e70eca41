package io.leadloop.story;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A house that captures, and somebody's website in front of a browser. */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
abstract class CapturingHouse {

    /** For a site at which nobody is asked. */
    static final String GIVEN = "data-consent=given ";

    static final String ID = "EAIaIQobChMI_x-Y2_D_BwE";

    static Website website;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeAll
    static void the_website_opens() {
        website = Website.open();
    }

    @AfterAll
    static void the_website_closes() {
        website.close();
    }

    @BeforeEach
    void an_empty_house() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.capture");
        website.posted().clear();
    }
}
