package io.leadloop.ops.quality;

import io.leadloop.ops.desk.FiguresDesk;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.ExpiringClicks;
import io.leadloop.quality.FetchedReports;
import io.leadloop.quality.Finding;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.StageTimes;
import java.io.IOException;
import java.io.StringReader;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures as JSON, and the imports of costs and of the platforms' reports. Days are UTC, both included. */
@RestController
@RequestMapping("/api/quality")
class QualityApi {

    private final Scorecards scorecards;
    private final DeliveryBreakdowns breakdowns;
    private final Comparisons comparisons;
    private final Funnels funnels;
    private final Forecasts forecasts;
    private final StageTimes times;
    private final Findings findings;
    private final FiguresDesk desk;

    QualityApi(
            Scorecards scorecards,
            DeliveryBreakdowns breakdowns,
            Comparisons comparisons,
            Funnels funnels,
            Forecasts forecasts,
            StageTimes times,
            Findings findings,
            FiguresDesk desk) {
        this.scorecards = scorecards;
        this.breakdowns = breakdowns;
        this.comparisons = comparisons;
        this.funnels = funnels;
        this.forecasts = forecasts;
        this.times = times;
        this.findings = findings;
        this.desk = desk;
    }

    @GetMapping("/scorecard")
    List<ActionFigures> scorecard(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return scorecards.figures(QueryParameters.period(from, until));
    }

    @GetMapping("/reconciliation")
    List<DeliveryBreakdown> reconciliation(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination) {
        return breakdowns.of(QueryParameters.period(from, until), destination);
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
            @RequestParam(defaultValue = "channel") String by) {
        return funnels.groups(QueryParameters.period(from, until), QueryParameters.group(by));
    }

    @GetMapping("/forecast")
    List<ExpiringClicks> forecast(@RequestParam(defaultValue = "7") int days) {
        return forecasts.expiring(QueryParameters.days(days));
    }

    /** Conversions that the platform has not taken yet, and that can be told for 30 days more only. */
    @GetMapping("/unsent")
    List<Forecasts.Unsent> unsent() {
        return forecasts.unsent(30);
    }

    /** How long leads stay at a stage. */
    @GetMapping("/times")
    List<StageTimes.Passage> times(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return times.passages(QueryParameters.period(from, until));
    }

    @GetMapping("/findings")
    List<Finding> findings(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return findings.open(QueryParameters.period(from, until));
    }

    /** What ads cost: {@code platform,campaign,day,amount,currency}. */
    @PostMapping(
            path = "/costs",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> costs(@RequestBody String file, Principal who) throws IOException {
        return answer(desk.costs(new StringReader(file), who.getName()));
    }

    /** What platforms say: {@code destination,action,day,basis,conversions,amount,currency}. */
    @PostMapping(
            path = "/platform-reports",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> reports(@RequestBody String file, Principal who) throws IOException {
        return answer(desk.reports(new StringReader(file), who.getName()));
    }

    /** Asks the platforms that tell it by their API now instead of tomorrow morning. */
    @PostMapping("/platform-reports/fetch")
    List<FetchedReports.Fetch> fetch(Principal who) {
        return desk.fetch(who.getName());
    }

    private static ResponseEntity<?> answer(Imports.Imported imported) {
        if (imported.mistakes().isEmpty()) {
            return ResponseEntity.ok(imported);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The file was not imported. Correct it and send it again.");
        problem.setProperty("mistakes", imported.mistakes().stream().limit(20).toList());
        return ResponseEntity.badRequest().body(problem);
    }
}
