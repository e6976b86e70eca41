package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.Outcome;
import io.leadloop.process.DestinationCircuit;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Rate limits, failures, silence, revoked tokens and bad rows: each conversion ends once, with a reason. */
@StoryTest
class PlatformsThatMisbehaveStoryTests {

    private static final String AT = "2026-10-03T09:00:00Z";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    DestinationPauses pauses;

    @Autowired
    ActionHolds actions;

    @Autowired
    RuntimeService engine;

    @Autowired
    TaskService userTasks;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void the_platforms_behave_again() {
        house.faults("google-ads");
        house.faults("meta");
    }

    @Test
    void a_person_who_knows_better_ends_the_wait_with_resume() {
        house.leadReaches("hurried", "MQL", AT, "gclid=hurried");
        house.faults("google-ads", "{\"fault\":\"RATE_LIMIT\",\"times\":1,\"retryAfterSeconds\":40591}");
        house.settles();
        assertThat(house.conversion("hurried", "MQL", "google-ads").attempts()).isEqualTo(1);
        house.administratorPosts("/api/destinations/google-ads/resume");
        house.dueTimersRun();
        house.uploads();
        assertThat(house.conversion("hurried", "MQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_ERROR", "RATE_LIMIT"})
    void a_passing_trouble_is_overcome_by_the_next_attempt(String fault) {
        String lead = "trouble-" + fault;
        house.leadReaches(lead, "MQL", AT, "gclid=" + lead, "fbclid=" + lead);
        house.faults("google-ads", "{\"fault\":\"" + fault + "\",\"times\":1}");
        house.faults("meta", "{\"fault\":\"" + fault + "\",\"times\":1}");
        house.settles();
        assertThat(house.conversion(lead, "MQL", "meta").state()).isEqualTo(ConversionState.PLANNED);
        house.retriesAreDue();
        house.uploads();
        assertThat(house.conversion(lead, "MQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.conversion(lead, "MQL", "meta").attempts()).isEqualTo(2);
    }

    @Test
    void a_429_with_retry_after_40591_seconds_is_obeyed_by_the_whole_destination_and_shown_as_a_timer() {
        house.leadReaches("patient", "MQL", AT, "gclid=patient");
        house.faults("google-ads", "{\"fault\":\"RATE_LIMIT\",\"times\":1,\"retryAfterSeconds\":40591}");
        house.settles();
        Conversion waiting = house.conversion("patient", "MQL", "google-ads");
        assertThat(waiting.state()).isEqualTo(ConversionState.PLANNED);
        assertThat(waiting.notBefore()).isEqualTo(clock.instant().plusSeconds(40591));
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(waiting.id().toString())
                        .activityIdIn("Timer_HoldUntil")
                        .count())
                .isEqualTo(1);
        house.leadReaches("behind", "MQL", AT, "gclid=behind");
        house.settles();
        assertThat(house.conversion("behind", "MQL", "google-ads").attempts())
                .as("nobody knocks before the time")
                .isZero();
        clock.pass(Duration.ofSeconds(40592));
        house.timersAreDue();
        house.uploads();
        assertThat(pauses.of("google-ads")).isEmpty();
        assertThat(house.received("google-ads", "patient")).hasSize(1);
        assertThat(house.received("google-ads", "behind")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"google-ads", "meta"})
    void a_platform_that_takes_it_and_never_answers_counts_it_once(String platform) {
        String lead = "hung-" + platform;
        house.leadReaches(lead, "MQL", AT, platform.equals("meta") ? "fbclid=" + lead : "gclid=" + lead);
        house.faults(platform, "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        house.settles();
        house.retriesAreDue();
        house.uploads();
        Conversion conversion = house.conversion(lead, "MQL", platform);
        assertThat(conversion.state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(ledger.attempts(conversion.id()))
                .extracting(it -> it.outcome())
                .containsExactly(Outcome.RETRY, Outcome.ACCEPTED);
        assertThat(house.received(platform, lead))
                .singleElement()
                .satisfies(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_bad_row_is_found_in_its_batch_and_the_others_go(boolean namesTheRow) {
        String run = "batch-" + namesTheRow + "-";
        for (int i = 0; i < 40; i++) {
            house.leadReaches(run + i + "-", "MQL", AT, "gclid=" + run + i + "-g", "fbclid=" + run + i + "-f");
        }
        house.faults(
                "google-ads",
                "{\"fault\":\"BAD_ROW\",\"matching\":\"" + run + "7-g\",\"namesTheRow\":" + namesTheRow + "}");
        house.faults("meta", "{\"fault\":\"BAD_ROW\",\"matching\":\"" + run + "9-f\"}");
        house.settles();
        assertThat(house.conversion(run + "7-", "MQL", "google-ads").state()).isEqualTo(ConversionState.REJECTED);
        assertThat(house.conversion(run + "9-", "MQL", "meta").state()).isEqualTo(ConversionState.REJECTED);
        assertThat(house.received("google-ads", run))
                .hasSize(39)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
        assertThat(house.received("meta", run)).hasSize(39);
    }

    @Test
    void a_rejected_row_waits_for_a_person_who_sends_it_again() {
        house.leadReaches("mended", "MQL", AT, "gclid=mended-g");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"mended-g\"}");
        house.settles();
        Conversion rejected = house.conversion("mended", "MQL", "google-ads");
        assertThat(userTasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(rejected.id().toString())
                        .singleResult()
                        .getName())
                .isEqualTo("Fix or drop: MQL of mended to google-ads");
        house.faults("google-ads");
        house.administratorPosts("/api/conversions/" + rejected.id() + "/retry");
        house.uploads();
        assertThat(house.conversion("mended", "MQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(rejected.id().toString())
                        .count())
                .isZero();
    }

    @Test
    void a_rejected_row_may_be_dropped_too() {
        house.leadReaches("dropped", "MQL", AT, "gclid=dropped-g");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"dropped-g\"}");
        house.settles();
        Conversion rejected = house.conversion("dropped", "MQL", "google-ads");
        house.administratorPosts("/api/conversions/" + rejected.id() + "/drop");
        assertThat(house.conversion("dropped", "MQL", "google-ads").state()).isEqualTo(ConversionState.DROPPED);
    }

    @Test
    void a_revoked_token_stops_the_destination_with_one_incident_and_drains_after_the_resume() {
        for (int i = 0; i < 30; i++) {
            house.leadReaches("blocked-" + i + "-", "MQL", AT, "fbclid=blocked-" + i + "-f");
        }
        house.faults("meta", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();
        assertThat(pauses.of("meta")).isPresent();
        assertThat(incidents()).isEqualTo(1);
        assertThat(house.uploadsOnce("meta")).isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(house.uploadsOnce("meta")).as("one conversion probes").isEqualTo(1);
        assertThat(incidents()).isEqualTo(1);
        house.faults("meta");
        house.administratorPosts("/api/destinations/meta/resume");
        house.uploads();
        assertThat(pauses.of("meta")).isEmpty();
        assertThat(incidents()).isZero();
        assertThat(house.received("meta", ".blocked-"))
                .hasSize(30)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }

    /** Case C5 of 2026-11-26: Google refuses the action of 30 MQL, then come steps of another. */
    @Test
    void a_refused_action_is_held_with_one_incident_and_the_others_go_on() {
        house.faults("google-ads", "{\"fault\":\"BAD_ACTION\",\"matching\":\"1001\"}");
        for (int i = 0; i < 30; i++) {
            house.leadReaches("held-" + i + "-", "MQL", AT, "gclid=held-" + i + "-g");
        }
        house.settles();
        for (int i = 0; i < 5; i++) {
            house.leadReaches("goes-" + i + "-", "SQL", AT, "gclid=goes-" + i + "-g");
        }
        house.settles();
        assertThat(pauses.of("google-ads")).isEmpty();
        assertThat(actions.of("google-ads")).singleElement().satisfies(it -> {
            assertThat(it.action()).isEqualTo("mql");
            assertThat(it.message()).contains("INVALID_CONVERSION_ACTION_TYPE");
        });
        assertThat(actionIncidents()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            assertThat(house.conversion("goes-" + i + "-", "SQL", "google-ads").state())
                    .isEqualTo(ConversionState.ACCEPTED);
        }
        assertThat(house.received("google-ads", "held-")).isEmpty();
        int attempts = house.conversion("held-3-", "MQL", "google-ads").attempts();
        house.retriesAreDue();
        house.uploads();
        assertThat(house.conversion("held-3-", "MQL", "google-ads").attempts())
                .as("nobody knocks before the time")
                .isEqualTo(attempts);
        clock.pass(Duration.ofMinutes(2));
        house.faults("google-ads");
        house.retriesAreDue();
        house.uploads();
        assertThat(actions.of("google-ads")).isEmpty();
        assertThat(actionIncidents()).isZero();
        assertThat(house.received("google-ads", "held-"))
                .hasSize(30)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }

    private long actionIncidents() {
        return engine.createIncidentQuery().incidentType("actionBlocked").count();
    }

    /** Case C2 of 2026-11-26: a login page in front of Google. */
    @Test
    void a_login_page_in_front_of_a_platform_judges_no_row_and_ends_as_one_incident() {
        for (int i = 0; i < 10; i++) {
            house.leadReaches("login-" + i + "-", "MQL", AT, "gclid=login-" + i + "-g");
        }
        house.faults("google-ads", "{\"fault\":\"REDIRECT\"}");
        house.settles();
        assertThat(house.conversion("login-1-", "MQL", "google-ads").state()).isEqualTo(ConversionState.PLANNED);
        for (int i = 0; i < 12 && pauses.of("google-ads").isEmpty(); i++) {
            house.retriesAreDue();
            house.uploads();
        }
        assertThat(pauses.of("google-ads"))
                .hasValueSatisfying(it -> assertThat(it.message()).contains("HTTP 302"));
        assertThat(incidents()).isEqualTo(1);
        house.faults("google-ads");
        house.administratorPosts("/api/destinations/google-ads/resume");
        house.retriesAreDue();
        house.uploads();
        assertThat(incidents()).isZero();
        assertThat(house.received("google-ads", "login-")).hasSize(10);
    }

    private long incidents() {
        return engine.createIncidentQuery()
                .incidentType(DestinationCircuit.INCIDENT)
                .count();
    }

    @Test
    void what_grows_too_old_while_it_waits_expires_with_its_reason() {
        house.leadReaches("waits", "MQL", AT, "fbclid=waits-f");
        house.applies();
        clock.pass(Duration.ofDays(8));
        house.uploads();
        Conversion expired = house.conversion("waits", "MQL", "meta");
        assertThat(expired.state()).isEqualTo(ConversionState.EXPIRED);
        assertThat(expired.reason()).isEqualTo("EVENT_TOO_OLD");
        assertThat(house.received("meta", "waits-f")).isEmpty();
    }
}
