package io.leadloop.ops;

import io.leadloop.demo.DemoYear;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How pages write things; templates call it as {@code @shown}. */
@Component("shown")
class PageFormats {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** A time with its zone; a dash where there is none. */
    public String time(@Nullable Instant instant) {
        return instant == null ? "-" : TIME.format(instant);
    }

    /** The same for machines, to the second: {@code 2026-10-03T10:25:07Z}. */
    public String exactly(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** How a conversion's value came about: the plan's rule in words, with what was noted beside it. */
    public String valueRule(String rule) {
        return rule.replaceFirst("^DEAL_AMOUNT", "the deal's amount")
                .replaceFirst("^MARGIN", "the deal's margin")
                .replaceFirst("^EXPECTED ", "expected: ")
                .replaceFirst("^FIXED", "fixed by the plan")
                .replaceFirst("^SHARE (.* %)", "$1 of the deal's amount");
    }

    /** What people read of whether a destination sends. */
    public String destination(String state) {
        return switch (state) {
            case "BLOCKED" -> "blocked";
            case "RATE_LIMIT" -> "asked to wait";
            case "OPERATOR" -> "paused";
            default -> state.toLowerCase(Locale.ROOT);
        };
    }

    /** A length of time in its largest two units: {@code 3 d 4 h}. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                : duration.toSecondsPart() + " s";
    }

    /** An amount as people of the trade write it, with the decimals of its currency: {@code 12,500.50 EUR}. */
    public String money(@Nullable Money money) {
        if (money == null) {
            return "-";
        }
        int decimals = Math.max(0, money.currency().getDefaultFractionDigits());
        return String.format(
                Locale.ROOT,
                "%,." + decimals + "f %s",
                money.amount(),
                money.currency().getCurrencyCode());
    }

    /** A sum for comparing, without its cents: {@code 12,501 EUR}; a dash where it is not known. */
    public String sum(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null
                ? "-"
                : String.format(Locale.ROOT, "%,.0f", amount) + (currency == null ? "" : " " + currency);
    }

    /** A cost of one of something, with its cents: {@code 41.67}. */
    public String each(@Nullable BigDecimal amount) {
        return amount == null ? "-" : String.format(Locale.ROOT, "%,.2f", amount);
    }

    /** A number with thousands: {@code 200,000}. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Whether leads of that source are the demo year's, which every page says. */
    public boolean isDemo(@Nullable String source) {
        return DemoYear.SOURCE.equals(source);
    }

    /** The address of a process instance in Cockpit. */
    public String instance(String processInstanceId) {
        return "/camunda/app/cockpit/default/#/process-instance/" + processInstanceId + "/runtime";
    }
}
