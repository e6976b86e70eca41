package io.leadloop.crm.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.support.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often Close is asked, what a bad event does to the sweep, what a refusal says. */
class CloseDoorTests {

    private final AClose close = new AClose();
    private final ConfiguredSource crm = close.source(Map.of());

    @AfterEach
    void shut() {
        close.close();
    }

    private List<String> calls() {
        return close.crm.calls().stream()
                .map(it -> it.replaceFirst("\\?.*", ""))
                .toList();
    }

    @Test
    void an_event_costs_one_call_for_its_lead_and_one_more_where_it_does_not_say_since_when() throws Exception {
        crm.lead(AClose.only(crm, Resources.text("crm/close/lead-created.json")));
        assertThat(calls()).containsExactly("/api/v1/lead/lead_1/");
        crm.means(AClose.only(crm, AClose.changed("opportunity-won.json", it -> {
            it.putArray("changed_fields").add("value");
        })));
        assertThat(calls())
                .containsExactly(
                        "/api/v1/lead/lead_1/", "/api/v1/lead/lead_1/", "/api/v1/activity/status_change/opportunity/");
    }

    @Test
    void an_event_of_the_log_that_cannot_be_read_is_parked_and_does_not_stop_the_sweep() throws Exception {
        crm.clock.set("2019-01-15T12:49:00Z");
        close.logs("opportunity-won.json", "ev_1", "2019-01-14T10:30:00.000000", it -> {});
        close.logs("opportunity-won.json", "ev_2", "2019-01-14T11:30:00.000000", it -> it.put("lead_id", "no lead!"));
        close.logs("opportunity-won.json", "ev_3", "2019-01-14T12:30:00.000000", it -> {});
        List<Delivery> found = crm.sweep("opportunity.updated", Instant.parse("2019-01-14T10:00:00Z"));
        assertThat(found).hasSize(3);
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(found.get(1)))
                        .words())
                .contains("lead_id");
    }

    @Test
    void an_event_at_the_border_of_two_stretches_is_found_once() throws Exception {
        crm.clock.set("2019-01-15T12:49:00Z");
        close.logs("opportunity-won.json", "ev_1", "2019-01-14T16:00:00.000000", it -> {});
        assertThat(crm.sweep("opportunity.updated", Instant.parse("2019-01-14T10:00:00Z")))
                .extracting(Delivery::key)
                .containsOnly("sweep:ev_1:2019-01-14T16:00:00.000000");
    }

    /** Close's log gives so many events for one question. */
    @Test
    void more_events_than_the_log_gives_are_asked_for_in_shorter_stretches() throws Exception {
        crm.clock.set("2019-01-14T16:02:00Z");
        for (int i = 0; i < 1_000; i++) {
            close.logs(
                    "opportunity-won.json",
                    "ev_" + i,
                    "2019-01-14T10:%02d:%02d.000000".formatted(i / 60, i % 60),
                    it -> {});
        }
        assertThat(crm.sweep("opportunity.updated", Instant.parse("2019-01-14T10:00:00Z")))
                .extracting(Delivery::key)
                .hasSizeGreaterThanOrEqualTo(1_000)
                .satisfies(it -> assertThat(it.stream().distinct()).hasSize(1_000));
    }

    @Test
    void a_refused_key_says_so_in_closes_own_words() {
        close.crm.answersOnce(
                401, "{\"error\":\"The API key api_0aBcDeFgHiJkLmNoPq.123 of jane@example.com is inactive.\"}");
        CrmUnavailable refused = catchThrowableOfType(
                CrmUnavailable.class, () -> crm.means(AClose.only(crm, Resources.text("crm/close/lead-created.json"))));
        assertThat(refused.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
        assertThat(refused.words())
                .contains("The API key *** of *** is inactive")
                .doesNotContain("jane", "aBcDe");
    }
}
