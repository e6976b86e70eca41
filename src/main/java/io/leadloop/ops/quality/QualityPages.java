package io.leadloop.ops.quality;

import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.Ladders;
import io.leadloop.quality.Period;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.SevenQuestions;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Is it worth anything? The pages that answer. */
@Controller
class QualityPages {

    private static final int MOST_ROWS = 500;
    private static final List<Integer> SPANS = List.of(7, 30, 90, 365);

    private final Scorecards scorecards;
    private final Ladders ladders;
    private final Funnels funnels;
    private final Forecasts forecasts;
    private final Findings findings;
    private final QualityRows rows;
    private final Clock clock;

    QualityPages(
            Scorecards scorecards,
            Ladders ladders,
            Funnels funnels,
            Forecasts forecasts,
            Findings findings,
            QualityRows rows,
            Clock clock) {
        this.scorecards = scorecards;
        this.ladders = ladders;
        this.funnels = funnels;
        this.forecasts = forecasts;
        this.findings = findings;
        this.rows = rows;
        this.clock = clock;
    }

    /** A conversion action with its answers. */
    record Card(ActionFigures figures, List<Answer> answers) {}

    private Period period(int days, Model model) {
        int span = SPANS.contains(days) ? days : 30;
        model.addAttribute("days", span);
        model.addAttribute("spans", SPANS);
        Period period = Period.lastDays(span, clock.instant());
        model.addAttribute("period", period);
        return period;
    }

    @GetMapping("/ops/quality")
    String quality(@RequestParam(defaultValue = "30") int days, Model model) {
        Period period = period(days, model);
        long length = period.until().toEpochDay() - period.from().toEpochDay() + 1;
        model.addAttribute(
                "cards",
                scorecards.figures(period).stream()
                        .map(it -> new Card(it, SevenQuestions.answers(it, length)))
                        .toList());
        model.addAttribute("findings", findings.open(period));
        model.addAttribute("silenced", findings.silenced());
        return "ops/quality";
    }

    @PostMapping("/ops/quality/silence")
    String silence(@RequestParam String finding, @RequestParam String reason, Principal who) {
        findings.silence(finding, reason, who.getName());
        return "redirect:/ops/quality";
    }

    @PostMapping("/ops/quality/hear")
    String hear(@RequestParam String finding) {
        findings.hearAgain(finding);
        return "redirect:/ops/quality";
    }

    @GetMapping("/ops/quality/rows")
    String rows(
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String reason,
            Model model) {
        Period period = period(days, model);
        model.addAttribute("rows", rows.rows(period, stage, destination, state, reason, MOST_ROWS));
        model.addAttribute("most", MOST_ROWS);
        return "ops/quality-rows";
    }

    @GetMapping("/ops/reconciliation")
    String reconciliation(
            @RequestParam(defaultValue = "7") int days,
            @RequestParam(required = false) @Nullable String destination,
            Model model) {
        String only = destination == null || destination.isBlank() ? null : destination;
        model.addAttribute("ladders", ladders.ladder(period(days, model), only));
        model.addAttribute("destination", only);
        return "ops/reconciliation";
    }

    @GetMapping("/ops/funnel")
    String funnel(
            @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "platform") String by,
            Model model) {
        model.addAttribute("by", by);
        model.addAttribute("kinds", List.of("platform", "source", "country", "click_week"));
        model.addAttribute("groups", funnels.groups(period(days, model), by));
        return "ops/funnel";
    }

    @GetMapping("/ops/forecast")
    String forecast(Model model) {
        model.addAttribute("week", forecasts.dying(7));
        model.addAttribute("month", forecasts.dying(30));
        return "ops/forecast";
    }
}
