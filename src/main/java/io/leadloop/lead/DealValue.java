package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * A deal's value, as far as the CRM tells it.
 *
 * @param amount what the customer pays
 * @param margin what is earned by it
 */
public record DealValue(@Nullable Money amount, @Nullable Money margin) {

    public static final DealValue UNTOLD = new DealValue(null, null);

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
