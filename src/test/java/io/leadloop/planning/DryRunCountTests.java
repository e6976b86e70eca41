package io.leadloop.planning;

import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.euros;
import static io.leadloop.planning.Planning.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a draft would tell one platform beside what it is told by the live version. */
class DryRunCountTests {

    private static final Lead ANNA = Planning.lead(Consent.State.GRANTED, HashedContact.NONE);
    private static final Conversion WIN =
            told(WON, "d", NOW).action("won").role(ConversionRole.PRIMARY).done();
    private static final Conversion REFUSED =
            WIN.change().state(ConversionState.REFUSED).detail("No click.").done();

    private static DryRunResult.Platform count(@Nullable Conversion before, @Nullable Conversion after) {
        DryRunCount count = new DryRunCount("google");
        count.add(ANNA, before, after);
        return count.result();
    }

    private static DryRunResult.Platform expected(
            long was,
            long would,
            long added,
            long gone,
            long changed,
            long refused,
            Map<String, BigDecimal> valueWas,
            Map<String, BigDecimal> valueWould,
            String... examples) {
        return new DryRunResult.Platform(
                "google", was, would, added, gone, changed, refused, valueWas, valueWould, java.util.List.of(examples));
    }

    private static Map<String, BigDecimal> eur(int amount) {
        return Map.of("EUR", euros(amount).amount());
    }

    @Test
    void what_stays_the_same_is_counted_on_both_sides() {
        assertThat(count(WIN, WIN)).isEqualTo(expected(1, 1, 0, 0, 0, 0, eur(100), eur(100)));
    }

    @Test
    void what_is_new_is_added_with_an_example() {
        DryRunResult.Platform added =
                expected(0, 1, 1, 0, 0, 0, Map.of(), eur(100), "L: would be told WON as won (primary) with 100.00 EUR");
        assertThat(count(null, WIN)).isEqualTo(added);
        assertThat(count(REFUSED, WIN)).isEqualTo(added);
    }

    @Test
    void what_is_not_told_any_more_is_gone_and_says_why() {
        String was = "L: is told WON as won (primary) with 100.00 EUR, and would not be";
        assertThat(count(WIN, null)).isEqualTo(expected(1, 0, 0, 1, 0, 0, eur(100), Map.of(), was));
        assertThat(count(WIN, REFUSED)).isEqualTo(expected(1, 0, 0, 1, 0, 1, eur(100), Map.of(), was + ": No click."));
        assertThat(count(WIN, REFUSED.change().detail(null).done()).examples()).containsExactly(was);
    }

    @Test
    void what_is_refused_on_both_sides_is_no_change() {
        assertThat(count(REFUSED, REFUSED)).isEqualTo(expected(0, 0, 0, 0, 0, 1, Map.of(), Map.of()));
        assertThat(count(null, null)).isEqualTo(expected(0, 0, 0, 0, 0, 0, Map.of(), Map.of()));
    }

    @Test
    void another_action_role_or_value_is_a_change() {
        Conversion dearer = WIN.change().value(euros(120)).done();
        assertThat(count(WIN, dearer))
                .isEqualTo(expected(
                        1,
                        1,
                        0,
                        0,
                        1,
                        0,
                        eur(100),
                        eur(120),
                        "L: is told WON as won (primary) with 100.00 EUR, and would be told WON as won (primary) with"
                                + " 120.00 EUR"));
        assertThat(count(WIN, WIN.change().action("paid").done()).changed()).isEqualTo(1);
        assertThat(count(WIN, WIN.change().role(ConversionRole.SECONDARY).done())
                        .changed())
                .isEqualTo(1);
        assertThat(count(WIN, WIN.change().value(null).done()).examples())
                .containsExactly(
                        "L: is told WON as won (primary) with 100.00 EUR, and would be told WON as won (primary)");
    }

    @Test
    void values_are_summed_and_six_examples_are_enough() {
        DryRunCount count = new DryRunCount("google");
        for (int i = 0; i < 8; i++) {
            count.add(ANNA, null, WIN);
        }
        assertThat(count.result().valueWould()).isEqualTo(eur(800));
        assertThat(count.result().examples()).hasSize(6);
    }

    @Test
    void a_draft_changes_nothing_while_no_platform_is_told_more_less_or_other() {
        assertThat(result(count(WIN, WIN), count(REFUSED, REFUSED)).changesNothing())
                .isTrue();
        assertThat(result(count(WIN, WIN), count(null, WIN)).changesNothing()).isFalse();
        assertThat(result(count(WIN, null)).changesNothing()).isFalse();
        DryRunCount oneForAnother = new DryRunCount("google");
        oneForAnother.add(ANNA, null, WIN);
        oneForAnother.add(ANNA, WIN, null);
        assertThat(result(oneForAnother.result()).changesNothing()).isFalse();
        DryRunCount newAndOther = new DryRunCount("google");
        newAndOther.add(ANNA, null, WIN);
        newAndOther.add(ANNA, WIN, WIN.change().action("paid").done());
        assertThat(result(newAndOther.result()).changesNothing()).isFalse();
        assertThat(result(count(WIN, WIN.change().action("paid").done())).changesNothing())
                .isFalse();
    }

    private static DryRunResult result(DryRunResult.Platform... platforms) {
        return new DryRunResult(90, 1, 0, java.util.List.of(platforms));
    }
}
