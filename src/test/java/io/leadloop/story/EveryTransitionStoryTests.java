package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The guard of each transition in PostgreSQL is the table of {@link ConversionTransition}, at each state. */
class EveryTransitionStoryTests extends OneConversion {

    private static final Instant LATER = Instant.parse("2026-10-09T09:00:00Z");

    @Autowired
    ConversionStates states;

    private Conversion at(ConversionState state) {
        Conversion conversion = house.lead("generic", "every")
                .map(it -> house.conversion("every", "MQL", "google-ads"))
                .orElseGet(() -> planned("every"));
        house.sql("update leadloop.conversion set state = '" + state + "', reason = 'BEFORE', detail = 'before',"
                + " not_before = '2026-10-05T09:00:00Z', settled_at = null, attempts = 0 where id = '" + conversion.id()
                + "'");
        return now(conversion);
    }

    private long settled(UUID id) {
        return house.count("select count(settled_at) from leadloop.conversion where id = '" + id + "'");
    }

    static Stream<Arguments> all() {
        return Arrays.stream(ConversionTransition.values())
                .flatMap(it -> Arrays.stream(ConversionState.values()).map(from -> Arguments.of(it, from)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void begins_where_the_table_says_and_nowhere_else(ConversionTransition transition, ConversionState from) {
        Conversion before = at(from);
        boolean moved = states.apply(new Move(before.id(), transition, "AFTER", "after", LATER), clock.instant());
        Conversion after = now(before);
        assertThat(moved).isEqualTo(transition.from().contains(from));
        if (!moved) {
            assertThat(after).isEqualTo(before);
            return;
        }
        assertThat(after.state()).isEqualTo(transition.to());
        assertThat(after.reason()).isEqualTo("AFTER");
        assertThat(after.detail()).isEqualTo("after");
        assertThat(after.notBefore()).isEqualTo(LATER);
        assertThat(settled(before.id())).isEqualTo(after.state() == ConversionState.PLANNED ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionTransition.class,
            names = {"ACCEPT", "WAIT", "RECONSIDER", "SEND_AGAIN"})
    void to_where_all_is_well_keeps_the_time_that_is_known_and_drops_the_reason(ConversionTransition transition) {
        Conversion before = at(transition.from().iterator().next());
        states.apply(Move.clean(before.id(), transition), clock.instant());
        assertThat(now(before))
                .returns(before.notBefore(), Conversion::notBefore)
                .returns(null, Conversion::reason)
                .returns(null, Conversion::detail);
    }

    /** Withdrawn, dropped, taken back or ended in Cockpit a moment ago: no attempt is opened, so nothing is sent. */
    @ParameterizedTest
    @EnumSource(ConversionState.class)
    void an_attempt_is_opened_for_what_is_planned_and_for_nothing_else(ConversionState state) {
        Conversion conversion = at(state);
        house.sql("delete from leadloop.conversion_attempt where conversion_id = '" + conversion.id() + "'");
        boolean isOpened =
                !ledger.open(List.of(conversion.id()), clock.instant()).isEmpty();
        assertThat(isOpened).isEqualTo(state == ConversionState.PLANNED);
        assertThat(ledger.attempts(conversion.id())).hasSize(isOpened ? 1 : 0);
        assertThat(now(conversion).attempts()).isEqualTo(isOpened ? 1 : 0);
    }
}
