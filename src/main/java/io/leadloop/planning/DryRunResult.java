package io.leadloop.planning;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What a draft would plan, beside what the live version plans for the same stage changes.
 *
 * @param days how far back was looked
 * @param leads how many leads were looked at
 * @param restaged stage changes that would have led to another stage
 * @param platforms in the order of their ids
 */
public record DryRunResult(int days, long leads, long restaged, List<Platform> platforms) {

    /**
     * One platform's share; all are numbers of conversions.
     *
     * @param was to be sent by the live version
     * @param would be sent by the draft
     * @param added by the draft only
     * @param gone with the draft
     * @param changed in action, role or value
     * @param refused by the draft's plan, which are rows with a reason
     * @param valueWas sums by currency
     * @param valueWould sums by currency
     * @param examples in words, with the CRM's id of the lead
     */
    public record Platform(
            String destination,
            long was,
            long would,
            long added,
            long gone,
            long changed,
            long refused,
            Map<String, BigDecimal> valueWas,
            Map<String, BigDecimal> valueWould,
            List<String> examples) {}

    public boolean changesNothing() {
        return platforms.stream().allMatch(it -> it.added() + it.gone() + it.changed() == 0);
    }
}
