package io.leadloop.ops.quality;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.quality.Cohorts;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.ExpiringClicks;
import io.leadloop.quality.FetchedReports;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.FunnelStages;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Period;
import io.leadloop.quality.PeriodComparisons;
import io.leadloop.quality.ReportRounds;
import io.leadloop.quality.StageTimes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What came of leads and where conversions stand: reconciliation, funnel, money, expiring clicks. */
@Controller
class MoneyPages {

    private static final int MOST_LEADS = 200;
    private static final int MOST_COMPARISONS = 40;
    private static final int MOST_BARS = 25;
    private static final int MOST_GROUPS = 200;
    /** More days of every destination are too many lines: then each has one, and its days one click away. */
    private static final int MOST_DAYS_OF_ALL = 7;

    /** Days of one destination that a person reads; the CSV has a year of them. */
    private static final int MOST_DAYS = 92;

    private static final List<Integer> AHEAD = List.of(7, 30);

    static final List<String> GROUPS =
            List.of("channel", "platform", "campaign", "source", "country", "landing_page", "click_week");

    private final DeliveryBreakdowns breakdowns;
    private final Comparisons comparisons;
    private final PeriodComparisons overTime;
    private final FetchedReports fetched;
    private final ReportRounds rounds;
    private final Funnels funnels;
    private final FunnelStages stages;
    private final StageTimes times;
    private final Cohorts cohorts;
    private final Forecasts forecasts;
    private final NotConnected notConnected;
    private final FigureNames names;
    private final Periods spans;

    MoneyPages(
            DeliveryBreakdowns breakdowns,
            Comparisons comparisons,
            PeriodComparisons overTime,
            FetchedReports fetched,
            ReportRounds rounds,
            Funnels funnels,
            FunnelStages stages,
            StageTimes times,
            Cohorts cohorts,
            Forecasts forecasts,
            NotConnected notConnected,
            FigureNames names,
            Periods spans) {
        this.breakdowns = breakdowns;
        this.comparisons = comparisons;
        this.overTime = overTime;
        this.fetched = fetched;
        this.rounds = rounds;
        this.funnels = funnels;
        this.stages = stages;
        this.times = times;
        this.cohorts = cohorts;
        this.forecasts = forecasts;
        this.notConnected = notConnected;
        this.names = names;
        this.spans = spans;
    }

    @GetMapping("/ops/reconciliation")
    String reconciliation(
            FigureQuery asked, @RequestParam(name = "asked", required = false) @Nullable Long begun, Model model) {
        Period period = spans.period(asked, model);
        List<DeliveryBreakdown> all = breakdowns.ofSlice(period, asked.slice());
        Set<String> silent = asked.destination() == null ? notConnected.among(all) : Set.of();
        model.addAttribute(
                "notConnected", silent.stream().map(names::account).sorted().toList());
        Set<String> strangers = asked.destination() == null ? broughtNone(all, silent) : Set.of();
        model.addAttribute(
                "broughtNone", strangers.stream().map(names::account).sorted().toList());
        List<DeliveryBreakdown> found = all.stream()
                .filter(it -> !silent.contains(it.destination()) && !strangers.contains(it.destination()))
                .toList();
        boolean byDay = period.days() <= (asked.destination() == null ? MOST_DAYS_OF_ALL : MOST_DAYS);
        model.addAttribute("byDay", byDay);
        model.addAttribute("breakdowns", byDay ? found : names.inOrder(DeliveryBreakdown.overDays(found)));
        model.addAttribute("total", DeliveryBreakdown.total(found));
        model.addAttribute("addUp", found.stream().allMatch(DeliveryBreakdown::addsUp));
        model.addAttribute("stack", Stack.of(found, names));
        model.addAttribute("statuses", List.of(DeliveryStatus.values()));
        model.addAttribute(
                "standing",
                Stream.of(DeliveryStatus.values())
                        .filter(status -> found.stream().anyMatch(it -> it.on(status) > 0))
                        .toList());
        List<Comparison> compared = comparisons.of(period).stream()
                .filter(it -> asked.destination() == null || it.destination().equals(asked.destination()))
                .sorted(Comparator.comparing(it -> !it.needsExplaining()))
                .toList();
        model.addAttribute("compared", compared);
        model.addAttribute("comparedTotals", ComparedTotal.of(compared));
        model.addAttribute(
                "comparisons", compared.stream().limit(MOST_COMPARISONS).toList());
        model.addAttribute(
                "overTime",
                overTime.of(period).stream()
                        .filter(it ->
                                asked.destination() == null || it.destination().equals(asked.destination()))
                        .toList());
        fetches(begun, model);
        return "ops/reconciliation";
    }

    /** The connected accounts without a click of any of these leads. */
    private static Set<String> broughtNone(List<DeliveryBreakdown> all, Set<String> silent) {
        Set<String> none = all.stream()
                .map(DeliveryBreakdown::destination)
                .filter(it -> !silent.contains(it))
                .collect(Collectors.toCollection(TreeSet::new));
        all.stream()
                .filter(it -> it.said() != it.on(DeliveryStatus.NOT_THEIRS))
                .forEach(it -> none.remove(it.destination()));
        return none;
    }

