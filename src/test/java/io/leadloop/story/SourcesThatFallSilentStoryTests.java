package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.SourceHealth;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A CRM whose webhooks were switched off is noticed by its own rhythm: nobody is told of nights and weekends. */
@StoryTest
class SourcesThatFallSilentStoryTests {

    @Autowired
    SourceHealth health;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    /** The source "salesforce" has brought an event every ten minutes from 8 to 18 on working days, for a month. */
    @BeforeEach
    void a_month_of_office_hours() {
        house.sql("""
                insert into leadloop.inbox_message
                    (source, delivery_key, ordering_key, origin, state, due_at, received_at, processed_at)
                select 'salesforce', 'rhythm-' || t, 'rhythm', 'WEBHOOK', 'PROCESSED', t, t, t
                from generate_series(timestamptz '2026-09-01T08:00:00Z', timestamptz '2026-10-02T17:50:00Z',
                    interval '10 minutes') t
                where extract(isodow from t at time zone 'UTC') < 6 and extract(hour from t at time zone 'UTC') between 8 and 17
                """);
        heard("2026-09-01T00:00:00Z", "2026-10-02T17:50:00Z");
    }

    @AfterEach
    void forget() {
        house.sql("delete from leadloop.inbox_message where ordering_key = 'rhythm'");
        heard("2026-10-02T17:50:00Z", "2026-10-02T17:50:00Z");
    }

    private void heard(String since, String last) {
        house.sql("""
                insert into leadloop.source_heartbeat (source, since, heard_at) values ('salesforce', '%s', '%s')
                on conflict (source) do update set since = excluded.since, heard_at = excluded.heard_at
                """.formatted(since, last));
    }

    private SourceHealth.Source salesforceAt(String now) {
        clock.set(now);
        return health.all().stream()
                .filter(it -> it.name().equals("salesforce"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_weekend_is_no_silence() {
        assertThat(salesforceAt("2026-10-05T08:10:00Z").isSilent()).isFalse();
    }

    @Test
    void a_monday_morning_without_events_is() {
        SourceHealth.Source monday = salesforceAt("2026-10-05T09:30:00Z");
        assertThat(monday.isSilent()).isTrue();
        assertThat(monday.expected()).isBetween(8.0, 12.0);
    }

    @Test
    void a_source_too_new_to_have_a_rhythm_is_silent_after_the_configured_time() {
        heard("2026-10-02T08:00:00Z", "2026-10-02T17:50:00Z");
        assertThat(salesforceAt("2026-10-05T09:30:00Z").isSilent()).isFalse();
        assertThat(salesforceAt("2026-10-05T18:00:00Z").isSilent()).isTrue();
    }

    @Test
    void a_source_that_speaks_is_not() {
        heard("2026-09-01T00:00:00Z", "2026-10-05T09:29:00Z");
        assertThat(salesforceAt("2026-10-05T09:30:00Z").isSilent()).isFalse();
    }
}
