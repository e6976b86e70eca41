package io.leadloop.ops.quality;

import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Finding;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Ladder;
import io.leadloop.quality.Ladders;
import io.leadloop.quality.Period;
import io.leadloop.quality.Scorecards;
import java.io.IOException;
import java.io.StringReader;
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

/** The figures as JSON and CSV, and the imports of costs and of the platforms' reports. Days are UTC, both included. */
@RestController
@RequestMapping("/api/quality")
class QualityApi {

    private final Scorecards scorecards;
    private final Ladders ladders;
    private final Funnels funnels;
    private final Forecasts forecasts;
    private final Findings findings;
    private final Imports imports;

    QualityApi(
            Scorecards scorecards,
            Ladders ladders,
            Funnels funnels,
            Forecasts forecasts,
            Findings findings,
            Imports imports) {
        this.scorecards = scorecards;
        this.ladders = ladders;
        this.funnels = funnels;
        this.forecasts = forecasts;
        this.findings = findings;
        this.imports = imports;
    }

    @GetMapping("/scorecard")
    List<ActionFigures> scorecard(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return scorecards.figures(new Period(from, until));
    }

    @GetMapping("/reconciliation")
    List<Ladder> reconciliation(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(required = false) @Nullable String destination) {
        return ladders.ladder(new Period(from, until), destination);
    }

    @GetMapping(path = "/reconciliation.csv", produces = "text/csv")
    String reconciliationCsv(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        StringBuilder csv = new StringBuilder(
                "day,stage,destination,action,said,not_theirs,refused,waiting,rejected,dropped,expired,accepted,reported\n");
        ladders.ladder(new Period(from, until), null)
                .forEach(it -> csv.append("%s,%s,%s,\"%s\",%d,%d,%d,%d,%d,%d,%d,%d,%s%n"
                        .formatted(
                                it.day(),
                                it.stage(),
                                it.destination(),
                                it.action().replace("\"", "\"\""),
                                it.said(),
                                it.notTheirs(),
                                it.refused(),
                                it.waiting(),
                                it.rejected(),
                                it.dropped(),
                                it.expired(),
                                it.accepted(),
                                it.reported() == null ? "" : it.reported())));
        return csv.toString();
    }

    @GetMapping("/funnel")
    List<Funnels.Group> funnel(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "platform") String by) {
        return funnels.groups(new Period(from, until), by);
    }

    @GetMapping("/forecast")
    List<Forecasts.Dying> forecast(@RequestParam(defaultValue = "7") int days) {
        return forecasts.dying(Math.max(1, Math.min(days, 90)));
    }

    @GetMapping("/findings")
    List<Finding> findings(@RequestParam LocalDate from, @RequestParam LocalDate until) {
        return findings.open(new Period(from, until));
    }

    /** What ads cost: {@code platform,campaign,day,amount,currency}. */
    @PostMapping(
            path = "/costs",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> costs(@RequestBody String file) throws IOException {
        return answer(imports.costs(new StringReader(file)));
    }

    /** What platforms say: {@code destination,action,day,basis,conversions,amount,currency}. */
    @PostMapping(
            path = "/platform-reports",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> reports(@RequestBody String file) throws IOException {
        return answer(imports.reports(new StringReader(file)));
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
