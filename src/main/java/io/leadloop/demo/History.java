package io.leadloop.demo;

import io.leadloop.demo.Made.Click;
import io.leadloop.demo.Made.Conversion;
import io.leadloop.demo.Made.Cost;
import io.leadloop.demo.Made.Deal;
import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Origin;
import io.leadloop.demo.Made.Report;
import io.leadloop.demo.Made.Stage;
import io.leadloop.demo.Made.Step;
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
import org.jspecify.annotations.Nullable;

/**
 * A year of leads up to a moment, made up from a seed: the same again each time, with known shares of each defect. The demo
 * year, the tests of the figures and {@code bench/quality} are made by it.
 */
public final class History {

    public static final int DAYS = 365;
    private static final List<String> COUNTRIES = List.of("DE", "AT", "CH", "FR", "US");
    private static final List<String> CAMPAIGNS = List.of("brand", "generic", "competitors", "retargeting");
    private static final List<String> PAGES = List.of("example.com/", "example.com/pricing", "example.com/demo");

    public final Instant now;
    public final List<Lead> leads = new ArrayList<>();
    public final List<Cost> costs = new ArrayList<>();
    public final List<Report> reports = new ArrayList<>();
    /** What one USD is worth in EUR. */
    public final Map<LocalDate, BigDecimal> dollars = new TreeMap<>();

    private final SplittableRandom random;
    private final Shape shape;
    private final MadeLedger ledger;

    /**
     * What kind of year it was.
     *
     * @param growth how many times as many leads come at its end as at its beginning; 1 for as many on every day
     * @param lost how many of a hundred who get no further are lost in the end; the others stand where they are
     * @param campaigns before the name of each campaign
     * @param dearest the highest cost of a campaign's day, in cents
     * @param isEven whether every campaign is as good as the others, money is of several currencies, and it is made up too
     *     what platforms answered; else better and worse campaigns sell in EUR, and the house finds the answers out by itself
     */
    public record Shape(double growth, int lost, String campaigns, int dearest, boolean isEven) {

        /** Every day alike, with all that can go wrong: what tests of figures need. */
        public static final Shape EVEN = new Shape(1, 30, "", 900_000, true);
    }

    public History(int many, Instant now, long seed) {
        this(many, now, seed, Shape.EVEN);
    }

    public History(int many, Instant now, long seed, Shape shape) {
        this.now = now;
        this.shape = shape;
        this.random = new SplittableRandom(seed);
        this.ledger = new MadeLedger(now, random);
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
                    costs.add(new Cost(platform, shape.campaigns() + campaign, day, cost(first, day)));
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
    public History(List<Lead> leads, Instant now) {
        this.now = now;
        this.shape = Shape.EVEN;
        this.random = new SplittableRandom(0);
        this.ledger = new MadeLedger(now, random);
        this.leads.addAll(leads);
    }

    /** Budgets grow as the leads do. */
    private BigDecimal cost(LocalDate first, LocalDate day) {
        double age = (double) (day.toEpochDay() - first.toEpochDay()) / DAYS;
        double part = (1 + (shape.growth() - 1) * age) / shape.growth();
        return BigDecimal.valueOf(Math.round(random.nextInt(shape.dearest()) * part), 2);
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

    /** When in the year somebody comes, 0 to 1: more often late where the year grows. */
    private double moment() {
        double even = random.nextInt(1_000_000_000) / 1e9;
        double slope = (shape.growth() - 1) / 2;
        return slope == 0 ? even : (Math.sqrt(1 + 4 * slope * even * (1 + slope)) - 1) / (2 * slope);
    }

    private String campaign() {
        return shape.campaigns() + one(CAMPAIGNS);
    }

    private Lead lead(int number) {
        // The last hour is left out, so that everybody who came has been captured.
        int seconds = DAYS * 86_400 - 50_400;
        Instant came = now.minus(Duration.ofDays(DAYS)).plusSeconds(43_200 + (long) (moment() * seconds));
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
                ? new Origin("paid", campaign(), one(PAGES), null)
                : die < 77
                        ? new Origin("chatgpt.com", null, one(PAGES), null)
                        : die < 80
                                ? new Origin(null, null, one(PAGES), "perplexity.ai")
                                : die < 85 ? new Origin("newsletter", null, one(PAGES), null) : null;
        Instant captured = came.plusSeconds(5 + random.nextInt(3_000));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(id(), Stage.CAPTURED, captured, ""));
        Deal deal = life(number, captured, steps, shape.isEven() ? 40 : qualified(origin));
        List<Conversion> conversions = new ArrayList<>();
        Map<Stage, Step> firsts = new TreeMap<>();
        steps.forEach(it -> firsts.putIfAbsent(it.stage(), it));
        firsts.values().stream()
                .filter(it -> shape.isEven() && it.stage().isReported())
                .forEach(it -> ledger.add(it, click, deal, conversions));
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

    /** People who look for the brand are better leads than those who look for somebody else. */
    private static int qualified(@Nullable Origin origin) {
        String campaign = origin == null || origin.campaign() == null ? "" : origin.campaign();
        return campaign.endsWith("brand") ? 62 : campaign.endsWith("competitors") ? 30 : 46;
    }

    /** Adds the steps that happened until now; gives back the deal that was won, or null. */
    private @Nullable Deal life(int number, Instant captured, List<Step> steps, int qualified) {
        boolean skips = in(2);
        Instant mql = after(captured, 1, 240);
        if (!skips && !in(qualified)) {
            // Where platforms' answers are made up too, whoever never qualified stays open: more can be lost then.
            return shape.isEven() ? null : end(captured, steps);
        }
        if (!skips && !add(steps, Stage.MQL, mql, "")) {
            return null;
        }
        if (!skips && !in(45)) {
            return end(mql, steps);
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
            return shape.isEven() ? null : end(sql, steps);
        }
        String dealId = "deal-" + number;
        Instant won = after(sql, 24, 1_400);
        if (!add(steps, Stage.WON, won, dealId)) {
            return null;
        }
        int die = random.nextInt(100);
        BigDecimal amount = die < 3 ? null : BigDecimal.valueOf(50_000 + random.nextInt(4_000_000), 2);
        String foreign = die < 75 ? "EUR" : die < 95 ? "USD" : "JPY";
        String currency = amount == null ? null : shape.isEven() ? foreign : "EUR";
        Instant back = in(8) ? after(won, 24, 900) : null;
        boolean isBack = back != null && add(steps, Stage.LOST, back, dealId);
        return new Deal(dealId, won, amount, currency, isBack ? back : null);
    }

    private @Nullable Deal end(Instant last, List<Step> steps) {
        if (in(shape.lost())) {
            add(steps, Stage.LOST, after(last, 24, 900), "");
        }
        return null;
    }

    private boolean add(List<Step> steps, Stage stage, Instant at, String dealId) {
        return at.isBefore(now) && steps.add(new Step(id(), stage, at, dealId));
    }

    /** What the platform said of the requests of a day: SUCCESS, PARTIAL_SUCCESS, FAILED or WAITING. */
    public static String stateOf(LocalDate day) {
        return switch ((int) (day.toEpochDay() % 10)) {
            case 7 -> "PARTIAL_SUCCESS";
            case 8 -> "FAILED";
            case 9 -> "WAITING";
            default -> "SUCCESS";
        };
    }
}
