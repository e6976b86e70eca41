package io.leadloop.pipeline;

import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What conversions of a stage are told under {@link PlannedAction.ValueRule#EXPECTED}, for leads of a segment.
 *
 * @param value major units; it may lag behind the estimate, for it moves by a bounded part a day. Null where the estimate is
 *     not told
 * @param words how it came about, for a person: {@code 23 % of 412 leads at SQL from Google Ads, Germany, are won in the end, ...}
 */
public record ExpectedValue(
        StageEstimate estimate, @Nullable BigDecimal value, String words, Instant computedAt) {

    public String stage() {
        return estimate.stage();
    }

    public Segment segment() {
        return estimate.segment();
    }

    /** Null where nothing is told. */
    public @Nullable Money money() {
        String currency = estimate.currency();
        return value == null || currency == null ? null : Money.rounded(value, currency);
    }
}
