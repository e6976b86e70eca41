package io.leadloop.ops.lead;

import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the list says of a lead beside where it stands.
 *
 * @param campaign of the visit that brought it; null where nobody told
 * @param deal what the deal at which it stands is worth; null where nobody told
 */
record LeadBrief(@Nullable String campaign, @Nullable Money deal) {

    static final LeadBrief UNKNOWN = new LeadBrief(null, null);

    static LeadBrief of(@Nullable String campaign, @Nullable BigDecimal amount, @Nullable String currency) {
        return new LeadBrief(
                campaign,
                amount == null || currency == null ? null : new Money(amount, Currency.getInstance(currency)));
    }

    /** What the deals are worth together, one sum for each currency, by its code. */
    static List<Money> sums(Collection<LeadBrief> briefs) {
        Map<String, Money> sums = new TreeMap<>();
        briefs.stream()
                .map(LeadBrief::deal)
                .filter(Objects::nonNull)
                .forEach(it -> sums.merge(
                        it.currency().getCurrencyCode(),
                        it,
                        (one, other) -> new Money(one.amount().add(other.amount()), one.currency())));
        return new ArrayList<>(sums.values());
    }

    /** How many of them have a deal whose value is known. */
    static long priced(Collection<LeadBrief> briefs) {
        return briefs.stream().filter(it -> it.deal() != null).count();
    }
}
