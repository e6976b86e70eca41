package io.leadloop.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmSweep.Page;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no webhook brought is found by search, with the times that HubSpot's history has. */
class HubSpotSweepTests {

    private static final Instant OUTAGE = Instant.parse("2026-10-02T08:00:00Z");

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private final AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private List<Delivery> sweep(String record, Instant since) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        Page page = crm.source.changesSince(record, new Mark(since, ""));
        found.addAll(page.changes());
        for (int pages = 1; page.more(); pages++) {
            assertThat(pages).isLessThan(1_000);
            page = crm.source.changesSince(record, page.next());
            found.addAll(page.changes());
        }
        return found;
    }

    @Test
    void sequence_15_every_step_of_an_outage_of_26_hours_comes_with_its_own_time() throws Exception {
        hubSpot.records()
                .set("contacts", "1", "2026-09-01T08:00:00Z", "lifecyclestage", "subscriber")
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "1", "2026-10-02T15:00:00Z", "lifecyclestage", "marketingqualifiedlead")
                .set("contacts", "1", "2026-10-03T09:30:00Z", "lifecyclestage", "salesqualifiedlead")
                .set("contacts", "2", "2026-10-01T09:30:00Z", "lifecyclestage", "lead");
        List<String> found = new ArrayList<>();
        for (Delivery delivery : sweep("CONTACT", OUTAGE)) {
            assertThat(delivery.key()).startsWith("sweep:");
            assertThat(crm.source.needsLookup(delivery.payload())).isFalse();
            if (crm.means(delivery) instanceof SourceChange.Event event) {
                found.add(event.event().status() + " " + event.event().occurredAt());
            }
        }
        assertThat(found)
                .containsExactly(
                        "lead 2026-10-02T09:00:00Z",
                        "marketingqualifiedlead 2026-10-02T15:00:00Z",
                        "salesqualifiedlead 2026-10-03T09:30:00Z");
    }

    @Test
    void a_step_from_the_middle_of_the_outage_is_found_though_the_record_changed_again_on_a_late_page()
            throws Exception {
        for (int i = 100; i < 260; i++) {
            hubSpot.records().set("contacts", "" + i, "2026-10-03T01:00:00Z", "lifecyclestage", "lead");
        }
        hubSpot.records()
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "1", "2026-10-02T10:00:00Z", "lifecyclestage", "marketingqualifiedlead")
                .set("contacts", "1", "2026-10-03T02:00:00Z", "email", "x@example.com");
        assertThat(sweep("CONTACT", OUTAGE))
                .extracting(Delivery::orderingKey)
                .hasSize(162)
                .contains("1");
    }

    @Test
    void more_records_of_one_millisecond_than_a_page_holds_are_all_found_once() throws Exception {
        for (int i = 1_000; i < 1_333; i++) {
            hubSpot.records().set("contacts", "" + i, "2026-10-02T09:00:00.500Z", "lifecyclestage", "lead");
        }
        for (int i = 2_000; i < 2_077; i++) {
            hubSpot.records().set("contacts", "" + i, "2026-10-02T09:00:00.501Z", "lifecyclestage", "lead");
        }
        assertThat(sweep("CONTACT", OUTAGE))
                .extracting(Delivery::orderingKey)
                .hasSize(410)
                .doesNotHaveDuplicates();
        assertThat(hubSpot.calls().stream().filter(it -> it.contains("after"))).isEmpty();
    }

    /** It is not documented how finely the search compares: the sweep has to be right either way. */
    @Test
    void a_search_that_compares_by_seconds_loses_no_record_at_a_border_and_brings_none_twice() throws Exception {
        hubSpot.records().compareBySeconds();
        for (int i = 1_000; i < 1_333; i++) {
            hubSpot.records()
                    .set("contacts", "" + i, "2026-10-02T09:00:0%d.%03dZ".formatted(i % 4, i % 1_000), "email", "x")
                    .set(
                            "contacts",
                            "" + i,
                            "2026-10-02T09:00:0%d.%03dZ".formatted(i % 4, i % 1_000),
                            "lifecyclestage",
                            "lead");
        }
        for (int i = 1_400; i < 1_500; i++) {
            hubSpot.records().set("contacts", "" + i, "2026-10-02T09:00:05.900Z", "lifecyclestage", "lead");
        }
        assertThat(sweep("CONTACT", OUTAGE.plusMillis(999)))
                .extracting(Delivery::orderingKey)
                .hasSize(433)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_record_of_the_second_at_which_the_last_sweep_ended_is_found_by_the_next_one() throws Exception {
        hubSpot.records().set("contacts", "1", "2026-10-02T09:00:00.200Z", "lifecyclestage", "lead");
        Page first = crm.source.changesSince("CONTACT", new Mark(OUTAGE, ""));
        hubSpot.records().set("contacts", "2", "2026-10-02T09:00:00.100Z", "lifecyclestage", "lead");
        assertThat(sweep("CONTACT", first.next().at()))
                .extracting(Delivery::orderingKey)
                .contains("2");
    }

    @Test
    void a_record_that_cannot_be_read_is_parked_with_words_and_does_not_stop_the_sweep() throws Exception {
        for (int i = 100; i < 260; i++) {
            hubSpot.records()
                    .set("contacts", "" + i, "2026-10-02T09:00:%02dZ".formatted(i % 60), "lifecyclestage", "lead");
        }
        hubSpot.records().garble("149");
        hubSpot.cannotRead("200");
        List<Delivery> found = sweep("CONTACT", OUTAGE);
        assertThat(found)
                .extracting(Delivery::orderingKey)
                .hasSize(159)
                .contains("100", "259")
                .doesNotContain("149", "200");
        Delivery unreadable = found.stream()
                .filter(it -> it.key().startsWith("sweep:unreadable:"))
                .findFirst()
                .orElseThrow();
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(unreadable))
                        .words())
                .contains("occurredAt");
    }

    @Test
    void a_page_of_records_that_cannot_be_read_does_not_stop_the_sweep() throws Exception {
        for (int i = 100; i < 150; i++) {
            hubSpot.records().set("contacts", "" + i, "2026-10-02T09:00:00Z", "lifecyclestage", "lead");
            hubSpot.records().garble("" + i);
        }
        Page page = crm.source.changesSince("CONTACT", new Mark(OUTAGE, ""));
        assertThat(page.changes()).hasSize(50);
    }

    @Test
    void a_second_sweep_repeats_the_keys_until_a_fact_is_new() throws Exception {
        hubSpot.records().set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead");
        String first = sweep("CONTACT", OUTAGE).get(0).key();
        assertThat(sweep("CONTACT", OUTAGE.minus(Duration.ofMinutes(5))))
                .extracting(Delivery::key)
                .containsExactly(first);
        hubSpot.records().set("contacts", "1", "2026-10-02T10:00:00Z", "hs_google_click_id", "late");
        assertThat(sweep("CONTACT", OUTAGE))
                .extracting(Delivery::key)
                .doesNotContain(first)
                .hasSize(1);
    }

    @Test
    void what_the_index_may_not_have_whole_yet_is_left_for_the_next_sweep() throws Exception {
        hubSpot.records().set("contacts", "1", "2026-10-03T10:24:30Z", "lifecyclestage", "lead");
        Page page = crm.source.changesSince("CONTACT", new Mark(OUTAGE, ""));
        assertThat(page.changes()).isEmpty();
        assertThat(page.next()).isEqualTo(new Mark(OUTAGE, ""));
    }

    @Test
    void a_deal_is_found_and_asked_for_its_contact() throws Exception {
        hubSpot.records()
                .stage("default", "closedwon", "Gewonnen", "1.0", true)
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("deals", "5", "2026-10-02T11:00:00Z", "pipeline", "default")
                .set("deals", "5", "2026-10-02T11:00:00Z", "dealstage", "closedwon");
        hubSpot.records().associate("5", "1", null);
        Delivery delivery = sweep("DEAL", OUTAGE).get(0);
        assertThat(crm.means(delivery)).isInstanceOfSatisfying(SourceChange.Event.class, it -> {
            assertThat(it.event().subject()).isEqualTo(ExternalId.lead("hubspot", "1"));
            assertThat(it.event().aliases()).containsExactly(ExternalId.deal("hubspot", "5"));
            assertThat(it.event().outcome().name()).isEqualTo("WON");
            assertThat(it.event().occurredAt()).isEqualTo("2026-10-02T11:00:00Z");
        });
    }

    @Test
    void a_merge_that_no_webhook_told_is_found() throws Exception {
        hubSpot.records()
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "2", "2026-10-02T09:00:00Z", "lifecyclestage", "lead");
        hubSpot.records().merge("2", "1", "2026-10-02T12:00:00Z");
        assertThat(crm.means(sweep("CONTACT", OUTAGE).get(0)))
                .isEqualTo(new SourceChange.Merge(ExternalId.lead("hubspot", "2"), ExternalId.lead("hubspot", "1")));
    }

    @Test
    void single_records_are_read_again_with_all_their_steps_and_unknown_ones_bring_nothing() throws Exception {
        hubSpot.records()
                .set("contacts", "1", "2025-09-01T08:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "1", "2026-10-02T15:00:00Z", "lifecyclestage", "marketingqualifiedlead")
                .set("contacts", "2", "2026-10-01T09:30:00Z", "lifecyclestage", "lead");
        List<Instant> times = new ArrayList<>();
        for (Delivery found : crm.source.reread(
                List.of(ExternalId.lead("hs", "1"), ExternalId.lead("hs", "77"), ExternalId.deal("hs", "no number")))) {
            if (crm.means(found) instanceof SourceChange.Event event) {
                times.add(event.event().occurredAt());
            }
        }
        assertThat(times).containsExactly(Instant.parse("2025-09-01T08:00:00Z"), Instant.parse("2026-10-02T15:00:00Z"));
    }
}
