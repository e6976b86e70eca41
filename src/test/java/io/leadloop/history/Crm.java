package io.leadloop.history;

import io.leadloop.demo.Made.Click;
import io.leadloop.demo.Made.Conversion;
import io.leadloop.demo.Made.Deal;
import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Origin;
import io.leadloop.demo.Made.Stage;
import io.leadloop.demo.Made.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A CRM with two months of leads, told event by event, with known shares of each defect: leads without a click, clicks that
 * are too old, persons who denied consent, deals without an amount or in a currency without a rate, wins that are taken
 * back, and news that comes a week and a half late. What every platform has to be told of them is worked out here, from the
 * platforms' published rules.
 */
final class Crm {

    /** The house looks at its inbox, and uploads, each time when so much has passed. */
    static final Duration ROUND = Duration.ofDays(2);

    private static final List<String> EVERYBODY = List.of(
            "google-ads",
            "meta",
            "tiktok",
            "openai-ads",
            "microsoft-ads",
            "linkedin",
            "reddit",
            "pinterest",
            "snapchat",
            "x");
    private static final Duration META_TAKES = Duration.ofHours(167).plusMinutes(45);
    private static final Duration CLICKS_COUNT_FOR = Duration.ofDays(90);
    /** A day of which Google has not said yet what it counted. */
    private static final LocalDate NOT_SAID_YET = LocalDate.ofEpochDay(20_709);

    final Instant start;
    final Instant end;
    final List<Lead> leads = new ArrayList<>();
    /** Leads whose person denied consent. */
    final Map<UUID, Boolean> denied = new HashMap<>();
    /** When each step was told, where that is not at once. */
    final Map<UUID, Instant> toldAt = new HashMap<>();

    private final SplittableRandom random;

    Crm(int many, Instant start, int rounds, long seed) {
        this.start = start;
        this.end = start.plus(ROUND.multipliedBy(rounds));
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < many; i++) {
            leads.add(lead(i));
        }
    }

    private boolean in(int percent) {
        return random.nextInt(100) < percent;
    }

    private Instant after(Instant at, int leastHours, int mostHours) {
        return at.plusSeconds(leastHours * 3600L + random.nextInt((mostHours - leastHours) * 3600));
    }

    private Lead lead(int number) {
        long seconds = Duration.between(start, end).toSeconds();
        Instant captured = start.plusSeconds(3_700 + random.nextLong(seconds - 3_700));
        Instant clicked = captured.minusSeconds(5 + random.nextInt(3_000));
        int die = random.nextInt(100);
        Instant at = in(3) ? clicked.minus(Duration.ofDays(100)) : clicked;
        Click click = die < 50
                ? new Click(id(), "GCLID", "google-ads", at)
                : die < 70
                        ? new Click(id(), "FBCLID", "meta", at)
                        : die < 80 ? new Click(id(), "MSCLKID", "microsoft-ads", at) : null;
        Origin origin = click != null
                ? new Origin("paid", in(50) ? "brand" : "generic", "example.com/demo", null)
                : in(50) ? new Origin("chatgpt.com", null, "example.com/", null) : null;
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(id(), Stage.CAPTURED, captured, ""));
        Deal deal = life(number, captured, steps);
        // Late news: only the last of a lead, so that nothing overtakes it.
        Step last = steps.get(steps.size() - 1);
        Instant late = last.at().plus(Duration.ofDays(10));
        if (last.stage().isReported() && in(5) && late.isBefore(end)) {
            toldAt.put(last.id(), late);
        }
        UUID id = id();
        denied.put(id, in(5));
        List<Conversion> conversions = new ArrayList<>();
        steps.stream()
                .filter(it -> it.stage().isReported())
                .forEach(it -> told(it, click, deal, Boolean.TRUE.equals(denied.get(id)), conversions));
        String country = in(60) ? "DE" : in(50) ? "FR" : null;
        return new Lead(id, "door-" + number, "generic", country, captured, click, origin, steps, deal, conversions);
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private Deal life(int number, Instant captured, List<Step> steps) {
        Instant mql = after(captured, 24, 120);
        if (!in(60) || !add(steps, Stage.MQL, mql, "")) {
            return null;
        }
        Instant sql = after(mql, 1, 120);
        if (!in(60)) {
            if (in(30)) {
                add(steps, Stage.LOST, after(mql, 24, 200), "");
            }
            return null;
        }
        if (!add(steps, Stage.SQL, sql, "")) {
            return null;
        }
        Instant won = after(sql, 1, 160);
        String dealId = "door-deal-" + number;
        if (!in(50) || !add(steps, Stage.WON, won, dealId)) {
            return null;
        }
        BigDecimal amount = in(6) ? null : BigDecimal.valueOf(50_000 + random.nextInt(4_000_000), 2);
        String currency = amount == null ? null : in(85) ? "EUR" : "GBP";
        // After the win was told, else there is nothing to take back.
        Instant back = after(won, 72, 240);
        boolean isBack = in(10) && add(steps, Stage.LOST, back, dealId);
        return new Deal(dealId, won, amount, currency, isBack ? back : null);
    }

    private boolean add(List<Step> steps, Stage stage, Instant at, String dealId) {
        return at.isBefore(end) && steps.add(new Step(id(), stage, at, dealId));
    }

    /** When the house hears of a step: at the end of the round in which it is told. */
    Instant heardAt(Step step) {
        Instant told = toldAt.getOrDefault(step.id(), step.at());
        long rounds = Duration.between(start, told).toSeconds() / ROUND.toSeconds() + 1;
        return start.plus(ROUND.multipliedBy(rounds));
    }

    private void told(Step step, Click click, Deal deal, boolean denied, List<Conversion> conversions) {
        Instant heard = heardAt(step);
        boolean won = step.stage() == Stage.WON;
        BigDecimal amount = won ? deal.amount() : null;
        boolean unpriced = won && amount == null;
        // Without a click nobody knows whose lead it is: every platform's row says why it was not told.
        for (String destination : click == null ? EVERYBODY : List.of(click.platform())) {
            String late = click == null ? "NO_CLICK_ID" : late(destination, step, click, heard);
            // Of a lead without a click no account is owed anything, whether the person agreed or not.
            String refused = click == null ? late : denied ? "CONSENT_DENIED" : unpriced ? "NO_VALUE" : late;
            boolean accepted = refused == null;
            conversions.add(new Conversion(
                    id(),
                    step.stage(),
                    destination,
                    accepted ? "ACCEPTED" : "REFUSED",
                    refused,
                    step.at(),
                    amount,
                    amount == null ? null : deal.currency(),
                    late == null,
                    accepted ? 1 : 0,
                    false,
                    accepted ? heard : null,
                    accepted && destination.equals("google-ads") ? NOT_SAID_YET : null,
                    false,
                    null));
        }
    }

    private static String late(String destination, Step step, Click click, Instant heard) {
        if (click.at().isBefore(heard.minus(CLICKS_COUNT_FOR))) {
            return "CLICK_TOO_OLD";
        }
        return destination.equals("meta") && step.at().isBefore(heard.minus(META_TAKES)) ? "EVENT_TOO_OLD" : null;
    }
}
