package io.leadloop.quality;

import static io.leadloop.quality.ActionFigures.percent;

import io.leadloop.conversion.BiddingVolume;
import io.leadloop.quality.Answer.Verdict;
import io.leadloop.quality.QualityRows.About;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The seven questions about a conversion action: whether it stands for a real business step, fires correctly and
 * teaches the platform the wanted outcome. Each answer is a figure of our ledger; the thresholds are constants here.
 */
public final class SevenQuestions {

    public static final String ROLE = "Primary or secondary?";
    public static final String ONCE = "Counted once?";
    public static final String VALUE = "With a value?";
    public static final String TIME = "In time?";

    private static final Duration PROMPT = Duration.ofHours(24);
    private static final Duration LATE = Duration.ofDays(3);

    private SevenQuestions() {}

    /**
     * @param all the actions of the period, with which this one is compared
     * @param days how long the period is, to judge volume by 30 days
     * @param stageName what people call a stage, by its id
     */
    public static List<Answer> answers(
            ActionFigures of, List<ActionFigures> all, long days, UnaryOperator<String> stageName) {
        return List.of(
                trigger(of, stageName),
                role(of, days),
                once(of),
                value(of),
                timely(of),
                matched(of),
                quality(of, shallower(of, all), stageName));
    }

    private static Answer trigger(ActionFigures of, UnaryOperator<String> stageName) {
        String question = "What triggers it?";
        if (of.statuses().isEmpty()) {
            return Answer.of(question, "-", Verdict.UNKNOWN, "The CRM's words for it lie outside of the period.");
        }
        return Answer.of(
                question,
                String.join(", ", of.statuses()),
                of.kind().equals("MICRO") ? Verdict.WATCH : Verdict.GOOD,
                "The CRM said this of " + of.source() + "'s leads; the pipeline makes it " + stageName.apply(of.stage())
                        + ", "
                        + switch (of.kind()) {
                            case "MICRO" -> "a micro conversion: good for diagnosis, not for bidding.";
                            case "QUALIFIED" -> "a qualified conversion.";
                            case "REVENUE" -> "revenue.";
                            default -> "a lead.";
                        });
    }

    private static Answer role(ActionFigures of, long days) {
        String question = ROLE;
        long in30 = days == 0 ? 0 : Math.round(of.accepted() * 30.0 / days);
        String figure = of.role().toLowerCase(Locale.ROOT) + ", " + in30 + " in 30 days";
        if (!of.role().equals("PRIMARY")) {
            return Answer.of(question, figure, Verdict.GOOD, "Observed only; bidding does not learn from it.");
        }
        return in30 >= BiddingVolume.LEAST
                ? Answer.of(question, figure, Verdict.GOOD, "Enough for bidding to learn from.")
                : Answer.of(
                        question,
                        figure,
                        Verdict.WATCH,
                        "Bidding learns from it, and there are fewer than " + BiddingVolume.LEAST
                                + " in 30 days. Make an earlier qualified stage primary until there are more.");
    }

    private static Answer once(ActionFigures of) {
        return Answer.of(
                        ONCE,
                        of.repeated() + " sent again, " + of.alreadyThere() + " were there already",
                        Verdict.GOOD,
                        "Each row has a key of its own; what is sent again goes out under the same key and counts once."
                                + " None carries the event id of a browser: keep events of the site on actions of"
                                + " their own.")
                .with(About.REPEATED);
    }

    private static Answer value(ActionFigures of) {
        String question = VALUE;
        long share = percent(of.withValue(), of.accepted());
        String figure = share + " % with a value" + spread(of);
        if (of.valueMissing() > 0) {
            return Answer.of(
                            question,
                            figure,
                            Verdict.BAD,
                            of.valueMissing()
                                    + " were not told at all, because the CRM gave no amount or no exchange rate"
                                    + " is known. Fill in the CRM's empty amounts, import rates.")
                    .with(About.WITHOUT_VALUE);
        }
        if (of.accepted() == 0) {
            return Answer.of(question, figure, Verdict.UNKNOWN, "Nothing was accepted.");
        }
        if (of.kind().equals("REVENUE") && share < 100) {
            return Answer.of(
                            question,
                            figure,
                            Verdict.BAD,
                            "Revenue without a value teaches nothing. Set DEAL_AMOUNT in the plan.")
                    .with(About.WITHOUT_VALUE);
        }
        if (share > 0 && of.values() == 1 && of.role().equals("PRIMARY") && of.accepted() > BiddingVolume.LEAST) {
            return Answer.of(
                    question, figure, Verdict.WATCH, "All are worth the same, so bidding cannot prefer the better.");
        }
        return Answer.of(
                question,
                figure,
                Verdict.GOOD,
                share == 0 ? "None is planned for this stage." : "Every one carries value and currency.");
    }

    private static String spread(ActionFigures of) {
        if (of.values() == 0) {
            return "";
        }
        return of.lowest() == null
                ? ", in several currencies"
                : ", " + plain(of.lowest()) + " to " + plain(of.highest()) + ", half at most " + plain(of.middle())
                        + " " + of.valueCurrency();
    }

