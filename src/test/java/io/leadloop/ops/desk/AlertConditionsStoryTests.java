package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.database.DatabaseSpace;
import io.leadloop.expiry.Endings;
import io.leadloop.process.EngineJobs;
import io.leadloop.quality.CountedLessWatch;
import io.leadloop.quality.ForecastWatch;
import io.leadloop.quality.LeadFigures;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** What is wrong is an alert from its first case on, names its cause, and is over when that is. */
@StoryTest
class AlertConditionsStoryTests {

    private static final String NOW = "timestamptz '2026-10-03T10:25:00Z'";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AlertWatch watch;

    @Autowired
    Alerts alerts;

    @Autowired
    ForecastWatch forecasts;

    @Autowired
    Endings endings;

    @Autowired
    LeadFigures figures;

    @Autowired
    CountedLessWatch less;

    @Autowired
    DatabaseSpace database;

    @Autowired
    EngineJobs jobs;

    @BeforeEach
    @AfterEach
    void nothing_is_wrong() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.alert");
        house.sql("delete from leadloop.destination_pause");
        house.sql("delete from leadloop.action_hold");
        house.sql("delete from leadloop.inbox_message where delivery_key like 'wrong-%'");
        house.sql("delete from leadloop.platform_request where receipt = 'wrong'");
    }

    private List<Alert> told(AlertKind kind) {
        watch.look();
        return alerts.open().stream().filter(it -> it.kind() == kind).toList();
    }

    private void event(String state, int attempts, String dueAt) {
        house.sql(
                "insert into leadloop.inbox_message (source, delivery_key, ordering_key, state, origin, payload, attempts,"
                        + " received_at, due_at) values ('generic', 'wrong-' || gen_random_uuid(), 'wrong', '" + state
                        + "', 'WEBHOOK', 'x', " + attempts + ", " + NOW + ", timestamptz '" + dueAt + "')");
    }

    @Test
    void one_refused_action_is_an_alert_of_its_own() {
        house.sql("insert into leadloop.action_hold (destination, action, message, since, probe_at) values"
                + " ('google-ads', '123', 'INVALID_CONVERSION_ACTION_TYPE', " + NOW + ", " + NOW + ")");
        assertThat(told(AlertKind.actionBlocked)).singleElement().satisfies(it -> {
            assertThat(it.subject()).isEqualTo("google-ads / 123");
            assertThat(it.message()).contains("INVALID_CONVERSION_ACTION_TYPE");
        });
        assertThat(told(AlertKind.destinationBlocked)).isEmpty();
        house.sql("delete from leadloop.action_hold");
        assertThat(told(AlertKind.actionBlocked)).isEmpty();
    }

    @Test
    void a_persons_pause_is_one_when_it_is_forgotten() {
        house.sql("insert into leadloop.destination_pause (destination, cause, message, since) values"
                + " ('meta', 'OPERATOR', 'by admin', " + NOW + ")");
        clock.pass(Duration.ofHours(23));
        assertThat(told(AlertKind.pauseForgotten)).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(told(AlertKind.pauseForgotten))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.message()).startsWith("Meta is paused by a person since 2026-10-03 10:25 UTC"));
    }

    @Test
    void a_request_that_the_platform_did_not_count_is_one_for_a_day() {
        house.sql(
                "insert into leadloop.platform_request (destination, receipt, conversions, sent_at, state, counted, checked_at)"
                        + " values ('google-ads', 'wrong', 3, " + NOW + ", 'FAILED', 0, " + NOW + ")");
        assertThat(told(AlertKind.verdictsFailed))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("Google Ads did not count all of 1 request "));
        clock.pass(Duration.ofHours(25));
        assertThat(told(AlertKind.verdictsFailed)).isEmpty();
    }

    @Test
    void an_account_that_counts_less_than_it_took_is_one_until_its_report_has_them() {
        clock.set("2026-09-20T10:00:00Z");
        for (int i = 0; i < 4; i++) {
            house.genericSends(House.event("less" + i, "MQL", "2026-09-20T09:00:00Z", "", "gclid=less-" + i)
                    .replace("2026-10-01T08:00:00Z", "2026-09-19T08:00:00Z"));
        }
        house.settles();
        figures.catchUp();
        clock.set("2026-10-03T10:25:00Z");
        house.sql(
                "insert into leadloop.platform_report (destination, action, day, basis, conversions, imported_at)"
                        + " select distinct 'google-ads', action, date '2026-09-20', 'CONVERSION', 0, " + NOW
                        + " from leadloop.conversion where destination = 'google-ads' and lead_id in (select id from leadloop.lead where external_id like 'less%')");
        less.look();
        assertThat(told(AlertKind.countedLess)).singleElement().satisfies(it -> {
            assertThat(it.subject()).startsWith("google-ads / ");
            assertThat(it.message()).startsWith("Google Ads took ").contains("are not in its report");
            assertThat(it.amount()).isGreaterThanOrEqualTo(4);
        });
        house.sql("delete from leadloop.platform_report where destination = 'google-ads'");
        less.look();
        clock.pass(Duration.ofHours(3));
        told(AlertKind.countedLess);
        clock.pass(Duration.ofHours(3));
        assertThat(told(AlertKind.countedLess)).isEmpty();
    }

    @Test
    void refused_webhooks_are_one_and_their_number_is_no_reason_to_tell_it_again() {
        // What other stories sent is noted in memory until somebody looks, good webhooks too.
        watch.look();
        house.sql("delete from leadloop.refused_webhook");
        for (long webhooks : List.of(3L, 3_000L)) {
            house.sql(
                    "insert into leadloop.refused_webhook (source, reason, webhooks, since, last_at) values ('generic',"
                            + " 'UNVERIFIED', " + webhooks + ", " + NOW + ", " + NOW
                            + ") on conflict (source, reason) do update"
                            + " set webhooks = excluded.webhooks");
            assertThat(told(AlertKind.webhooksRefused)).singleElement().satisfies(it -> {
                assertThat(it.amount()).isEqualTo(1);
                assertThat(it.message())
                        .startsWith("generic: " + webhooks
                                + " webhooks refused since 2026-10-03 10:25 UTC, the signature or token does not fit.");
            });
        }
        house.sql("update leadloop.refused_webhook set taken_at = " + NOW + " + interval '1 minute'");
        assertThat(told(AlertKind.webhooksRefused)).isEmpty();
        house.sql("delete from leadloop.refused_webhook");
    }

    @Test
    void an_unmapped_status_is_one_at_its_first_event() {
        event("UNMAPPED", 0, "2026-10-03T10:25:00Z");
        assertThat(told(AlertKind.inboxUnmapped))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("1 event waits because no rule knows"));
    }

    @Test
    void an_event_that_waits_to_be_applied_is_one_after_five_minutes() {
        event("WAITING", 0, "2026-10-03T10:25:00Z");
        assertThat(told(AlertKind.inboxBehind)).isEmpty();
        clock.pass(Duration.ofMinutes(7));
        assertThat(told(AlertKind.inboxBehind))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("The inbox is 7 minutes behind"));
    }

    @Test
    void a_look_up_that_failed_twice_is_one_of_its_source() {
        event("LOOKUP", 1, "2026-10-03T10:25:00Z");
        assertThat(told(AlertKind.lookupsFail)).isEmpty();
        event("LOOKUP", 2, "2026-10-03T10:25:00Z");
        assertThat(told(AlertKind.lookupsFail)).singleElement().satisfies(it -> {
            assertThat(it.subject()).isEqualTo("generic");
            assertThat(it.amount()).isEqualTo(1);
        });
    }

    @Test
    void jobs_of_the_engine_that_nobody_runs_are_one() {
        // The engine's own timers are due by the machine's time.
        clock.set("2099-10-03T10:25:00Z");
        assertThat(told(AlertKind.jobsOverdue))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("jobs of the engine have been due for ten minutes"));
    }

    @Test
    void a_database_near_its_limit_is_one_and_one_with_room_is_none() {
        assertThat(ofAHouseWith(DataSize.ofTerabytes(1))).isEmpty();
        assertThat(ofAHouseWith(DataSize.ofMegabytes(1)))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains(" MB of 1 MB"));
    }

    @Test
    void the_embedded_database_may_take_what_its_disk_has() {
        assertThat(database.limit(null)).hasValueSatisfying(it -> assertThat(it).isGreaterThan(database.used()));
    }

    private List<Alert.Condition> ofAHouseWith(DataSize limit) {
        AlertSettings settings = new AlertSettings(
                null,
                null,
                null,
                List.of(),
                "leadloop@example.com",
                1,
                Duration.ofMinutes(5),
                10,
                Duration.ofDays(1),
                limit,
                Duration.ofDays(1));
        List<Alert.Condition> found = new ArrayList<>();
        new HouseAlerts(forecasts, endings, figures, database, jobs, settings).find(found::add);
        return found.stream()
                .filter(it -> it.kind() == AlertKind.databaseNearlyFull)
                .toList();
    }
}
