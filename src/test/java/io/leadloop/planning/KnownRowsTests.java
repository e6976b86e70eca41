package io.leadloop.planning;

import static io.leadloop.planning.Planning.LEAD;
import static io.leadloop.planning.Planning.MQL;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.after;
import static io.leadloop.planning.Planning.at;
import static io.leadloop.planning.Planning.event;
import static io.leadloop.planning.Planning.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageMove;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The rows that a batch may touch. */
class KnownRowsTests {

    private static final LeadId OTHER = LeadId.next();

    private static LeadChange news(String deal) {
        return new LeadChange(
                at(LEAD, "WON", deal, Consent.State.GRANTED, HashedContact.NONE),
                true,
                List.of(),
                false,
                event(deal, NOW, null, DealValue.UNTOLD),
                WON,
                StageMove.MOVES,
                null,
                null,
                Set.of());
    }

    private static ConversionDraft atOther(Stage stage, String deal, String destination) {
        return ConversionDraft.step(OTHER, deal, stage, destination, NOW).state(ConversionState.ACCEPTED);
    }

    @Test
    void a_chain_is_a_step_with_its_adjustments_in_their_order() {
        Conversion step = told(WON, "d", NOW).done();
        Conversion second = after(step, 2).done();
        Conversion third = after(step, 3).done();
        Conversion mql = told(MQL, "", NOW).done();
        KnownRows rows = new KnownRows(List.of(third, step, mql, second), List.of());
        assertThat(rows.of(LEAD)).hasSize(4);
        assertThat(rows.of(OTHER)).isEmpty();
        assertThat(rows.chainsFor(news("")).values())
                .containsExactlyInAnyOrder(List.of(step, second, third), List.of(mql));
    }

    @Test
    void news_of_a_deal_concerns_it_at_the_lead_that_had_it_too_and_once() {
        Conversion own = told(WON, "d", NOW).done();
        Conversion before = atOther(WON, "d", "any").done();
        KnownRows rows =
                new KnownRows(List.of(own, before, atOther(WON, "d2", "any").done()), List.of());
        assertThat(rows.chainsFor(news("d")).values()).containsExactlyInAnyOrder(List.of(own), List.of(before));
        assertThat(rows.chainsFor(news("")).values()).containsExactly(List.of(own));
    }

    @Test
    void a_win_is_told_elsewhere_where_the_same_account_heard_it_of_another_lead() {
        Conversion planned =
                told(WON, "d", NOW).state(ConversionState.PLANNED).attempts(0).done();
        assertThat(known(atOther(WON, "d", "any")).isToldElsewhere(planned)).isTrue();
        assertThat(known(atOther(WON, "d", "elsewhere")).isToldElsewhere(planned))
                .isFalse();
        assertThat(known(atOther(WON, "d2", "any")).isToldElsewhere(planned)).isFalse();
        assertThat(known(atOther(MQL, "d", "any")).isToldElsewhere(planned)).isFalse();
        assertThat(known(atOther(WON, "d", "any").state(ConversionState.PLANNED))
                        .isToldElsewhere(planned))
                .isFalse();
        assertThat(known(told(WON, "d", NOW)).isToldElsewhere(planned)).isFalse();
        Conversion mql = told(MQL, "d", NOW).state(ConversionState.PLANNED).done();
        assertThat(known(atOther(MQL, "d", "any")).isToldElsewhere(mql)).isFalse();
    }

    private static KnownRows known(ConversionDraft row) {
        return new KnownRows(List.of(row.done()), List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionState.class,
            names = {"REFUSED", "TAKEN_BACK", "MERGED", "REJECTED"})
    void was_never_told_whatever_was_tried(ConversionState state) {
        assertThat(told(WON, "d", NOW).state(state).attempts(3).done().mayBeAtPlatform())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionState.class,
            names = {"REFUSED", "TAKEN_BACK", "MERGED", "REJECTED", "ACCEPTED"},
            mode = Mode.EXCLUDE)
    void may_be_there_once_it_was_tried(ConversionState state) {
        assertThat(told(WON, "d", NOW).state(state).attempts(0).done().mayBeAtPlatform())
                .isFalse();
        assertThat(told(WON, "d", NOW).state(state).attempts(1).done().mayBeAtPlatform())
                .isTrue();
    }

    @Test
    void is_there_where_the_platform_said_so() {
        assertThat(told(WON, "d", NOW).attempts(0).done().mayBeAtPlatform()).isTrue();
    }

    @Test
    void what_is_decided_is_collected_before_it_is_written() {
        PlanningResult result = new PlanningResult();
        Conversion refused = told(WON, "d", NOW)
                .state(ConversionState.REFUSED)
                .notBefore(NOW)
                .done();
        result.reconsider(refused);
        result.bear(refused);
        assertThat(result.born()).containsExactly(refused);
        assertThat(result.revalued()).containsExactly(refused);
        assertThat(result.reconsidered()).containsOnlyKeys(refused.id());
        assertThat(result.targets()).containsEntry(refused.id(), ConversionState.PLANNED);
        assertThat(result.moves())
                .singleElement()
                .satisfies(it -> assertThat(it.notBefore()).isEqualTo(NOW));
        assertThat(Planned.NOTHING.startOf(LEAD)).isEmpty();
        assertThat(new Planned(java.util.Map.of(LEAD, List.of(refused)), java.util.Map.of()).startOf(LEAD))
                .containsExactly(refused);
    }
}
