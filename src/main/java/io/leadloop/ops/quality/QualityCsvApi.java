package io.leadloop.ops.quality;

import io.leadloop.lead.Stage;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.QualityRows.About;
import io.leadloop.quality.QualityRows.Filter;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.StageTimes;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures as CSV, for spreadsheets, at the addresses of {@link QualityApi}. Days are UTC, both included. */
@RestController
@RequestMapping(
        path = {QualityApi.FOR_MACHINES, QualityApi.FOR_PEOPLE},
        produces = "text/csv")
class QualityCsvApi {

    private static final int MOST_ROWS = 100_000;

    private final Scorecards scorecards;
    private final DeliveryBreakdowns breakdowns;
    private final Comparisons comparisons;
    private final Funnels funnels;
    private final Forecasts forecasts;
    private final StageTimes times;
    private final QualityRows rows;

    QualityCsvApi(
            Scorecards scorecards,
            DeliveryBreakdowns breakdowns,
            Comparisons comparisons,
            Funnels funnels,
            Forecasts forecasts,
            StageTimes times,
            QualityRows rows) {
        this.scorecards = scorecards;
        this.breakdowns = breakdowns;
        this.comparisons = comparisons;
        this.funnels = funnels;
        this.forecasts = forecasts;
        this.times = times;
        this.rows = rows;
    }

    @GetMapping("/scorecard.csv")
    String scorecard(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.scorecard(scorecards.figures(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign)));
    }

    @GetMapping("/reconciliation.csv")
    String reconciliation(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.reconciliation(breakdowns.ofSlice(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign)));
    }

    @GetMapping("/comparison.csv")
    String comparison(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return Csv.comparison(comparisons.of(QueryParameters.period(from, until)));
    }

    @GetMapping("/funnel.csv")
    String funnel(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "channel") String by,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        List<Stage> steps = funnels.allSteps();
        return Csv.funnel(
                QueryParameters.group(by),
                steps.stream().map(Stage::id).toList(),
                funnels.groups(
                        QueryParameters.period(from, until),
                        by,
                        QueryParameters.slice(destination, source, campaign),
                        steps));
    }

    @GetMapping("/forecast.csv")
    String forecast(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.forecast(
                forecasts.expiring(QueryParameters.days(days), QueryParameters.slice(destination, source, campaign)));
    }

    /** Conversions that the platform has not taken yet, and that can be told for 30 days more only. */
    @GetMapping("/unsent.csv")
    String unsent(
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.unsent(forecasts.unsent(30, QueryParameters.slice(destination, source, campaign)));
    }

    @GetMapping("/times.csv")
    String times(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.times(times.passages(
                QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign)));
    }

    /** The rows behind a figure: steps with the delivery status of each, or conversions by the day of step or click. */
    @GetMapping("/rows.csv")
    String rows(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "STEPS") FigureRows of,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable DeliveryStatus deliveryStatus,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable About about,
            @RequestParam(required = false) @Nullable String campaign) {
        Filter filter = new Filter(
                source,
                stage,
                destination,
                action,
                deliveryStatus == null ? null : deliveryStatus.name(),
                reason,
                about,
                QueryParameters.given(campaign));
        return Csv.rows(of.read(rows, QueryParameters.period(from, until), filter, MOST_ROWS));
    }

    /** Open leads whose click leaves the destination's window within so many days, the nearest first. */
    @GetMapping("/forecast-leads.csv")
    String forecastLeads(
            @RequestParam String destination,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign) {
        return Csv.expiringLeads(forecasts.leads(
                destination,
                QueryParameters.given(stage),
                QueryParameters.days(days),
                MOST_ROWS,
                QueryParameters.slice(destination, source, campaign)));
    }
}
