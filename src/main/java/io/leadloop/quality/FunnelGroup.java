package io.leadloop.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group of leads with what became of them until now.
 *
 * @param reached how many came to each step of {@link Funnels#steps} or beyond, in their order
 * @param deep reached the deepest qualified stage or beyond
 * @param won have a win that is still true
 * @param revenue of wins that are still true, in {@code currency}; null for none
 * @param takenBack deals that were won and taken back: lost, refunded, reopened
 * @param refunded what those were worth; null for none
 * @param unpriced won deals without an amount or an exchange rate: they are missing in the revenue
 * @param cost of the ads of these days, in {@code currency}; null where none was imported or a rate is missing
 * @param paidBackAfter days after they came within which these leads' deals had paid the cost; null for not yet, or
 *     where the cost is not known
 * @param currency in which money is summed; null where there is none at all
 */
public record FunnelGroup(
        String name,
        long leads,
        List<Long> reached,
        long deep,
        long won,
        @Nullable BigDecimal revenue,
        long takenBack,
        @Nullable BigDecimal refunded,
        long unpriced,
        @Nullable BigDecimal cost,
        @Nullable Integer paidBackAfter,
        @Nullable String currency) {

    /** All groups as one; when it is paid back cannot be told from theirs. Null of none. */
    public static @Nullable FunnelGroup total(List<FunnelGroup> groups) {
        return groups.stream().reduce(FunnelGroup::plus).orElse(null);
    }

    /** Those with a known cost as one: what one of a step cost, and what came back, are of these only. Null of none. */
    public static @Nullable FunnelGroup paid(List<FunnelGroup> groups) {
        return total(groups.stream().filter(it -> it.cost != null).toList());
    }

    private FunnelGroup plus(FunnelGroup other) {
        List<Long> both = new ArrayList<>();
        for (int i = 0; i < reached.size(); i++) {
            both.add(reached.get(i) + other.reached.get(i));
        }
        return new FunnelGroup(
                "Total",
                leads + other.leads,
                List.copyOf(both),
                deep + other.deep,
                won + other.won,
                plus(revenue, other.revenue),
                takenBack + other.takenBack,
                plus(refunded, other.refunded),
                unpriced + other.unpriced,
                plus(cost, other.cost),
                null,
                currency);
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }

    public long percentOf(long part) {
        return ActionFigures.percent(part, leads);
    }

    public long deepPercent() {
        return percentOf(deep);
    }

    /** What one of that many cost; null where the cost is not known, or for none. */
    public @Nullable BigDecimal costOf(long many) {
        return cost == null || many == 0 ? null : cost.divide(BigDecimal.valueOf(many), 2, RoundingMode.HALF_UP);
    }

    /** Revenue for one unit of cost, refunds taken out; null where the cost is not known, or of no won deal its amount. */
    public @Nullable BigDecimal roas() {
        if (cost == null || cost.signum() == 0 || revenue == null && unpriced > 0) {
            return null;
        }
        return (revenue == null ? BigDecimal.ZERO : revenue).divide(cost, 2, RoundingMode.HALF_UP);
    }
}
