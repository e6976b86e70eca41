package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read in place of the constants of a pipeline; templates call it as {@code @planWords}. */
@Component("planWords")
public final class PlanWords {

    public static String kind(StageKind kind) {
        return switch (kind) {
            case MICRO -> "interest only";
            case PRIMARY -> "the lead itself";
            case QUALIFIED -> "qualified by people";
            case REVENUE -> "money";
            case LOST -> "ended without business";
        };
    }

    public static String role(ConversionRole role) {
        return switch (role) {
            case PRIMARY -> "primary";
            case SECONDARY -> "secondary";
        };
    }

    public static String rule(ValueRule rule) {
        return switch (rule) {
            case NONE -> "no value";
            case DEAL_AMOUNT -> "the deal's amount";
            case FIXED -> "a fixed amount";
            case SHARE -> "a share of the deal's amount";
            case MARGIN -> "the deal's margin";
            case EXPECTED -> "the expected value";
        };
    }

    public static String match(Match match) {
        return switch (match) {
            case CLICK_ID -> "click";
            case CLICK_ID_OR_CONTACT -> "click or contact";
        };
    }

    /** What platforms hear when the amount changes or the stage is taken back. */
    public static String adjustment(AdjustmentPolicy policy) {
        return switch (policy) {
            case RETRACT -> "new amount; taken back";
            case RESTATE -> "new amount; 0 if taken back";
            case LEAVE -> "nothing";
        };
    }

    /** {@code LEAD} or {@code DEAL}; another word as it is. */
    public static String record(String record) {
        return switch (record) {
            case "LEAD" -> "a lead's";
            case "DEAL" -> "a deal's";
            default -> record;
        };
    }

    /** {@code OPEN}, {@code WON}, {@code LOST} or {@code UNSAID}; another word as it is. */
    public static String outcome(String outcome) {
        return outcome.equals("UNSAID") ? "not said" : outcome.toLowerCase(Locale.ROOT);
    }

    /** A number of an amount as the pages write it: {@code 1,000.00 EUR}; of a currency that is none as it was typed. */
    public static String money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null || currency == null) {
            return (amount == null ? "?" : amount.toPlainString()) + " " + (currency == null ? "?" : currency);
        }
        try {
            Money money = Money.of(amount, currency);
            BigDecimal plain = money.plainAmount();
            return String.format(Locale.ROOT, "%,." + plain.scale() + "f %s", plain, money.currency());
        } catch (IllegalArgumentException e) {
            return amount.toPlainString() + " " + currency;
        }
    }

    /** A deal size as the pages write it: {@code from 1,000.00 EUR}; empty for any. */
    public static String dealSize(DealSize size) {
        if (size.from() == null && size.under() == null) {
            return size.inWords();
        }
        String until = size.under() == null ? "" : "under " + money(size.under(), size.currency());
        return size.from() == null ? until : ("from " + money(size.from(), size.currency()) + " " + until).strip();
    }
}