    @GetMapping("/ops/funnel")
    String funnel(FigureQuery asked, @RequestParam(defaultValue = "channel") String by, Model model) {
        Period period = spans.period(asked, model);
        groups(period, asked, by, model);
        model.addAttribute("stages", stages.of(period, asked.slice()));
        model.addAttribute("undated", funnels.undated());
        model.addAttribute("complete", "click_week".equals(by) ? cohorts.completeness() : null);
        return "ops/funnel";
    }

    @GetMapping("/ops/money")
    String money(FigureQuery asked, @RequestParam(defaultValue = "channel") String by, Model model) {
        Period period = spans.period(asked, model);
        groups(period, asked, by, model);
        return "ops/money";
    }

    private void groups(Period period, FigureQuery asked, String by, Model model) {
        String group = GROUPS.contains(by) ? by : "channel";
        model.addAttribute("by", group);
        model.addAttribute("kinds", GROUPS);
        List<Stage> steps = funnels.steps(period);
        model.addAttribute("steps", steps);
        List<FunnelGroup> groups = funnels.groups(period, group, asked.slice(), steps);
        model.addAttribute("groups", groups.stream().limit(MOST_GROUPS).toList());
        model.addAttribute("total", FunnelGroup.total(groups));
        // What a step costs must not depend on how leads are grouped: a lead of unknown campaign may be of a platform
        // without costs.
        model.addAttribute(
                "paid",
                FunnelGroup.paid(
                        group.equals("channel") ? groups : funnels.groups(period, "channel", asked.slice(), steps)));
        model.addAttribute("leftOut", funnels.leftOut(steps));
        model.addAttribute(
                "deepest",
                deepest(steps) < 0
                        ? "the deepest stage"
                        : steps.get(deepest(steps)).name());
        model.addAttribute("more", Math.max(0, groups.size() - MOST_GROUPS));
        List<FunnelGroup> chart = groups.stream()
                .limit(group.equals("click_week") ? MOST_GROUPS : MOST_BARS)
                .toList();
        model.addAttribute("chart", chart);
        int deepest = deepest(steps);
        model.addAttribute(
                "shares",
                chart.stream()
                        .map(it -> Long.toString(
                                deepest < 0 ? 0 : it.percentOf(it.reached().get(deepest))))
                        .collect(Collectors.joining("|")));
        model.addAttribute("labels", Stack.labels(chart.stream().map(it -> names.group(group, it.name()))));
    }

    /** The place of the deepest qualified stage among the steps; -1 for none. */
    private static int deepest(List<Stage> steps) {
        int at = -1;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).kind() == StageKind.QUALIFIED) {
                at = i;
            }
        }
        return at;
    }

    /** The part of the funnel page that comes after it. */
    @GetMapping("/ops/funnel/times")
    String times(FigureQuery asked, Model model) {
        model.addAttribute("passages", times.passages(spans.partOf(asked, model), asked.slice()));
        return "ops/funnel :: times";
    }

    @GetMapping("/ops/forecast")
    String forecast(FigureQuery asked, Model model) {
        spans.period(asked, model);
        model.addAttribute("ahead", AHEAD);
        Map<Integer, List<ExpiringClicks>> expiring = forecasts.expiring(AHEAD, asked.slice());
        model.addAttribute("week", expiring.getOrDefault(7, List.of()));
        model.addAttribute("month", expiring.getOrDefault(30, List.of()));
        model.addAttribute("unsent", forecasts.unsent(30, asked.slice()));
        return "ops/forecast";
    }

    /**
     * What platforms said when they were asked for their reports, as it comes.
     *
     * @param begun when a person had them asked, milliseconds of UTC; any node may answer
     */
    @GetMapping("/ops/reconciliation/asked")
    String asked(@RequestParam(name = "asked") long begun, Model model) {
        fetches(begun, model);
        return "ops/reconciliation :: asked";
    }

    private void fetches(@Nullable Long begun, Model model) {
        // First: whoever is done then has left what was said.
        model.addAttribute("begun", begun);
        model.addAttribute("isAsking", begun != null && rounds.isGoingOn(Instant.ofEpochMilli(begun)));
        model.addAttribute("fetches", fetched.last());
        model.addAttribute("mayFetch", fetched.isPossible());
        model.addAttribute("notAsked", fetched.notAsked());
    }

    @GetMapping("/ops/forecast/leads")
    String leads(
            FigureQuery asked,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(defaultValue = "7") int within,
            Model model) {
        spans.period(asked, model);
        int days = QueryParameters.days(within);
        String destination = asked.destination() == null ? "" : asked.destination();
        model.addAttribute("stage", stage);
        model.addAttribute("within", days);
        model.addAttribute("leads", forecasts.leads(destination, stage, days, MOST_LEADS, asked.slice()));
        return "ops/forecast-leads";
    }
}
