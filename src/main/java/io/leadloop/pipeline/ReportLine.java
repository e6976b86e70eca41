package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One line of the conversion plan as sales ops edit it: a lead that fits the filter and reaches the stage is reported to
 * the destination. May be incomplete while it is a draft; {@link Lint} says what is missing.
 *
 * @param id the rule's id in the DMN file
 * @param amount major units under {@link ValueRule#FIXED}
 * @param share percent of the deal's amount under {@link ValueRule#SHARE}
 */
public record ReportLine(
        String id,
        String note,
        String stage,
        LeadFilter leads,
        String destination,
        String action,
        ConversionRole role,
        ValueRule value,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable BigDecimal share,
        Match match) {

    boolean overlaps(ReportLine other) {
        return stage.equals(other.stage) && destination.equals(other.destination) && leads.overlaps(other.leads);
    }

    /** What the planner is told; throws IllegalArgumentException where an amount or share is missing or no money. */
    public PlannedAction planned() {
        Money fixed = null;
        if (value == ValueRule.FIXED) {
            if (amount == null || currency == null) {
                throw new IllegalArgumentException("a fixed value needs an amount and a currency");
            }
            fixed = Money.of(amount, currency);
        }
        if (value == ValueRule.SHARE && share == null) {
            throw new IllegalArgumentException("a share needs its percent");
        }
        return new PlannedAction(
                destination,
                action,
                role,
                value,
                fixed,
                value == ValueRule.SHARE && share != null ? share.stripTrailingZeros() : null,
                match);
    }

    /**
     * For people: {@code SQL to Google Ads as sql}.
     *
     * @param stageName what people call the stage of an id
     * @param accountName what people call the account of an id
     */
    String inWords(UnaryOperator<String> stageName, UnaryOperator<String> accountName) {
        return stageName.apply(stage) + " to " + accountName.apply(destination) + " as " + action
                + (leads.inWords().isEmpty() ? "" : " (" + leads.inWords() + ")");
    }

    /** For people: {@code 100.00 EUR each}. */
    public String valueInWords() {
        return switch (value) {
            case NONE -> "no value";
            case DEAL_AMOUNT -> "the deal's amount";
            case MARGIN -> "the deal's margin";
            case FIXED -> PlanWords.money(amount, currency) + " each";
            case EXPECTED -> "the expected value";
            case SHARE -> (share == null ? "?" : share.toPlainString()) + " % of the deal's amount";
        };
    }
}
