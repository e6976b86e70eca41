package io.leadloop.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a platform reports of an action over a whole time, beside ours, where it does not say by which day it counts: it may
 * have dated a conversion by its click or by itself, so that those near the edges of the time may lie on either side.
 *
 * @param days of which there is a report
 * @param told conversions of these days that the platform took, without those that it took back
 * @param outsideWindow of them, those that came later after their click than the window
 * @param notCounted of the rest, those of which it said later that it does not count them
 * @param before of the rest, those that it may have dated before these days, by their click
 * @param after conversions after these days that it may have dated within them, by their click
 * @param young of the rest, those of the last days before the report, which the platform may still add
 */
public record PeriodComparison(
        String destination,
        String action,
        int windowDays,
        int days,
        long told,
        long outsideWindow,
        long notCounted,
        long before,
        long after,
        long young,
        long byContact,
        BigDecimal reported) {

    public long expected() {
        return told - outsideWindow - notCounted;
    }

    /** The fewest that it should report. */
    public long least() {
        return expected() - before - young;
    }

    /** The most that it may report: also what a window or its verdict explains it may count all the same. */
    public long most() {
        return told + after;
    }

    /** How many are missing for certain; below zero where it certainly counts more; nought where the edges may explain it. */
    public BigDecimal unexplained() {
        BigDecimal fewest = BigDecimal.valueOf(least());
        BigDecimal most = BigDecimal.valueOf(most());
        if (reported.compareTo(fewest) < 0) {
            return fewest.subtract(reported);
        }
        return reported.compareTo(most) > 0 ? most.subtract(reported) : BigDecimal.ZERO;
    }

    /** The difference in words: what explains it, and what to do about the rest. */
    public String words() {
        List<String> words = new ArrayList<>();
        words.add("The platform does not say by which day it counts, so that only the sum of " + days
                + " days can be compared.");
        if (outsideWindow > 0) {
            words.add(outsideWindow + " came more than " + windowDays
                    + " days after the click, outside of the account's attribution window.");
        }
        if (notCounted > 0) {
            words.add(notCounted + " it took and then did not count; the page Ad accounts says why.");
        }
        if (before + after + young > 0) {
            words.add("Anything between " + least() + " and " + most() + " is right: " + String.join(", ", edges())
                    + ".");
        }
        int rest = unexplained().signum();
        if (rest == 0) {
            words.add("Nothing is missing.");
        } else if (rest < 0) {
            words.add(Comparison.more(unexplained().negate(), Comparison.isTwice(reported, expected())));
        } else {
            words.add(Comparison.missing(unexplained())
                    + (byContact > 0 ? "; " + byContact + " were told by hashed contact only and may match nobody" : "")
                    + ". Look at the rows, and at the account's own diagnosis of uploads.");
        }
        return String.join(" ", words);
    }

    private List<String> edges() {
        List<String> edges = new ArrayList<>();
        if (before > 0) {
            edges.add(before + " may stand on days before, by their click");
        }
        if (after > 0) {
            edges.add(after + " of later days may stand on these, by their click");
        }
        if (young > 0) {
            edges.add(young + " are so young that it may still add them");
        }
        return edges;
    }
}
