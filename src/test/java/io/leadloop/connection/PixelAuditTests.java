package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A pixel that a key of the account names, as the account has it. */
class PixelAuditTests {

    private static AccountPixel pixel(State state, @Nullable Boolean hasFired) {
        return new AccountPixel("pixel", "abc", "Alpine", state, null, hasFired, null);
    }

    private static List<AuditFinding> findings(@Nullable String configured, AccountPixel pixel) {
        return APlan.thatFits()
                .takesAnyAction()
                .has(AccountPixel.named("pixel-id", "pixel", configured, List.of(pixel)))
                .findings();
    }

    @Test
    void that_is_on_is_fine_whether_or_not_it_is_told_when_it_fired() {
        assertThat(findings("abc", pixel(State.ACTIVE, true))).isEmpty();
        assertThat(findings("abc", pixel(State.ACTIVE, null))).isEmpty();
        assertThat(findings("abc", pixel(State.UNKNOWN, null))).isEmpty();
    }

    @Test
    void that_the_account_does_not_have_is_found_by_its_id_and_its_key() {
        assertThat(findings("xyz", pixel(State.ACTIVE, true))).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.PIXEL_MISSING);
            assertThat(it.what()).startsWith("The pixel xyz, which pixel-id names, is not in the ad account's list");
            assertThat(it.fix()).contains("pixel-id");
            assertThat(it.needsSomebody()).as("it may be a shared one").isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"OFF, is paused or switched off", "REMOVED, is removed"})
    void that_is_off_is_warned_of_and_that_it_never_fired_is_not_said_too(State state, String words) {
        assertThat(findings("abc", pixel(state, false))).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.PIXEL_OFF);
            assertThat(it.what()).contains("'Alpine'", words);
            assertThat(it.needsSomebody()).as("its states are unconfirmed").isFalse();
        });
    }

    @Test
    void that_never_fired_is_found() {
        assertThat(findings("abc", pixel(State.ACTIVE, false))).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Kind.PIXEL_SILENT);
            assertThat(it.what()).contains("never fired");
            assertThat(it.action()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void that_no_key_names_is_nobodys_fault(State state) {
        assertThat(findings(null, pixel(state, false))).isEmpty();
    }

    @Test
    void of_an_account_that_the_plan_tells_nothing_has_no_finding() {
        assertThat(APlan.thatFits()
                        .has(AccountPixel.named("pixel-id", "pixel", "xyz", List.of()))
                        .tellsNothing()
                        .findings())
                .isEmpty();
    }

    @Test
    void stands_before_the_others_of_the_account() {
        AccountPixel other = new AccountPixel("pixel", "aaa", "Other", State.ACTIVE, null, true, null);
        assertThat(AccountPixel.named("pixel-id", "pixel", "abc", List.of(other, pixel(State.ACTIVE, true))))
                .extracting(AccountPixel::id, AccountPixel::key)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("abc", "pixel-id"),
                        org.assertj.core.api.Assertions.tuple("aaa", null));
    }
}
