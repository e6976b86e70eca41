package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What leads cost and brought, of one group and of several. */
class FunnelGroupTests {

    private static final FunnelGroup GOOGLE = group(10, 4, 1, "400", "300", 0);
    private static final FunnelGroup NO_AD = group(30, 6, 2, "900", null, 0);

    private static FunnelGroup group(
            long leads, long sql, long won, @Nullable String revenue, @Nullable String cost, long unpriced) {
        return new FunnelGroup(
                "any",
                leads,
                List.of(sql),
                sql,
                won,
                revenue == null ? null : new BigDecimal(revenue),
                0,
                null,
                unpriced,
                cost == null ? null : new BigDecimal(cost),
                null,
                "EUR");
    }

    @Test
    void what_no_ad_brought_lowers_no_cost_and_raises_no_return() {
        FunnelGroup paid = FunnelGroup.paid(List.of(GOOGLE, NO_AD));
        assertThat(paid.roas()).isEqualByComparingTo("1.33");
        assertThat(paid.costOf(paid.reached().get(0))).isEqualByComparingTo("75.00");
        assertThat(FunnelGroup.total(List.of(GOOGLE, NO_AD)).revenue()).isEqualByComparingTo("1300");
    }

    @Test
    void without_any_cost_nothing_is_said_of_it() {
        assertThat(FunnelGroup.paid(List.of(NO_AD))).isNull();
        assertThat(NO_AD.roas()).isNull();
    }

    @Test
    void a_return_is_unknown_where_the_amount_of_every_won_deal_is() {
        assertThat(group(5, 1, 1, null, "100", 1).roas()).isNull();
        assertThat(group(5, 1, 0, null, "100", 0).roas()).isEqualByComparingTo("0");
        assertThat(group(5, 1, 2, "50", "100", 1).roas()).isEqualByComparingTo("0.50");
    }
}
