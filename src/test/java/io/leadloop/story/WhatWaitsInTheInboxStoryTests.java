package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Autowired
    IdentityService identity;

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

    private int status(Browser who, String path) {
        return who.post(path, List.of()).statusCode();
    }

    @Test
    void each_row_names_its_record_and_an_unmapped_status_leads_to_the_pipeline() {
        house.leadReaches("waits-1", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.leadReaches("waits-2", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        assertThat(row(">waits-1<")).contains("status not mapped", "href=\"/ops/pipeline\"", "Map it");
        assertThat(row(">waits-2<")).contains("status not mapped");
    }

    @Test
    void a_record_that_was_forgotten_is_not_named() {
        house.leadReaches("waits-3", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        jdbc.sql("update leadloop.inbox_message set ordering_key = 'gone' where ordering_key = 'generic:waits-3'")
                .update();
        assertThat(row(">erased<")).contains("status not mapped");
    }

    @Test
    void all_events_of_a_cause_are_applied_again_in_one_go_and_what_fails_again_waits_again() {
        for (int i = 0; i < 3; i++) {
            house.leadReaches("many-" + i, "Unheard of", "2026-10-03T09:00:00Z");
        }
        house.applies();
        String reason = jdbc.sql("select distinct reason from leadloop.inbox_message where crm_status = 'Unheard of'")
                .query(String.class)
                .single();
        assertThat(row("Unheard of")).contains(">3<", "Replay all");
        assertThat(admin().post(
                                "/ops/inbox/replay",
                                List.of(
                                        Map.entry("source", "generic"),
                                        Map.entry("state", "UNMAPPED"),
                                        Map.entry("reason", reason)))
                        .body())
                .contains("3 events are applied again.");
        house.applies();
        assertThat(row("Unheard of")).contains(">3<");
        assertThat(admin().get("/ops/audit").body()).contains("3 (status not mapped)");
    }

    @Test
    void only_administrators_see_what_an_event_says_and_that_they_looked_is_kept() {
        People.join(identity, "oskar", "operators");
        house.leadReaches("waits-4", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        long id = jdbc.sql("select max(id) from leadloop.inbox_message where ordering_key = 'generic:waits-4'")
                .query(Long.class)
                .single();
        String payload = "/ops/inbox/" + id + "/payload";
        Browser oskar = Browser.signedIn(house, "oskar", House.PASSWORD);
        assertThat(oskar.get("/ops/inbox").body()).contains("waits-4").doesNotContain("/payload");
        assertThat(status(oskar, payload)).isEqualTo(403);
        assertThat(admin().post(payload, List.of()).body()).contains("waits-4@example.com");
        assertThat(admin().get("/ops/audit").body()).contains("read the payload");
    }

    @Test
    void nobody_published_the_version_that_came_with_leadloop() {
        Browser admin = admin();
        admin.get("/ops/pipeline");
        assertThat(admin.get("/ops/pipeline/versions/1").body())
                .contains("As LeadLoop came")
                .doesNotContain("Published by");
    }

    @Nested
    class Two_deals_of_nobody {

        private static final String REASON =
                "The lead is not known yet, or several leads have its click. It is applied when the lead comes.";

        @BeforeEach
        void wait_for_their_leads() {
            house.sql("delete from leadloop.inbox_message where state = 'UNMATCHED'");
            clock.set("2026-11-03T17:00:00Z");
            house.sql("delete from leadloop.inbox_message where source = 'salesforce'");
            house.salesforceSends(Resources.text("crm/salesforce/opportunity-won.xml"));
            house.applies();
        }

        private List<Map.Entry<String, String>> cause(String comment) {
            return List.of(
                    Map.entry("source", "salesforce"),
                    Map.entry("state", "UNMATCHED"),
                    Map.entry("reason", REASON),
                    Map.entry("comment", comment));
        }

        private long unmatched() {
            return house.count("select count(*) from leadloop.inbox_message where state = 'UNMATCHED'");
        }

        @Test
        void are_one_cause_without_the_ids_of_the_deals() {
            assertThat(row("The lead is not known yet")).contains(">2<", "Replay all", "Drop all...");
            assertThat(admin().get("/ops/inbox").body()).contains("Look in the CRM whose");
        }

        @Test
        void are_not_said_to_be_applied_while_their_leads_are_not_known() {
            assertThat(admin().post("/ops/inbox/replay", cause("")).body())
                    .contains("2 events are looked at again. All of them stand here again within seconds: LeadLoop");
            house.applies();
            assertThat(unmatched()).isEqualTo(2);
        }

        @Test
        void are_dropped_with_a_comment_that_the_audit_log_keeps() {
            assertThat(admin().post("/ops/inbox/drop", cause(" ")).body()).contains("Say why");
            assertThat(unmatched()).isEqualTo(2);
            assertThat(admin().post("/ops/inbox/drop", cause("deals of the partners"))
                            .body())
                    .contains("2 events are dropped.");
            assertThat(unmatched()).isZero();
            assertThat(house.count("select count(*) from leadloop.inbox_message where source = 'salesforce'"
                            + " and state = 'PROCESSED' and payload is null and reason = 'Dropped by a person.'"))
                    .isEqualTo(2);
            assertThat(admin().get("/ops/audit").body()).contains("2 (lead not known)", "deals of the partners");
        }

        @Test
        void are_dropped_one_by_one_too() {
            long id = house.count("select min(id) from leadloop.inbox_message where state = 'UNMATCHED'");
            assertThat(admin().post("/ops/inbox/" + id + "/drop", List.of(Map.entry("comment", "a test of sales")))
                            .body())
                    .contains("Event " + id + " is dropped.");
            assertThat(unmatched()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_event_that_waits_for_nobody_is_neither_replayed_nor_dropped(boolean applied) {
        String lead = "nobody-" + applied;
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z");
        if (applied) {
            house.applies();
        }
        String where = " from leadloop.inbox_message where ordering_key = 'generic:" + lead + "'";
        String event = "/api/inbox/" + house.count("select id" + where);
        assertThat(house.send(house.asAdministrator(event + "/replay").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.send(house.asAdministrator(event + "/drop")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"comment\":\"why not\"}")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.texts("select state" + where)).containsExactly(applied ? "PROCESSED" : "WAITING");
        house.applies();
    }
}
