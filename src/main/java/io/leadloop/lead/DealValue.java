package io.leadloop.lead;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deal's value, as far as the CRM tells it.
 *
 * @param amount what the customer pays
 * @param margin what is earned by it
 * @param note what was done to the numbers when they were read ({@code amount rounded to 32.84 EUR}), for people; null
 *     where they stand as they were told
 */
public record DealValue(
        @Nullable Money amount,
        @Nullable Money margin,
        @Nullable String note) {

    public static final DealValue UNTOLD = new DealValue(null, null);

    public DealValue(@Nullable Money amount, @Nullable Money margin) {
        this(amount, margin, null);
    }

    /** With the note of what was rounded. */
    public static DealValue of(@Nullable ToldMoney amount, @Nullable ToldMoney margin) {
        String note = Stream.of(
                        amount == null ? null : amount.note("amount"), margin == null ? null : margin.note("margin"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return new DealValue(ToldMoney.moneyOf(amount), ToldMoney.moneyOf(margin), note.isEmpty() ? null : note);
    }

    public boolean isTold() {
        return amount != null || margin != null;
    }

    /** The ISO 4217 code of its money; null where none is told. */
    @Nullable
    String currency() {
        Money told = amount != null ? amount : margin;
        return told == null ? null : told.currency().getCurrencyCode();
    }
}
