package io.leadloop.ops.overview;

import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.RecentFigures;
import io.leadloop.quality.RecentFigures.Totals;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The part of the Overview that costs something to read: tiles and charts. */
@Component
class RecentFiguresView {

    private static final int DAYS = 30;
    private static final int HOURS_OF_A_DAY = 24;
    private static final int HOURS_OF_TWO_DAYS = 48;
    private static final int WHOLE = 100;

    private final RecentFigures figures;
    private final LeadFigures kept;
    private final Stages stages;
    private final Leads leads;
    private final Clock clock;

    RecentFiguresView(RecentFigures figures, LeadFigures kept, Stages stages, Leads leads, Clock clock) {
        this.figures = figures;
        this.kept = kept;
        this.stages = stages;
        this.leads = leads;
        this.clock = clock;
    }

    /** A stage with the leads that stand there now. */
    record Standing(String name, long leads) {}

    /** @param behind changes that the tiles do not hold yet */
    record View(Tiles tiles, StageDays days, List<Standing> standing, long behind) {

        public long leads() {
            return standing.stream().mapToLong(Standing::leads).sum();
        }
    }

    View now() {
        List<Stage> all = stages.all();
        Period period = Period.lastDays(DAYS, clock.instant());
        Map<String, Long> standing = leads.countByStage();
        return new View(
                tiles(all, figures.totals(period), figures.totals(period.before())),
                StageDays.of(all, figures.byDay(period), period),
                all.stream()
                        .map(it -> new Standing(it.name(), standing.getOrDefault(it.id(), 0L)))
                        .toList(),
                kept.behind());
    }

    static Tiles tiles(List<Stage> stages, Totals now, Totals before) {
        return new Tiles(
                count("Leads", now.leads(), before.leads()),
                stages.stream()
                        .filter(it -> it.kind() == StageKind.QUALIFIED || it.kind() == StageKind.REVENUE)
                        .map(it -> count(
                                it.name(),
                                now.reached().getOrDefault(it.id(), 0L),
                                before.reached().getOrDefault(it.id(), 0L)))
                        .toList(),
                revenue(now, before),
                accepted(now, before),
                time(now, before));
    }

    private static Tile count(String name, long now, long before) {
        return new Tile(name, number(now), "", Trend.of(now, before, number(before)));
    }

    private static Tile revenue(Totals now, Totals before) {
        return new Tile(
                "Revenue told",
                money(now.revenue(), now.currency()),
                (now.won() == null ? "" : "of " + money(now.won(), now.currency()) + " won")
                        + (now.unpriced() == 0 ? "" : " + " + now.unpriced() + " without amount or rate"),
                Trend.of(worth(now), worth(before), money(before.revenue(), before.currency())));
    }

    private static double worth(Totals of) {
        BigDecimal revenue = of.revenue();
        return revenue == null ? 0 : revenue.doubleValue();
    }

    private static String money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null
                ? "-"
                : String.format(Locale.ROOT, "%,.0f", amount) + (currency == null ? "" : " " + currency);
    }

    private static Tile accepted(Totals now, Totals before) {
        Long share = share(now);
        return new Tile(
                "Share accepted",
                share == null ? "-" : share + " %",
                now.conversions() == 0 ? "" : number(now.accepted()) + " of " + number(now.conversions()),
                Trend.ofShare(share, share(before)));
    }

    /** Rounded down, so that 100 % means all of them. */
    private static @Nullable Long share(Totals of) {
        return of.conversions() == 0 ? null : WHOLE * of.accepted() / of.conversions();
    }

    private static Tile time(Totals now, Totals before) {
        Duration took = now.untilAccepted();
        Duration tookBefore = before.untilAccepted();
        return new Tile(
                "Stage to accepted",
                hours(took),
                "",
                took == null || tookBefore == null
                        ? null
                        : Trend.ofLess(took.toSeconds(), tookBefore.toSeconds(), hours(tookBefore)));
    }

    private static String hours(@Nullable Duration time) {
        if (time == null) {
            return "-";
        }
        double hours = time.toSeconds() / 3600.0;
        return hours < HOURS_OF_TWO_DAYS
                ? String.format(Locale.ROOT, "%.1f h", hours)
                : String.format(Locale.ROOT, "%,.1f d", hours / HOURS_OF_A_DAY);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
