package io.leadloop.ops.quality;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Calibration;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.ExpiringClicks;
import io.leadloop.quality.Finding;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.StageEstimates;
import io.leadloop.quality.StageTimes;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The figures as JSON: below {@code /api} for machines, below {@code /ops} for whoever is signed in. Days are UTC, both
 * included.
 */
@RestController
@RequestMapping({QualityApi.FOR_MACHINES, QualityApi.FOR_PEOPLE})
class QualityApi {

    static final String FOR_MACHINES = "/api/quality";
    static final String FOR_PEOPLE = "/ops/quality/export";

    private final Scorecards scorecards;
    private final DeliveryBreakdowns breakdowns;
    private final Comparisons comparisons;
    private final Funnels funnels;
    private final Forecasts forecasts;
    private final StageTimes times;
    private final Findings findings;
    private final ExpectedValues expected;
    private final StageEstimates estimates;

    QualityApi(
            Scorecards scorecards,
            DeliveryBreakdowns breakdowns,
            Comparisons comparisons,
            Funnels funnels,
            Forecasts forecasts,
            StageTimes times,
            Findings findings,
            ExpectedValues expected,
            StageEstimates estimates) {
        this.scorecards = scorecards;
        this.breakdowns = breakdowns;
        this.comparisons = comparisons;
        this.funnels = funnels;
        this.forecasts = forecasts;
        this.times = times;
        this.findings = findings;
        this.expected = expected;
        this.estimates = estimates;
    }

    @GetMapping("/scorecard")
    List<ActionFigures> scorecard(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return scorecards.figures(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign));
    }

    @GetMapping("/reconciliation")
    List<DeliveryBreakdown> reconciliation(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return breakdowns.ofSlice(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign));
    }

    /** The platforms' imported numbers beside ours. */
    @GetMapping("/comparison")
    List<Comparison> comparison(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return comparisons.of(QueryParameters.period(from, until));
    }

    @GetMapping("/funnel")
    List<FunnelGroup> funnel(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "channel") String by,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return funnels.groups(
                QueryParameters.period(from, until),
                QueryParameters.group(by),
                QueryParameters.slice(destination, source, campaign),
                funnels.allSteps());
    }

    @GetMapping("/forecast")
    List<ExpiringClicks> forecast(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return forecasts.expiring(QueryParameters.days(days), QueryParameters.slice(destination, source, campaign));
    }

    /** Conversions that the platform has not taken yet, and that can be told for 30 days more only. */
    @GetMapping("/unsent")
    List<Forecasts.Unsent> unsent(
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return forecasts.unsent(30, QueryParameters.slice(destination, source, campaign));
    }

    /** How long leads stay at a stage. */
    @GetMapping("/times")
    List<StageTimes.Passage> times(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return times.passages(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign));
    }

    /** What leads at each stage are expected to bring, by segment, as conversions are told by it. */
    @GetMapping("/stage-values")
    List<ExpectedValue> stageValues(@RequestParam(required = false) @Nullable String stage) {
        return expected.all().stream()
                .filter(it -> stage == null || it.stage().equals(stage))
                .toList();
    }

    /** What leads of the last year would have been told, beside what they brought. */
    @GetMapping("/stage-values/back-test")
    Calibration backTest(@RequestParam String stage) {
        return estimates.calibration(stage);
    }

    @GetMapping("/findings")
    List<Finding> findings(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return findings.open(QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign));
    }
}
