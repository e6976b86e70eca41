package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one conversion action of one source over a period: the figures behind the seven questions.
 *
 * @param statuses the CRM's own words that led to the stage, the most frequent first
 * @param rows every conversion that the account is owed, sent or not: none of a lead without a click of its platform, and an
 *     adjustment is no row of its own
 * @param rejected not taken, and somebody has to do something or gave it up: rejected, retries used up, ended in Cockpit, dropped
 * @param repeated accepted ones that took more than one attempt and were counted once
 * @param alreadyThere accepted ones that the platform had already under the same key
 * @param withValue accepted ones with a value and a currency
 * @param values how many different values
 * @param lowest the lowest value, where all are in one currency; null otherwise; {@code middle} and {@code highest} alike
 * @param valueMissing refused for want of an amount, a margin or an exchange rate
 * @param untilAccepted median from the stage change to the platform's yes; null without any
 * @param sinceClick median from the click to the stage change; null without any
 * @param lostToWindows refused or expired because a window was over
 * @param byClick accepted ones that were matched by a click id
 * @param unmatched refused because the lead has no usable click or contact; those without any click are in no other number
 * @param becameDeep leads behind accepted ones that reached the deepest qualified stage
 * @param becameWon leads behind accepted ones that were won
 * @param counted accepted ones of which the platform said later that it counts them
 * @param notCounted accepted ones of which it said that it does not
 * @param revenue what those deals are worth in {@code currency}, refunds taken out; null for none
 * @param unpriced leads behind accepted ones with a won deal that has no amount or no exchange rate: more is missing in
 *     {@code revenue}
 * @param currency in which money is summed; null where there is none
 * @param wins deals of leads behind accepted ones that were won and not taken back
 * @param pricedWins of them, those in {@code revenue}: with an amount and, where needed, an exchange rate
 */
public record ActionFigures(
        String source,
        String stage,
        int stageRank,
        String kind,
        String destination,
        String action,
        String role,
        List<String> statuses,
        long rows,
        long accepted,
        long refused,
        long waiting,
        long rejected,
        long repeated,
        long alreadyThere,
        long withValue,
        long values,
        @Nullable BigDecimal lowest,
        @Nullable BigDecimal middle,
        @Nullable BigDecimal highest,
        @Nullable String valueCurrency,
        long valueMissing,
        @Nullable Duration untilAccepted,
        @Nullable Duration sinceClick,
        long lostToWindows,
        long byClick,
        long byContact,
        long unmatched,
        long counted,
        long notCounted,
        long leads,
        long becameDeep,
        long becameWon,
        @Nullable BigDecimal revenue,
        long unpriced,
        @Nullable String currency,
        long wins,
        long pricedWins) {

    /** Rows that ended before the platform had them: too late, consent withdrawn, or taken back by the CRM. */
    public long ended() {
        return rows - accepted - refused - waiting - rejected;
    }

    /** Of the leads behind accepted ones, those that were won. */
    public long wonPercent() {
        return percent(becameWon, leads);
    }

    /** Part of the whole in percent, 0 to 100; 0 of nothing is 0. */
    static long percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(100.0 * part / whole);
    }
}
