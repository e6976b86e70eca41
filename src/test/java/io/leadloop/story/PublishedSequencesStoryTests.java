package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The sequences of events that CRMs are known to send (facts/vectors-crm.md, section 5), each by its number. */
@StoryTest
class PublishedSequencesStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private void won(String lead, String deal, String at, String amount, String currency) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                at,
                ",\"deal\":{\"id\":\"%s\",\"outcome\":\"won\",\"amount\":%s,\"currency\":\"%s\"}"
                        .formatted(deal, amount, currency),
                "gclid=" + lead + "-g"));
    }

    private void reaches(String lead, String stage, String at) {
        house.leadReaches(lead, stage, at, "gclid=" + lead + "-g");
    }

    private List<Conversion> accepted(String lead) {
        house.settles();
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.state() == ConversionState.ACCEPTED)
                .toList();
    }

    @Test
    void sequence_1_mql_sql_won_in_order() {
        reaches("seq1", "MQL", "2026-10-02T09:00:00Z");
        reaches("seq1", "SQL", "2026-10-02T10:00:00Z");
        won("seq1", "d-seq1", "2026-10-03T09:00:00Z", "1000", "EUR");
        assertThat(accepted("seq1")).extracting(Conversion::stage).containsExactlyInAnyOrder("MQL", "SQL", "WON");
    }

    @Test
    void sequence_2_won_first_then_sql_then_mql_late_each_with_its_own_time() {
        won("seq2", "d-seq2", "2026-10-03T09:00:00Z", "1000", "EUR");
        house.settles();
        reaches("seq2", "SQL", "2026-10-02T10:00:00Z");
        house.settles();
        reaches("seq2", "MQL", "2026-10-02T09:00:00Z");
        assertThat(accepted("seq2"))
                .extracting(it -> it.stage() + " " + it.occurredAt())
                .containsExactlyInAnyOrder(
                        "WON 2026-10-03T09:00:00Z", "SQL 2026-10-02T10:00:00Z", "MQL 2026-10-02T09:00:00Z");
        assertThat(house.lead("generic", "seq2").orElseThrow().stage()).isEqualTo("WON");
    }

    @Test
    void sequence_3_straight_to_won_invents_nothing() {
        won("seq3", "d-seq3", "2026-10-03T09:00:00Z", "1000", "EUR");
        assertThat(accepted("seq3")).extracting(Conversion::stage).containsExactly("WON");
    }

    @Test
    void sequence_4_the_same_delivery_and_the_same_change_again_upload_nothing() {
        String body = House.event("seq4", "MQL", "2026-10-02T09:00:00Z", "", "gclid=seq4-g");
        house.genericSends("msg_seq4", body);
        house.genericSends("msg_seq4", body);
        house.genericSends("msg_seq4_other", body);
        assertThat(accepted("seq4")).hasSize(1);
        assertThat(house.received("google-ads", "seq4-g"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }

    @Test
    void sequence_6_a_new_amount_is_restated_within_the_platforms_window() {
        won("seq6a", "d-seq6a", "2026-10-02T09:00:00Z", "1000", "EUR");
        house.settles();
        won("seq6a", "d-seq6a", "2026-10-03T09:00:00Z", "1200", "EUR");
        assertThat(accepted("seq6a"))
                .extracting(it -> it.type() + " " + it.value().amount().toPlainString())
                .containsExactlyInAnyOrder("CONVERSION 1000", "RESTATEMENT 1200");
    }

    @Test
    void sequence_6_a_new_amount_beyond_the_window_is_reported_and_not_sent() {
        won("seq6b", "d-seq6b", "2026-10-02T09:00:00Z", "1000", "EUR");
        house.settles();
        clock.set("2027-03-03T10:00:00Z");
        won("seq6b", "d-seq6b", "2027-03-03T09:00:00Z", "1200", "EUR");
        assertThat(accepted("seq6b")).hasSize(1);
        assertThat(house.conversionsOf(
                        house.lead("generic", "seq6b").orElseThrow().id()))
                .extracting(it -> it.type() + " " + it.reason())
                .containsExactlyInAnyOrder("CONVERSION null", "RESTATEMENT ADJUSTMENT_TOO_LATE");
    }

    @Test
    void sequence_9_of_three_deals_of_one_lead_two_are_won_and_each_counts() {
        reaches("seq9", "SQL", "2026-10-02T09:00:00Z");
        won("seq9", "d-seq9-a", "2026-10-02T10:00:00Z", "1000", "EUR");
        won("seq9", "d-seq9-b", "2026-10-02T11:00:00Z", "2000", "EUR");
        house.genericSends(House.event(
                "seq9", "Closed Lost", "2026-10-02T12:00:00Z", ",\"deal\":{\"id\":\"d-seq9-c\",\"outcome\":\"lost\"}"));
        assertThat(accepted("seq9"))
                .filteredOn(it -> it.stage().equals("WON"))
                .extracting(Conversion::dealId)
                .containsExactlyInAnyOrder("d-seq9-a", "d-seq9-b");
    }

    @Test
    void sequence_11_amounts_of_all_kinds() {
        won("seq11a", "d-seq11a", "2026-10-03T09:00:00Z", "1.25E7", "EUR");
        won("seq11b", "d-seq11b", "2026-10-03T09:00:00Z", "0", "EUR");
        won("seq11c", "d-seq11c", "2026-10-03T09:00:00Z", "980000", "JPY");
        assertThat(accepted("seq11a").get(0).value().amount()).isEqualByComparingTo("12500000");
        assertThat(accepted("seq11b").get(0).value().amount()).isZero();
        assertThat(accepted("seq11c").get(0).value().currency().getCurrencyCode())
                .isEqualTo("JPY");
        house.genericSends(House.event(
                "seq11d",
                "Closed Won",
                "2026-10-03T09:00:00Z",
                ",\"deal\":{\"id\":\"d-seq11d\",\"outcome\":\"won\"}",
                "gclid=seq11d-g"));
        house.settles();
        assertThat(house.conversion("seq11d", "WON", "google-ads").reason()).isEqualTo("NO_VALUE");
    }

    @Test
    void a_hundred_webhooks_of_one_lead_in_random_order_and_twice_each_from_sixteen_clients() {
        List<String> bodies = new ArrayList<>();
        String[] stages = {"CAPTURED", "MQL", "SQL"};
        for (int i = 0; i < 100; i++) {
            Instant at = Instant.parse("2026-10-01T09:00:00Z").plusSeconds(60L * i);
            bodies.add(House.event("storm", stages[Math.min(2, i / 40)], at.toString(), "", "gclid=storm-g"));
        }
        List<String> twice = new ArrayList<>(bodies);
        twice.addAll(bodies);
        Collections.shuffle(twice, new Random(7));
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Integer>> sent = twice.stream()
                    .map(body -> CompletableFuture.supplyAsync(
                            () -> house.genericSends("msg_storm_" + body.hashCode(), body)
                                    .statusCode(),
                            clients))
                    .toList();
            assertThat(sent).allSatisfy(it -> assertThat(it.join()).isEqualTo(202));
        } finally {
            clients.shutdownNow();
        }
        List<Conversion> told = accepted("storm");
        assertThat(house.lead("generic", "storm").orElseThrow().stage()).isEqualTo("SQL");
        assertThat(told)
                .filteredOn(it -> it.destination().equals("google-ads"))
                .extracting(Conversion::stage)
                .containsExactlyInAnyOrder("MQL", "SQL");
        assertThat(house.received("google-ads", "storm-g"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }
}
