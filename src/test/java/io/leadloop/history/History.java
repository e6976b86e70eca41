package io.leadloop.history;

import io.leadloop.history.Made.Click;
import io.leadloop.history.Made.Conversion;
import io.leadloop.history.Made.Cost;
import io.leadloop.history.Made.Deal;
import io.leadloop.history.Made.Lead;
import io.leadloop.history.Made.Origin;
import io.leadloop.history.Made.Report;
import io.leadloop.history.Made.Stage;
import io.leadloop.history.Made.Step;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** A year of leads up to a moment, made up from a seed: the same again each time, with known shares of each defect. */
final class History {

    static final int DAYS = 365;
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "US");
    private static final List<String> CAMPAIGNS = List.of("brand", "generic", "competitors", "retargeting");
    private static final List<String> PAGES = List.of("example.com/", "example.com/pricing", "example.com/demo");

    final Instant now;
    final List<Lead> leads = new ArrayList<>();
    final List<Cost> costs = new ArrayList<>();
    final List<Report> reports = new ArrayList<>();
    /** What one USD is worth in EUR. */
    final Map<LocalDate, BigDecimal> dollars = new TreeMap<>();

    private final SplittableRandom random;

    History(int many, Instant now, long seed) {
        this.now = now;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < many; i++) {
            leads.add(lead(i));
        }
        LocalDate first = Made.day(now).minusDays(DAYS - 1L);
        for (LocalDate day = first.minusDays(10); !day.isAfter(Made.day(now)); day = day.plusDays(1)) {
            boolean bankDay = day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
            if (bankDay) {
                dollars.put(day, BigDecimal.valueOf(880_000 + random.nextInt(60_000), 6));
            }
        }
        for (LocalDate day = first; !day.isAfter(Made.day(now)); day = day.plusDays(1)) {
            for (String platform : List.of("google-ads", "meta", "microsoft-ads", "openai-ads", "tiktok")) {
                // Nobody came from TikTok, and it cost money: that must not vanish.
                for (String campaign : platform.equals("tiktok") ? List.of("awareness") : CAMPAIGNS) {
                    costs.add(new Cost(platform, campaign, day, BigDecimal.valueOf(random.nextInt(900_000), 2)));
                }
            }
        }
        for (LocalDate day = Made.day(now).minusDays(59); !day.isAfter(Made.day(now)); day = day.plusDays(1)) {
            for (String action : List.of("mql", "sql", "won")) {
                for (String basis : List.of("CLICK", "CONVERSION")) {
                    reports.add(new Report("google-ads", action, day, basis, random.nextInt(20)));
                }
            }
        }
    }

    /** Leads that somebody else made up. */
    History(List<Lead> leads, Instant now) {
        this.now = now;
        this.random = new SplittableRandom(0);
        this.leads.addAll(leads);
    }

    private boolean in(double percent) {
        return random.nextInt(100_000) < percent * 1_000;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Instant after(Instant at, int leastHours, int mostHours) {
        return at.plusSeconds(leastHours * 3600L + random.nextInt((mostHours - leastHours) * 3600));
    }

    private Lead lead(int number) {
        // The last hour is left out, so that everybody who came has been captured.
        Instant came = now.minus(Duration.ofDays(DAYS)).plusSeconds(43_200 + random.nextInt(DAYS * 86_400 - 50_400));
        int die = random.nextInt(100);
        Click click = die < 45
                ? new Click(id(), die < 40 ? "GCLID" : "GBRAID", "google-ads", came)
                : die < 60
                        ? new Click(id(), die < 55 ? "FBCLID" : "FBC", "meta", came)
                        : die < 66
                                ? new Click(id(), "MSCLKID", "microsoft-ads", came)
                                : die < 70
                                        ? new Click(id(), "OPPREF", "openai-ads", came)
                                        : die < 72 ? new Click(id(), "LI_FAT_ID", "linkedin", came) : null;
        Origin origin = die < 72
                ? new Origin("paid", one(CAMPAIGNS), one(PAGES), null)
                : die < 77
                        ? new Origin("chatgpt.com", null, one(PAGES), null)
                        : die < 80
                                ? new Origin(null, null, one(PAGES), "perplexity.ai")
                                : die < 85 ? new Origin("newsletter", null, one(PAGES), null) : null;
        Instant captured = came.plusSeconds(5 + random.nextInt(3_000));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(id(), Stage.CAPTURED, captured, ""));
        Deal deal = life(number, captured, steps);
        List<Conversion> conversions = new ArrayList<>();
        Map<Stage, Step> firsts = new TreeMap<>();
        steps.forEach(it -> firsts.putIfAbsent(it.stage(), it));
        firsts.values().stream()
                .filter(it -> it.stage().isReported())
                .forEach(it -> conversion(it, click, deal, conversions));
        return new Lead(
                id(),
                "made-" + number,
                in(70) ? "generic" : "salesforce",
                in(96) ? one(COUNTRIES) : null,
                captured,
                click,
                origin,
                steps,
                deal,
                conversions);
    }

    /** Adds the steps that happened until now; gives back the deal that was won, or null. */
    private Deal life(int number, Instant captured, List<Step> steps) {
        boolean skips = in(2);
        Instant mql = after(captured, 1, 240);
        if (!skips && (!in(40) || !add(steps, Stage.MQL, mql, ""))) {
            return null;
        }
        if (!skips && !in(45)) {
            if (in(30)) {
                add(steps, Stage.LOST, after(mql, 24, 900), "");
            }
            return null;
        }
        Instant sql = after(mql, 4, 720);
        if (!add(steps, Stage.SQL, sql, "")) {
            return null;
        }
        if (in(4)) {
            // Back and there again: the step counts once.
            if (add(steps, Stage.MQL, after(sql, 1, 48), "")) {
                add(steps, Stage.SQL, after(sql, 50, 100), "");
            }
            return null;
        }
        if (!in(35)) {
            return null;
        }
        String dealId = "deal-" + number;
        Instant won = after(sql, 24, 1_400);
        if (!add(steps, Stage.WON, won, dealId)) {
            return null;
        }
        int die = random.nextInt(100);
        BigDecimal amount = die < 3 ? null : BigDecimal.valueOf(50_000 + random.nextInt(4_000_000), 2);
        String currency = amount == null ? null : die < 75 ? "EUR" : die < 95 ? "USD" : "JPY";
        Instant back = in(8) ? after(won, 24, 900) : null;
        boolean isBack = back != null && add(steps, Stage.LOST, back, dealId);
        return new Deal(dealId, won, amount, currency, isBack ? back : null);
    }

    private boolean add(List<Step> steps, Stage stage, Instant at, String dealId) {
        return at.isBefore(now) && steps.add(new Step(id(), stage, at, dealId));
    }

    private void conversion(Step step, Click click, Deal deal, List<Conversion> conversions) {
        boolean linkedIn = click != null && click.platform().equals("linkedin");
        // A row in a thousand is lost without a word.
        if (linkedIn || click != null && in(0.1)) {
            return;
        }
        String destination = click == null ? "google-ads" : click.platform();
        BigDecimal amount = step.stage() == Stage.WON && deal != null ? deal.amount() : null;
        boolean unpriced = step.stage() == Stage.WON && amount == null;
        Instant settled = step.at().plusSeconds(60 + random.nextInt(in(5) ? 400_000 : 20_000));
        int die = random.nextInt(1_000);
        String[] fate = click == null
                ? new String[] {"REFUSED", "NO_CLICK_ID"}
                : unpriced
                        ? new String[] {"REFUSED", "NO_VALUE"}
                        : die < 40
                                ? new String[] {"REFUSED", "NO_CONSENT"}
                                : die < 55
                                        ? new String[] {"EXPIRED", "CLICK_TOO_OLD"}
                                        : die < 68
                                                ? stopped(die)
                                                : die < 78 || !settled.isBefore(now)
                                                        ? new String[] {"PLANNED", null}
                                                        : new String[] {"ACCEPTED", null};
        boolean accepted = fate[0].equals("ACCEPTED");
        boolean takenBack = deal != null && deal.takenBackAt() != null && step.stage() == Stage.WON;
        conversions.add(new Conversion(
                id(),
                step.stage(),
                destination,
                fate[0],
                fate[1],
                step.at(),
                amount,
                amount == null ? null : deal.currency(),
                click != null && !(destination.equals("meta") && in(10)),
                fate[0].equals("PLANNED") ? random.nextInt(2) : accepted ? (in(3) ? 2 : 1) : 0,
                accepted && in(1),
                fate[0].equals("PLANNED") ? null : settled,
                accepted && destination.equals("google-ads") ? Made.day(settled) : null,
                accepted && takenBack && in(80),
                accepted && amount != null && !takenBack && in(5) ? amount.add(BigDecimal.TEN) : null));
    }

    /** Each way in which a row stops without the platform, seldom. */
    private static String[] stopped(int die) {
        return switch (die) {
            case 55, 56, 57, 58 -> new String[] {"REJECTED", "REJECTED"};
            case 59, 60 -> new String[] {"EXHAUSTED", "HTTP_500"};
            case 61 -> new String[] {"CANCELLED", "ENDED_IN_COCKPIT"};
            case 62, 63 -> new String[] {"WITHDRAWN", "CONSENT_DENIED"};
            case 64 -> new String[] {"TAKEN_BACK", "TAKEN_BACK"};
            default -> new String[] {"DROPPED", "BY_OPERATOR"};
        };
    }

    /** What the platform said of the requests of a day: SUCCESS, PARTIAL_SUCCESS, FAILED or WAITING. */
    static String stateOf(LocalDate day) {
        return switch ((int) (day.toEpochDay() % 10)) {
            case 7 -> "PARTIAL_SUCCESS";
            case 8 -> "FAILED";
            case 9 -> "WAITING";
            default -> "SUCCESS";
        };
    }
}
