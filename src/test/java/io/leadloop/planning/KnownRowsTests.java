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
import io.leadloop.conversion.HeldConversion;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageMove;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        return ConversionDraft.step(
                        at(OTHER, "WON", deal, Consent.State.GRANTED, HashedContact.NONE),
                        deal,
                        stage,
                        destination,
                        NOW)
                .state(ConversionState.ACCEPTED);
    }

    @Test
    void a_chain_is_a_step_with_its_adjustments_in_their_order() {
        Conversion step = told(WON, "d", NOW).done();
        Conversion second = after(step, 2).done();
        Conversion third = after(step, 3).done();
        Conversion mql = told(MQL, "", NOW).done();
        KnownRows rows = rows(third, step, mql, second);
        assertThat(rows.of(LEAD)).hasSize(4);
        assertThat(rows.of(OTHER)).isEmpty();
        assertThat(rows.chainsFor(news("")).values())
                .containsExactlyInAnyOrder(List.of(step, second, third), List.of(mql));
    }

    @Test
    void news_of_a_deal_concerns_it_at_the_lead_that_had_it_too_and_once() {
        Conversion own = told(WON, "d", NOW).done();
        Conversion before = atOther(WON, "d", "any").done();
        KnownRows rows = rows(own, before, atOther(WON, "d2", "any").done());
        assertThat(rows.chainsFor(news("d")).values()).containsExactlyInAnyOrder(List.of(own), List.of(before));
        assertThat(rows.chainsFor(news("")).values()).containsExactly(List.of(own));
    }

    private static final ExternalId DEAL = ExternalId.deal("crm", "d");

    private static boolean isToldElsewhere(Conversion planned, KnownRows known) {
        return Refusal.DEAL_TOLD_ELSEWHERE
                .name()
                .equals(known.unlessToldElsewhere(planned, DEAL, null).reason());
    }

    private static KnownRows known(ConversionDraft row) {
        return rows(row.done());
    }

    private static KnownRows rows(Conversion... rows) {
        return new KnownRows(Stream.of(rows).map(Planning::held).toList(), List.of(), Set.of());
    }

    private final Conversion planned =
            told(WON, "d", NOW).state(ConversionState.PLANNED).attempts(0).done();

    @Test
    void a_win_is_told_elsewhere_where_any_account_heard_it_of_another_lead() {
        assertThat(isToldElsewhere(planned, known(atOther(WON, "d", "any")))).isTrue();
        assertThat(isToldElsewhere(planned, known(atOther(WON, "d", "another account"))))
                .isTrue();
        assertThat(isToldElsewhere(
                        planned,
                        known(atOther(WON, "d", "any")
                                .state(ConversionState.PLANNED)
                                .attempts(1))))
                .as("an attempt that was never answered may have arrived")
                .isTrue();
    }

    @Test
    void a_win_is_told_elsewhere_where_the_one_for_whom_it_was_told_was_erased() {
        assertThat(isToldElsewhere(planned, new KnownRows(List.of(), List.of(), Set.of(DEAL))))
                .isTrue();
    }

    @Test
    void a_win_is_not_told_elsewhere_by_another_deal_stage_or_plan() {
        assertThat(isToldElsewhere(planned, known(atOther(WON, "d2", "any")))).isFalse();
        assertThat(isToldElsewhere(planned, known(atOther(MQL, "d", "any")))).isFalse();
        assertThat(isToldElsewhere(planned, known(atOther(WON, "d", "any").state(ConversionState.PLANNED))))
                .isFalse();
        assertThat(isToldElsewhere(planned, known(told(WON, "d", NOW)))).isFalse();
        Conversion mql = told(MQL, "d", NOW).state(ConversionState.PLANNED).done();
        assertThat(isToldElsewhere(mql, known(atOther(MQL, "d", "any")))).isFalse();
    }

    @Test
    void a_deal_of_another_crm_with_the_same_number_is_another_deal() {
        HeldConversion ofOtherCrm = new HeldConversion(atOther(WON, "d", "any").done(), "another crm", true);
        KnownRows known = new KnownRows(List.of(ofOtherCrm), List.of(), Set.of());
        assertThat(isToldElsewhere(planned, known)).isFalse();
        assertThat(known.chainsFor(news("d"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionState.class,
            names = {"PLANNED", "REJECTED", "EXHAUSTED", "CANCELLED", "DROPPED"})
    void what_was_never_tried_is_surely_not_there_while_it_may_still_be_sent(ConversionState state) {
        Conversion row = told(WON, "d", NOW).state(state).attempts(0).done();
        assertThat(rows(row).isSurelyNotThere(row)).isTrue();
        KnownRows unclear = new KnownRows(List.of(new HeldConversion(row, "crm", true)), List.of(), Set.of());
        assertThat(unclear.isSurelyNotThere(row)).isFalse();
        assertThat(unclear.mayBeThere(row)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionState.class,
            names = {"PLANNED", "REJECTED", "EXHAUSTED", "CANCELLED", "DROPPED"},
            mode = Mode.EXCLUDE)
    void what_is_settled_is_left_alone(ConversionState state) {
        Conversion row = told(WON, "d", NOW).state(state).attempts(0).done();
        assertThat(rows(row).isSurelyNotThere(row)).isFalse();
    }
}
