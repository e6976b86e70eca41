package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An operator looks at what waits, and knows whose it is and where to go. */
@StoryTest
class WhatWaitsInTheInboxStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private Browser admin() {
        return Browser.signedIn(house, "admin", House.PASSWORD);
    }

    /** The row of the inbox page that holds this text. */
    private String row(String text) {
        Matcher row = Pattern.compile("<tr>(?:(?!</tr>).)*" + text + ".*?</tr>", Pattern.DOTALL)
                .matcher(admin().get("/ops/inbox").body());
        return row.find() ? row.group() : "";
    }

    @Test
    void each_row_names_its_record_and_an_unmapped_status_leads_to_the_pipeline() {
        house.leadReaches("waits-1", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.leadReaches("waits-2", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        assertThat(row(">waits-1<")).contains("UNMAPPED", "href=\"/ops/pipeline\"", "Map it");
        assertThat(row(">waits-2<")).contains("UNMAPPED");
    }

    @Test
    void a_record_that_was_forgotten_is_not_named() {
        house.leadReaches("waits-3", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        jdbc.sql("update leadloop.inbox_message set ordering_key = 'gone' where ordering_key = 'generic:waits-3'")
                .update();
        assertThat(row(">erased<")).contains("UNMAPPED");
    }

    @Test
    void nobody_published_the_version_that_came_with_leadloop() {
        Browser admin = admin();
        admin.get("/ops/pipeline");
        assertThat(admin.get("/ops/pipeline/versions/1").body())
                .contains("As LeadLoop came")
                .doesNotContain("Published by");
    }
}
