package io.leadloop.quality;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number of a platform's own report beside ours for the same thing.
 *
 * @param basis whether the platform counts on the day of the click or of the conversion; ours is counted alike, and on the day of
 *     the conversion where the platform's is unknown: then the two cannot be compared by day
 * @param windowDays how long after a click the account counts a conversion
 * @param told conversions that the platform took, without those that it took back
 * @param outsideWindow of them, those that came later after their click than the window
 * @param notCounted of the rest, those of which it said later that it does not count them
 * @param byContact of the rest, those told by hashed contact only, which may have matched nobody
 * @param amount what ours are worth now, where all are in the report's currency; null otherwise
 * @param reportedAmount what the report says of it; null where it says nothing
 * @param isAsked whether the platform is asked for it every day; else people import its report
 * @param shifted its difference, where the days beside it make up for it: that is another calendar and no loss; else nought
 */
public record Comparison(
        String destination,
        String action,
        Basis basis,
        LocalDate day,
        int windowDays,
        long told,
        long outsideWindow,
        long notCounted,
        long byContact,
        @Nullable BigDecimal amount,
        BigDecimal reported,
        @Nullable BigDecimal reportedAmount,
        @Nullable String currency,
        Instant importedAt,
        boolean isAsked,
        BigDecimal shifted) {

    /** Of one or two the double may be chance. */
    private static final long FEWEST_TWICE = 3;

    /** Platforms add to a day for some days after it. */
    static final int SETTLES_AFTER = 3;

    /** How many the platform should count by what is known; those that a window or its own verdict explains are out. */
    public long expected() {
        return told - outsideWindow - notCounted;
    }

    /**
     * How many it counts less than it should; below zero where it counts more than it was told. Of what a window or its verdict
     * would explain it may count some all the same. Null where a day cannot be compared.
     */
    public @Nullable BigDecimal unexplained() {
        BigDecimal difference = difference();
        return difference == null ? null : difference.subtract(shifted);
    }

    /** What the report should say, so that this less what it says is what is missing; null as {@link #unexplained()}. */
    public @Nullable BigDecimal shouldBe() {
        BigDecimal rest = unexplained();
        return rest == null ? null : reported.add(rest);
    }

    /** As {@link #unexplained()}, of this day alone. */
    @Nullable
    BigDecimal difference() {
        BigDecimal least = BigDecimal.valueOf(expected());
        BigDecimal right = reported.max(least).min(BigDecimal.valueOf(told));
        return basis == Basis.UNKNOWN ? null : right.subtract(reported);
    }

    Comparison shiftedBy(BigDecimal amount) {
        return new Comparison(
                destination,
                action,
                basis,
                day,
                windowDays,
                told,
                outsideWindow,
                notCounted,
                byContact,
                amount,
                reported,
                reportedAmount,
                currency,
                importedAt,
                isAsked,
                amount);
    }

    /** Whether a difference is left that nothing explains, of a day that is old enough. */
    public boolean needsExplaining() {
        BigDecimal rest = unexplained();
        return rest != null && rest.signum() != 0 && !isTooYoung();
    }

    /** Whether the day could still grow when the report was made: then a difference means nothing yet. */
    public boolean isTooYoung() {
        int grows = basis != Basis.CONVERSION ? Math.max(windowDays, SETTLES_AFTER) : SETTLES_AFTER;
        Instant settled =
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(grows));
        return importedAt.isBefore(settled);
    }

    /** The difference in words: what explains it, and what to do about the rest. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (isTooYoung()) {
            words.add((basis != Basis.CONVERSION
                            ? "Too early to compare: clicks of this day could still bring conversions within "
                                    + windowDays + " days when the report was " + (isAsked ? "read" : "imported") + "."
                            : "Too early to compare: platforms add to a day for " + SETTLES_AFTER + " days.")
                    + (isAsked ? " It is asked again every day." : " Import it again later."));
            return String.join(" ", words);
        }
        if (outsideWindow > 0) {
            words.add(outsideWindow + " came more than " + windowDays
                    + " days after the click, outside of the account's attribution window.");
        }
        if (notCounted > 0) {
            words.add(notCounted + " it took and then did not count; the page Ad accounts says why.");
        }
        BigDecimal unexplained = unexplained();
        if (unexplained == null) {
            words.add(
                    "The platform does not say whether it counts by the day of the click or of the conversion, so a day"
                            + " cannot be compared; the whole time below can.");
            return String.join(" ", words);
        }
        int rest = unexplained.signum();
        if (shifted.signum() != 0) {
            words.add(
                    "The days beside it make up for the difference: the account dates some a day earlier or later. Its days are those of its own time zone, ours those of"
                            + " leadloop.quality.zones." + destination + ".");
        } else if (rest == 0) {
            boolean all = reported.compareTo(BigDecimal.valueOf(expected())) > 0;
            words.add(all ? "It counts some of them all the same; nothing is missing." : "Nothing is missing.");
        }
        if (rest < 0) {
            words.add(more(unexplained.negate(), isTwice(reported, expected())));
        } else if (rest > 0) {
            words.add(missing(unexplained)
                    + (byContact > 0 ? "; " + byContact + " were told by hashed contact only and may match nobody" : "")
                    + ". Look at the rows, and at the account's own diagnosis of uploads.");
        }
        return String.join(" ", words);
    }

    /** {@code 1 is missing without an explanation}. */
    static String missing(BigDecimal number) {
        return plain(number) + (number.compareTo(BigDecimal.ONE) == 0 ? " is" : " are")
                + " missing without an explanation";
    }

    static boolean isTwice(BigDecimal reported, long expected) {
        return expected >= FEWEST_TWICE && reported.compareTo(BigDecimal.valueOf(2 * expected)) == 0;
    }

    /** {@code It counts 2 more than we told}, and what does that. */
    static String more(BigDecimal number, boolean isTwice) {
        return "It counts " + plain(number) + " more than we told"
                + (isTwice
                        ? ", each of ours twice: the same conversion comes a second way without the same id, such as a tag on the"
                                + " site or an import."
                        : ": something else reports the same action, such as a tag on the site.");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
