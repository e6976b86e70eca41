package io.leadloop.crm.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no webhook brought is found by the time of the last update. */
class PipedriveSweepTests {

    private static final Instant OUTAGE = Instant.parse("2026-10-02T08:00:00Z");

    private final APipedrive pipedrive = new APipedrive();
    private final ConfiguredSource crm = pipedrive.source(Map.of());

    @AfterEach
    void close() {
        pipedrive.close();
    }

    @Test
    void every_deal_of_an_outage_is_found_over_all_pages_with_its_own_time() throws Exception {
        pipedrive.deal(1, "2026-10-01T09:00:00Z", it -> {});
        for (int id = 2; id <= 8; id++) {
            String at = "2026-10-02T1%d:00:00Z".formatted(id);
            pipedrive.deal(id, at, it -> it.put("won_time", at));
        }
        List<Delivery> found = crm.sweep("DEAL", OUTAGE);
        assertThat(found).extracting(Delivery::orderingKey).containsExactly("2", "3", "4", "5", "6", "7", "8");
        LeadEvent last = crm.lead(found.get(6));
        assertThat(last.occurredAt()).isEqualTo("2026-10-02T18:00:00Z");
        assertThat(last.outcome()).isEqualTo(LeadEvent.Outcome.WON);
        assertThat(last.capturedAt()).isEqualTo("2022-11-20T09:00:00Z");
    }

    @Test
    void a_second_sweep_repeats_the_key_until_a_fact_is_new() throws Exception {
        var deal = pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        String first = crm.sweep("DEAL", OUTAGE).get(0).key();
        assertThat(first).startsWith("sweep:DEAL:2:");
        deal.put("update_time", "2026-10-02T10:00:00Z").put("title", "Another name");
        assertThat(crm.sweep("DEAL", OUTAGE).get(0).key()).isEqualTo(first);
        deal.put("value", 120);
        assertThat(crm.sweep("DEAL", OUTAGE).get(0).key()).isNotEqualTo(first);
    }

    @Test
    void what_changed_just_now_is_left_to_the_webhook_and_the_next_sweep() throws Exception {
        pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        pipedrive.deal(3, "2026-10-03T10:24:30Z", it -> {});
        CrmSweep.Page page = ((CrmSweep) crm.source).changesSince("DEAL", new Mark(OUTAGE, ""));
        assertThat(page.changes()).hasSize(1);
        assertThat(page.more()).isFalse();
        assertThat(page.next()).isEqualTo(new Mark(Instant.parse("2026-10-02T09:00:00Z"), ""));
    }

    @Test
    void a_single_deal_is_read_again_as_it_stands_and_an_unknown_one_brings_nothing() throws Exception {
        ObjectNode deal = pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        pipedrive.crm.has("/api/v2/deals/2", "{\"data\":" + deal + "}");
        List<Delivery> found = ((CrmReread) crm.source)
                .reread(List.of(ExternalId.deal("pd", "2"), ExternalId.deal("pd", "3"), ExternalId.lead("pd", "30")));
        assertThat(found).hasSize(1);
        assertThat(crm.lead(found.get(0)).aliases()).containsExactly(ExternalId.deal("pipedrive", "2"));
    }
}