    private static Answer timely(ActionFigures of) {
        String question = TIME;
        long lost = percent(of.lostToWindows(), of.rows());
        String figure = time(of.untilAccepted()) + " to the platform, " + time(of.sinceClick()) + " after the click, "
                + lost + " % too late";
        Duration until = of.untilAccepted();
        if (lost > 10) {
            return Answer.of(
                            question,
                            figure,
                            Verdict.BAD,
                            "A window of the platform was over for " + of.lostToWindows()
                                    + " rows. Look where leads wait, or report an earlier stage.")
                    .with(About.TOO_LATE);
        }
        if (lost > 2 || until != null && until.compareTo(LATE) > 0) {
            return Answer.of(
                            question,
                            figure,
                            Verdict.WATCH,
                            "The platform learns late. Look at the delay of the webhooks on the page CRMs and forms.")
                    .with(About.TOO_LATE);
        }
        boolean prompt = until == null || until.compareTo(PROMPT) <= 0;
        return Answer.of(
                        question,
                        figure,
                        until == null ? Verdict.UNKNOWN : Verdict.GOOD,
                        until == null
                                ? "Nothing was accepted."
                                : prompt ? "The platform hears of it within a day." : "Within three days.")
                .with(About.TOO_LATE);
    }

    private static Answer matched(ActionFigures of) {
        String question = "Matched to a click?";
        long whole = of.accepted() + of.unmatched();
        long click = percent(of.byClick(), whole);
        long none = percent(of.unmatched(), whole);
        String figure = click + " % click, " + percent(of.byContact(), whole) + " % contact, " + none + " % none";
        String later = of.counted() + of.notCounted() == 0
                ? ""
                : " The platform said later that it counts " + of.counted() + " and does not count " + of.notCounted()
                        + ".";
        if (whole == 0) {
            return Answer.of(question, figure, Verdict.UNKNOWN, "Nothing was to be matched.");
        }
        if (of.notCounted() * 5 > of.accepted()) {
            return Answer.of(
                    question,
                    figure,
                    Verdict.BAD,
                    "The platform takes them and does not count many." + later + " The page Ad accounts says why.");
        }
        if (none > 33) {
            return Answer.of(
                            question,
                            figure,
                            Verdict.WATCH,
                            "No click of these leads is known: they came by no ad, or a form lost it. The page Websites shows"
                                    + " where; test a landing page with a click id in its address." + later)
                    .with(About.UNMATCHED);
        }
        boolean most = click >= 80;
        return Answer.of(
                        question,
                        figure,
                        most ? Verdict.GOOD : Verdict.WATCH,
                        (most
                                        ? "Most are matched by the original click."
                                        : "Many have no usable click of this platform.")
                                + later)
                .with(About.UNMATCHED);
    }

    private static Answer quality(
            ActionFigures of, Optional<ActionFigures> shallower, UnaryOperator<String> stageName) {
        String question = "A sign of quality?";
        String figure = percent(of.becameDeep(), of.leads()) + " % qualified, " + percent(of.becameWon(), of.leads())
                + " % won"
                + perWin(of);
        String beside = shallower
                .filter(it -> it.leads() > 0)
                .map(it -> " At " + stageName.apply(it.stage()) + ": " + percent(it.becameDeep(), it.leads())
                        + " % qualified, " + percent(it.becameWon(), it.leads()) + " % won" + perWin(it) + ".")
                .orElse("");
        if (of.leads() < BiddingVolume.LEAST) {
            return Answer.of(
                    question,
                    figure,
                    Verdict.UNKNOWN,
                    "Fewer than " + BiddingVolume.LEAST + " leads stand behind it." + beside);
        }
        if (of.kind().equals("REVENUE")) {
            return Answer.of(question, figure, Verdict.GOOD, "It is the money itself." + beside);
        }
        boolean isDeep = of.becameDeep() == of.leads();
        boolean good = isDeep ? percent(of.becameWon(), of.leads()) >= 5 : percent(of.becameDeep(), of.leads()) >= 20;
        return Answer.of(
                question,
                figure,
                good ? Verdict.GOOD : Verdict.WATCH,
                (good
                                ? "Many of the leads behind it go on."
                                : "Few of the leads behind it have gone on until now: it may stand for volume only.")
                        + beside);
    }

    /** The next stage before this one that the same destination is told of the same source. */
    private static Optional<ActionFigures> shallower(ActionFigures of, List<ActionFigures> all) {
        return all.stream()
                .filter(it -> it.source().equals(of.source())
                        && it.destination().equals(of.destination())
                        && it.stageRank() < of.stageRank())
                .max(Comparator.comparingInt(ActionFigures::stageRank));
    }

    /** The mean of the wins that have an amount, and over how many: a win without one is no win of nothing. */
    private static String perWin(ActionFigures of) {
        if (of.wins() == 0) {
            return "";
        }
        if (of.revenue() == null || of.pricedWins() == 0) {
            return ", none of " + of.wins() + " wins has an amount or rate of exchange";
        }
        BigDecimal mean = of.revenue().divide(BigDecimal.valueOf(of.pricedWins()), 0, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, ", %,d", mean.toBigInteger())
                + (of.currency() == null ? "" : " " + of.currency())
                + (of.pricedWins() == of.wins()
                        ? " over " + of.wins() + (of.wins() == 1 ? " win" : " wins")
                        : " over " + of.pricedWins() + " of " + of.wins() + " wins that have an amount");
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "-" : amount.stripTrailingZeros().toPlainString();
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
