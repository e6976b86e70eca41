package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.imports.ImportRun;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.MessageOrigin;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.support.House;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;

/** A webhook counts as lost when a sweep brings what nobody had told, and never else (case B7). */
class LostWebhooksStoryTests extends OneConversion {

    @Autowired
    InboxIntake inbox;

    @Autowired
    SweepMarks marks;

    @Autowired
    ImportRun imports;

    @Autowired
    MeterRegistry metrics;

    private double counted;

    @BeforeEach
    void the_source_is_swept() {
        Mark mark = new Mark(clock.instant(), "");
        marks.move("generic", "Deal", mark, 0, clock.instant());
        marks.move("generic", "Lead", mark, 0, clock.instant());
        marks.move("another", "Lead", mark, 0, clock.instant());
        house.sql("update leadloop.crm_sweep set lost = 0");
        counted = counter();
    }

    private double counter() {
        return metrics.counter("leadloop.crm.lost.webhooks", "source", "generic")
                .count();
    }

    private void comes(String lead, String status, String time, MessageOrigin origin) {
        String body = House.event(lead, status, "2026-10-03T" + time + ":00Z", "");
        inbox.store(
                "generic",
                List.of(new Delivery(UUID.randomUUID().toString(), lead, body.getBytes(StandardCharsets.UTF_8))),
                origin);
        house.applies();
    }

    private void lost(int expected) {
        assertThat(marks.all())
                .filteredOn(it -> it.lost() > 0)
                .extracting(it -> it.source() + " " + it.record() + " " + it.lost())
                .isEqualTo(expected == 0 ? List.of() : List.of("generic Deal " + expected));
        assertThat(counter() - counted).isEqualTo(expected);
    }

    @Test
    void what_only_the_sweep_brings_was_lost() {
        comes("lw1", "MQL", "09:00", MessageOrigin.SWEEP);
        comes("lw1", "SQL", "09:30", MessageOrigin.SWEEP);
        comes("lw1", "CAPTURED", "08:00", MessageOrigin.SWEEP);
        assertThat(house.lead("generic", "lw1").orElseThrow().stageAt())
                .isEqualTo(Instant.parse("2026-10-03T09:30:00Z"));
        lost(3);
    }

    @Test
    void what_a_webhook_had_brought_was_not() {
        comes("lw2", "MQL", "09:00", MessageOrigin.WEBHOOK);
        comes("lw2", "MQL", "09:00", MessageOrigin.SWEEP);
        comes("lw2", "MQL", "09:20", MessageOrigin.SWEEP);
        lost(0);
    }

    @Test
    void what_no_rule_knows_was_not() {
        comes("lw3", "Nobody maps this", "09:00", MessageOrigin.SWEEP);
        lost(0);
    }

    @Test
    void what_a_file_brought_was_not() {
        HttpRequest.Builder file = house.asAdministrator(
                        "/api/leads/import?source=generic&consentWhenAbsent=granted&zone=UTC&name=l.csv")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("Lead ID,Status,Conversion Time\nlw5,MQL,2026-10-03 09:00\n"));
        assertThat(house.send(file).statusCode()).isEqualTo(202);
        while (imports.step()) {
            house.applies();
        }
        house.applies();
        assertThat(house.lead("generic", "lw5")).isPresent();
        lost(0);
    }

    /** An import's payload is an event of the house and comes by a file, see above. */
    @ParameterizedTest
    @EnumSource(
            value = MessageOrigin.class,
            names = {"SWEEP", "IMPORT"},
            mode = Mode.EXCLUDE)
    void what_comes_by_another_way_was_not(MessageOrigin origin) {
        comes("lw4-" + origin, "MQL", "09:00", origin);
        assertThat(house.lead("generic", "lw4-" + origin)).isPresent();
        lost(0);
    }
}
