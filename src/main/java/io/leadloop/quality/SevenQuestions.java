package io.leadloop.quality;

import static io.leadloop.quality.ActionFigures.percent;

import io.leadloop.quality.Answer.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversion is worth something if it stands for a real business step, fires correctly and teaches the platform the
 * outcome that is wanted. Each answer is a figure of our ledger; the thresholds are ours and stand here.
 */
public final class SevenQuestions {

    /** Fewer in 30 days teach a bidding strategy little; Google and Meta name figures between 15 and 50. */
    static final int ENOUGH_FOR_BIDDING = 15;

    private static final Duration PROMPT = Duration.ofHours(24);
    private static final Duration LATE = Duration.ofDays(3);

    private SevenQuestions() {}

    /**
     * @param days how long the period is, to judge volume by 30 days
     */
    public static List<Answer> answers(ActionFigures of, long days) {
        return List.of(trigger(of), role(of, days), once(of), value(of), timely(of), matched(of), quality(of));
    }

    private static Answer trigger(ActionFigures of) {
        String figure = of.statuses().isEmpty() ? "-" : String.join(", ", of.statuses());
        boolean known = !of.statuses().isEmpty();
        return new Answer(
                "What triggers it?",
                figure,
                known ? Verdict.GOOD : Verdict.UNKNOWN,
                known
                        ? "The CRM said this of " + of.source() + "'s leads; stage-mapping makes it " + of.stage() + "."
                        : "The CRM's words for this stage lie outside of the period.");
    }

    private static Answer role(ActionFigures of, long days) {
        long in30 = days == 0 ? 0 : Math.round(of.accepted() * 30.0 / days);
        String figure = of.role().toLowerCase(java.util.Locale.ROOT) + ", " + in30 + " in 30 days";
        if (!of.role().equals("PRIMARY")) {
            return new Answer(
                    "Primary or secondary?", figure, Verdict.GOOD, "Observed only; bidding does not learn from it.");
        }
        return in30 >= ENOUGH_FOR_BIDDING
                ? new Answer("Primary or secondary?", figure, Verdict.GOOD, "Enough for bidding to learn from.")
                : new Answer(
                        "Primary or secondary?",
                        figure,
                        Verdict.WATCH,
                        "Bidding learns from it, and there are fewer than " + ENOUGH_FOR_BIDDING
                                + " in 30 days. Make an earlier qualified stage primary until there are more.");
    }

    private static Answer once(ActionFigures of) {
        return new Answer(
                "Counted once?",
                of.repeated() + " repeated, 0 double",
                Verdict.GOOD,
                "Every row carries its own key; what was sent again after an unclear answer went out under the same key."
                        + " The browser's event id is not known here, so keep browser events on actions of their own.");
    }

    private static Answer value(ActionFigures of) {
        long share = percent(of.withValue(), of.accepted());
        String figure = share + " % with a value" + (of.values() > 0 ? ", " + of.values() + " different" : "");
        if (of.accepted() == 0) {
            return new Answer("With a value?", figure, Verdict.UNKNOWN, "Nothing was accepted.");
        }
        if (of.kind().equals("REVENUE") && share < 100) {
            return new Answer(
                    "With a value?",
                    figure,
                    Verdict.BAD,
                    "Revenue without a value teaches nothing. Set DEAL_AMOUNT in the plan.");
        }
        if (share > 0 && of.values() == 1 && of.accepted() > ENOUGH_FOR_BIDDING) {
            return new Answer(
                    "With a value?",
                    figure,
                    Verdict.WATCH,
                    "All are worth the same, so bidding cannot prefer the better ones.");
        }
        return new Answer(
                "With a value?",
                figure,
                Verdict.GOOD,
                share == 0 ? "None is planned for this stage." : "Values differ as the deals do.");
    }

    private static Answer timely(ActionFigures of) {
        long lost = percent(of.lostToWindows(), of.rows());
        String figure = time(of.untilAccepted()) + " to the platform, " + lost + " % too late";
        if (of.rows() == 0) {
            return new Answer("In time?", figure, Verdict.UNKNOWN, "There are no rows.");
        }
        if (lost > 10) {
            return new Answer(
                    "In time?",
                    figure,
                    Verdict.BAD,
                    "A window of the platform was over for " + of.lostToWindows()
                            + " rows. Look where leads wait, or report an earlier stage.");
        }
        Duration until = of.untilAccepted();
        if (lost > 2 || until != null && until.compareTo(LATE) > 0) {
            return new Answer(
                    "In time?",
                    figure,
                    Verdict.WATCH,
                    "The platform learns late. Look at the delay of the webhooks on the page Sources.");
        }
        boolean prompt = until == null || until.compareTo(PROMPT) <= 0;
        return new Answer(
                "In time?",
                figure,
                Verdict.GOOD,
                prompt ? "The platform hears of it within a day." : "Within three days.");
    }

    private static Answer matched(ActionFigures of) {
        long whole = of.accepted() + of.unmatched();
        long click = percent(of.byClick(), whole);
        String figure = click + " % click, " + percent(of.byContact(), whole) + " % contact, "
                + percent(of.unmatched(), whole) + " % none";
        if (whole == 0) {
            return new Answer("Matched to a click?", figure, Verdict.UNKNOWN, "Nothing was to be matched.");
        }
        if (of.unmatched() * 3 > whole) {
            return new Answer(
                    "Matched to a click?",
                    figure,
                    Verdict.BAD,
                    "The forms lose the click id. Test a landing page with a click id in its address.");
        }
        return new Answer(
                "Matched to a click?",
                figure,
                click >= 80 ? Verdict.GOOD : Verdict.WATCH,
                click >= 80
                        ? "Most are matched by the original click."
                        : "Many are matched by hashed contact only, which platforms match less well.");
    }

    private static Answer quality(ActionFigures of) {
        long deep = percent(of.becameDeep(), of.leads());
        long won = percent(of.becameWon(), of.leads());
        String revenue = of.revenue() == null
                ? ""
                : ", " + of.revenue().stripTrailingZeros().toPlainString() + " " + of.currency();
        String figure = deep + " % qualified, " + won + " % won" + revenue;
        if (of.leads() < ENOUGH_FOR_BIDDING) {
            return new Answer(
                    "A sign of quality?",
                    figure,
                    Verdict.UNKNOWN,
                    "Fewer than " + ENOUGH_FOR_BIDDING + " leads stand behind it.");
        }
        return deep >= 20
                ? new Answer("A sign of quality?", figure, Verdict.GOOD, "Many of the leads behind it go on.")
                : new Answer(
                        "A sign of quality?",
                        figure,
                        Verdict.WATCH,
                        "Few of the leads behind it go on: it stands for volume. Make a deeper stage primary.");
    }

    private static String time(@Nullable Duration duration) {
        if (duration == null) {
            return "-";
        }
        return duration.toHours() >= 48
                ? duration.toDays() + " days"
                : duration.toHours() >= 1 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
