package io.leadloop.ops.quality;

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
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Period;
import io.leadloop.quality.StageTimes;
import java.util.ArrayList;
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

/** What came of leads and where conversions stand: reconciliation, funnel, forecast. */
@Controller
class MoneyPages {

    private static final int MOST_LEADS = 200;
    private static final int MOST_COMPARISONS = 40;
    private static final int MOST_BARS = 25;
    private static final int MOST_GROUPS = 200;
    /** More days of every destination are too many lines: then each has one, and its days one click away. */
    private static final int MOST_DAYS_OF_ALL = 7;

    static final List<String> GROUPS =
            List.of("channel", "platform", "campaign", "source", "country", "landing_page", "click_week");

    private final DeliveryBreakdowns breakdowns;
    private final Comparisons comparisons;
    private final FetchedReports fetched;
    private final Funnels funnels;
    private final StageTimes times;
    private final Cohorts cohorts;
    private final Forecasts forecasts;
    private final NotConnected notConnected;
    private final Periods spans;

    MoneyPages(
            DeliveryBreakdowns breakdowns,
            Comparisons comparisons,
            FetchedReports fetched,
            Funnels funnels,
            StageTimes times,
            Cohorts cohorts,
            Forecasts forecasts,
            NotConnected notConnected,
            Periods spans) {
        this.breakdowns = breakdowns;
        this.comparisons = comparisons;
        this.fetched = fetched;
        this.funnels = funnels;
        this.times = times;
        this.cohorts = cohorts;
        this.forecasts = forecasts;
        this.notConnected = notConnected;
        this.spans = spans;
    }

    /** A chart of stacked bars: one bar for each label, one part of it for each series, which the legend names in words. */
    record Stack(String labels, String series, String legend, String values, int bars) {

        static Stack of(List<DeliveryBreakdown> breakdowns) {
            TreeSet<String> names = breakdowns.stream()
                    .map(it -> it.stage() + " to " + it.destination())
                    .collect(Collectors.toCollection(TreeSet::new));
            List<String> series = new ArrayList<>();
            List<String> legend = new ArrayList<>();
            List<String> values = new ArrayList<>();
            for (DeliveryStatus status : DeliveryStatus.values()) {
                boolean stands = breakdowns.stream().anyMatch(it -> it.on(status) > 0);
                if (status != DeliveryStatus.NOT_THEIRS && stands) {
                    series.add(status.name());
                    legend.add(status.label());
                    values.add(names.stream()
                            .map(name -> Long.toString(breakdowns.stream()
                                    .filter(it -> name.equals(it.stage() + " to " + it.destination()))
                                    .mapToLong(it -> it.on(status))
                                    .sum()))
                            .collect(Collectors.joining("|")));
                }
            }
            return new Stack(
                    String.join("|", names),
                    String.join("|", series),
                    String.join("|", legend),
                    String.join(";", values),
                    names.size());
        }
    }

    @GetMapping("/ops/reconciliation")
    String reconciliation(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String destination,
            Model model) {
        String only = destination == null || destination.isBlank() ? null : destination;
        // A year of days is no page for a person; the CSV has it.
        Period period = spans.period(Math.min(days, 90), model);
        List<DeliveryBreakdown> all = breakdowns.of(period, only);
        Set<String> silent = only == null ? notConnected.among(all) : Set.of();
        model.addAttribute("notConnected", silent);
        List<DeliveryBreakdown> found =
                all.stream().filter(it -> !silent.contains(it.destination())).toList();
        boolean byDay = only != null || period.days() <= MOST_DAYS_OF_ALL;
        model.addAttribute("byDay", byDay);
        model.addAttribute("breakdowns", byDay ? found : DeliveryBreakdown.overDays(found));
        model.addAttribute("addUp", found.stream().allMatch(DeliveryBreakdown::addsUp));
        model.addAttribute("stack", Stack.of(found));
        model.addAttribute("statuses", List.of(DeliveryStatus.values()));
        model.addAttribute(
                "standing",
                Stream.of(DeliveryStatus.values())
                        .filter(status -> found.stream().anyMatch(it -> it.on(status) > 0))
                        .toList());
        List<Comparison> compared = comparisons.of(period).stream()
                .filter(it -> only == null || it.destination().equals(only))
                .toList();
        model.addAttribute("compared", compared.size());
        model.addAttribute(
                "comparisons", compared.stream().limit(MOST_COMPARISONS).toList());
        model.addAttribute("fetches", fetched.last());
        model.addAttribute("mayFetch", fetched.isPossible());
        model.addAttribute("destination", only);
        return "ops/reconciliation";
    }

    @GetMapping("/ops/funnel")
    String funnel(
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "channel") String by,
            Model model) {
        String group = GROUPS.contains(by) ? by : "channel";
        Period period = spans.period(days, model);
        model.addAttribute("by", group);
        model.addAttribute("kinds", GROUPS);
        model.addAttribute("steps", funnels.steps());
        model.addAttribute("undated", funnels.undated());
        List<FunnelGroup> groups = funnels.groups(period, group);
        model.addAttribute("groups", groups.stream().limit(MOST_GROUPS).toList());
        model.addAttribute("more", Math.max(0, groups.size() - MOST_GROUPS));
        model.addAttribute("chart", groups.stream().limit(MOST_BARS).toList());
        model.addAttribute("complete", group.equals("click_week") ? cohorts.completeness() : null);
        return "ops/funnel";
    }

    /** The part of the funnel page that comes after it. */
    @GetMapping("/ops/funnel/times")
    String times(@RequestParam(defaultValue = "90") int days, Model model) {
        model.addAttribute("passages", times.passages(spans.period(days, model)));
        return "ops/funnel :: times";
    }

    @GetMapping("/ops/forecast")
    String forecast(Model model) {
        model.addAttribute("spans", List.of(7, 30));
        Map<Integer, List<ExpiringClicks>> expiring = forecasts.expiring(List.of(7, 30));
        model.addAttribute("week", expiring.getOrDefault(7, List.of()));
        model.addAttribute("month", expiring.getOrDefault(30, List.of()));
        model.addAttribute("unsent", forecasts.unsent(30));
        return "ops/forecast";
    }

    @GetMapping("/ops/forecast/leads")
    String leads(
            @RequestParam String destination,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(defaultValue = "7") int days,
            Model model) {
        model.addAttribute("destination", destination);
        model.addAttribute("stage", stage);
        model.addAttribute("days", Math.max(1, Math.min(days, 90)));
        model.addAttribute("leads", forecasts.leads(destination, stage, Math.max(1, Math.min(days, 90)), MOST_LEADS));
        return "ops/forecast-leads";
    }
}
