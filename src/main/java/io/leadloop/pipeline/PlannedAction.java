package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of the conversion plan: at this stage, this destination is told this action.
 *
 * @param action the platform's conversion action or event name
 * @param fixed the value under {@link ValueRule#FIXED}; null under the other rules
 * @param share percent of the deal's amount under {@link ValueRule#SHARE}; null under the other rules
 */
public record PlannedAction(
        String destination,
        String action,
        ConversionRole role,
        ValueRule valueRule,
        @Nullable Money fixed,
        @Nullable BigDecimal share,
        Match match) {

    /** Where a conversion's value comes from. */
    public enum ValueRule {
        /** The platform is told no value. */
        NONE,
        /** The amount of the deal in the CRM. */
        DEAL_AMOUNT,
        /** The amount that stands in the plan. */
        FIXED,
        /** A part of the deal's amount, e.g. by how likely the stage leads to the win. */
        SHARE,
        /** What the deal earns, as the CRM tells it. */
        MARGIN,
        /** What leads like this one brought on average, those that were lost included: {@link ExpectedValues}. */
        EXPECTED
    }

    /** By what the platform may recognise the person. */
    public enum Match {
        /** Only by a click of this platform: the platform that brought the lead. */
        CLICK_ID,
        /** By a click or, without one, by hashed mail or phone. */
        CLICK_ID_OR_CONTACT
    }

    /** The rule as a conversion's row names it: {@code SHARE 30 %}. */
    public String ruleInWords() {
        return share == null ? valueRule.name() : valueRule.name() + " " + share.toPlainString() + " %";
    }
}
