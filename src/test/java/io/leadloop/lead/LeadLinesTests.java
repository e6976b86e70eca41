package io.leadloop.lead;

import static io.leadloop.lead.SmallPipeline.EARLIER;
import static io.leadloop.lead.SmallPipeline.LATER;
import static io.leadloop.lead.SmallPipeline.LOST;
import static io.leadloop.lead.SmallPipeline.MQL;
import static io.leadloop.lead.SmallPipeline.NOON;
import static io.leadloop.lead.SmallPipeline.PIPELINE;
import static io.leadloop.lead.SmallPipeline.SQL;
import static io.leadloop.lead.SmallPipeline.WON;
import static io.leadloop.lead.SmallPipeline.stage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a lead stands by its lines: what the CRM says of the lead itself, and each of its deals. */
class LeadLinesTests {

    private static KnownDeal deal(Lead lead, String id, Stage stage, Instant at) {
        return new KnownDeal(lead.id(), id, stage.id(), at, DealValue.UNTOLD, null);
    }

    private static Lead lead(Stage stage, String deal, String instance) {
        return new Lead(
                LeadId.next(),
                ExternalId.lead("crm", "1"),
                stage.id(),
                NOON,
                deal,
                instance,
                null,
                null,
                Consent.UNKNOWN,
                HashedContact.NONE);
    }

    private LeadStanding.Line best(Lead lead, List<KnownDeal> deals, StageChange... history) {
        return LeadStanding.of(lead, deals, List.of(history), PIPELINE).best();
    }

    private StageChange own(Lead lead, Stage stage, Instant at) {
        return new StageChange(lead.id(), "", stage.id(), "", StageMove.MOVES, at, DealValue.UNTOLD);
    }

    @Test
    void an_own_one_counts_until_a_deal_has_news_of_the_same_instant() {
        Lead lead = lead(MQL, "", "pi");
        assertThat(best(lead, List.of(deal(lead, "d", LOST, EARLIER)), own(lead, MQL, NOON))
                        .stage())
                .isEqualTo(MQL);
        assertThat(best(lead, List.of(deal(lead, "d", LOST, NOON)), own(lead, MQL, NOON))
                        .stage())
                .isEqualTo(LOST);
    }

    @Test
    void an_open_one_is_better_than_a_lost_one_and_a_deeper_one_than_a_newer_one() {
        Lead lead = lead(SQL, "d1", "pi");
        assertThat(best(lead, List.of(deal(lead, "d1", SQL, EARLIER), deal(lead, "d2", LOST, LATER)))
                        .stage())
                .isEqualTo(SQL);
        assertThat(best(lead, List.of(deal(lead, "d1", SQL, EARLIER), deal(lead, "d2", MQL, LATER)))
                        .stage())
                .isEqualTo(SQL);
        assertThat(best(lead, List.of(deal(lead, "d1", SQL, EARLIER), deal(lead, "d2", SQL, LATER)))
                        .dealId())
                .isEqualTo("d2");
    }

    @Test
    void of_lost_ones_the_newest_counts_whatever_their_ranks() {
        Stage gone = stage("GONE", StageKind.LOST, 99);
        Map<String, Stage> pipeline = Map.of("LOST", LOST, "GONE", gone);
        Lead lead = lead(LOST, "d1", "pi");
        assertThat(LeadStanding.of(
                                lead,
                                List.of(deal(lead, "d1", LOST, LATER), deal(lead, "d2", gone, EARLIER)),
                                List.of(),
                                pipeline)
                        .best()
                        .dealId())
                .isEqualTo("d1");
    }

    @Test
    void changes_of_its_deals_are_not_its_own() {
        Lead lead = lead(SQL, "d", "pi");
        StageChange ofDeal = new StageChange(lead.id(), "d", "WON", "", StageMove.MOVES, LATER, DealValue.UNTOLD);
        assertThat(best(lead, List.of(deal(lead, "d", SQL, NOON)), ofDeal).stage())
                .isEqualTo(SQL);
    }

    @Test
    void where_people_moved_it_is_the_line_of_its_row() {
        Lead lead = lead(WON, "", "pi");
        assertThat(best(lead, List.of(), own(lead, MQL, EARLIER))).isEqualTo(new LeadStanding.Line("", WON, NOON));
        assertThat(best(lead, List.of(), own(lead, WON, EARLIER)).at()).isEqualTo(EARLIER);
    }

    @Test
    void at_a_stage_that_the_pipeline_lost_is_left_out() {
        Lead lead = lead(stage("GONE", StageKind.QUALIFIED, 15), "", "pi");
        assertThat(best(lead, List.of())).isNull();
        assertThat(best(lead, List.of(), own(lead, MQL, EARLIER)).stage()).isEqualTo(MQL);
    }

    @Test
    void without_a_deal_are_the_others() {
        Lead lead = lead(WON, "d", "pi");
        LeadStanding known =
                LeadStanding.of(lead, List.of(deal(lead, "d", WON, NOON)), List.of(own(lead, MQL, EARLIER)), PIPELINE);
        assertThat(known.best().stage()).isEqualTo(WON);
        assertThat(known.without("d").best().stage()).isEqualTo(MQL);
    }

    @Test
    void a_stage_is_not_deeper_than_itself_and_a_lost_one_never() {
        assertThat(SQL.isDeeperThan(MQL)).isTrue();
        assertThat(SQL.isDeeperThan(SQL)).isFalse();
        assertThat(LOST.isDeeperThan(MQL)).isFalse();
    }

    @Test
    void a_line_at_the_first_stage_is_better_than_a_lost_one_that_is_newer() {
        Stage first = stage("FIRST", StageKind.MICRO, 0);
        Lead lead = lead(first, "d1", "pi");
        assertThat(LeadStanding.of(
                                lead,
                                List.of(deal(lead, "d1", first, EARLIER), deal(lead, "d2", LOST, LATER)),
                                List.of(),
                                Map.of("FIRST", first, "LOST", LOST))
                        .best()
                        .dealId())
                .isEqualTo("d1");
    }

    @Test
    void a_late_win_of_a_line_that_was_lost_since_is_not_counted() {
        Lead lead = lead(WON, "d1", "pi");
        LeadStanding known = LeadStanding.of(
                lead, List.of(deal(lead, "d1", WON, NOON), deal(lead, "d2", LOST, LATER)), List.of(), PIPELINE);
        assertThat(known.decide(lead, WON, EARLIER, "d2", java.util.Set.of(), false)
                        .move())
                .isEqualTo(StageMove.STAYS);
    }
}
