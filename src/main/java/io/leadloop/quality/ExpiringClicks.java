package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Open leads of one stage whose newest click of a platform leaves its window within a span.
 *
 * @param name the platform's name
 * @param stageName what people call the stage
 * @param qualified whether the stage is a qualified one
 * @param days the span
 * @param dealValue the sum of their deals in {@code currency}; null where the CRM told none
 * @param unpriced leads whose deal has no known value
 * @param first when the first of them is lost
 * @param last when the last of them is lost
 */
public record ExpiringClicks(
        String destination,
        String name,
        String stage,
        String stageName,
        boolean qualified,
        int days,
        long leads,
        @Nullable BigDecimal dealValue,
        @Nullable String currency,
        long unpriced,
        Instant first,
        Instant last) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd", Locale.ENGLISH);

    /** As one would say it to sales: {@code 17 leads at SQL worth 84,000 EUR can be told to Google Ads only until ...}. */
    public String words() {
        LocalDate from = LocalDate.ofInstant(first, ZoneOffset.UTC);
        LocalDate until = LocalDate.ofInstant(last, ZoneOffset.UTC);
        String money = dealValue == null
                ? ""
                : String.format(Locale.ROOT, " worth %,.0f %s", dealValue, currency)
                        + (unpriced > 0 ? " (" + unpriced + " more without a known value)" : "");
        return String.format(Locale.ROOT, "%,d", leads) + (leads == 1 ? " lead at " : " leads at ") + stageName + money
                + " can be told to " + name
                + (from.equals(until)
                        ? " only until " + DAY.format(from)
                        : " only until " + DAY.format(until) + ", the first only until " + DAY.format(from))
                + " (UTC).";
    }
}
