package io.leadloop.ops.quality;

import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Period;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.QualityRows.About;
import io.leadloop.quality.QualityRows.Filter;
import io.leadloop.quality.QualityRows.Row;
import io.leadloop.quality.Rung;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.SevenQuestions;
import java.io.IOException;
import java.io.StringReader;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Is it worth anything? The scorecard, the common mistakes, and the rows behind each figure. */
@Controller
class QualityPages {

    private static final int MOST_ROWS = 500;

    private final Scorecards scorecards;
    private final Findings findings;
    private final QualityRows rows;
    private final Imports imports;
    private final Spans spans;

    QualityPages(Scorecards scorecards, Findings findings, QualityRows rows, Imports imports, Spans spans) {
        this.scorecards = scorecards;
        this.findings = findings;
        this.rows = rows;
        this.imports = imports;
        this.spans = spans;
    }

    /** A conversion action with its answers. */
    record Card(ActionFigures figures, List<Answer> answers) {

        public String name() {
            return figures.stage() + " to " + figures.destination();
        }

        public long deepPercent() {
            return figures.leads() == 0 ? 0 : Math.round(100.0 * figures.becameDeep() / figures.leads());
        }
    }

    /** Which rows a page shows: of which count, of which day. */
    enum Rows {
        /** Conversions by the day of their step. */
        CONVERSIONS,
        /** Conversions by the day of their click. */
        CLICKS,
        /** Steps that the CRM told of, with or without a conversion. */
        STEPS
    }

    @GetMapping("/ops/quality")
    String quality(@RequestParam(defaultValue = "30") int days, Model model) {
        Period period = spans.period(days, model);
        List<ActionFigures> figures = scorecards.figures(period);
        model.addAttribute(
                "cards",
                figures.stream()
                        .map(it -> new Card(it, SevenQuestions.answers(it, figures, period.days())))
                        .toList());
        model.addAttribute("silenced", findings.silenced());
        return "ops/quality";
    }

    /** The part of the scorecard that comes after it: the common mistakes. */
    @GetMapping("/ops/quality/findings")
    String findings(@RequestParam(defaultValue = "30") int days, Model model) {
        model.addAttribute("findings", findings.open(spans.period(days, model)));
        return "ops/quality :: findings";
    }

    @PostMapping("/ops/quality/silence")
    String silence(
            @RequestParam String finding, @RequestParam String reason, Principal who, RedirectAttributes redirect) {
        if (reason.isBlank()) {
            redirect.addFlashAttribute("problem", "Nothing was silenced: say why, for whoever comes after you.");
        } else {
            findings.silence(finding, reason.strip(), who.getName());
        }
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
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "CONVERSIONS") Rows of,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Rung rung,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable About about,
            Model model) {
        Period period = spans.period(days, model);
        if (day != null) {
            period = Period.of(day);
            model.addAttribute("period", period);
        }
        Filter filter =
                new Filter(source, stage, destination, action, rung == null ? null : rung.name(), reason, about);
        List<Row> found = switch (of) {
            case CONVERSIONS -> rows.conversions(period, filter, MOST_ROWS);
            case CLICKS -> rows.byClick(period, filter, MOST_ROWS);
            case STEPS -> rows.steps(period, filter, MOST_ROWS);
        };
        model.addAttribute("rows", found);
        model.addAttribute("rung", rung);
        model.addAttribute("csv", of == Rows.STEPS ? csv(period, stage, destination, rung) : null);
        model.addAttribute("most", MOST_ROWS);
        return "ops/quality-rows";
    }

    private static String csv(
            Period period, @Nullable String stage, @Nullable String destination, @Nullable Rung rung) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/api/quality/rows.csv")
                .queryParam("from", period.from())
                .queryParam("until", period.until())
                .queryParamIfPresent("rung", Optional.ofNullable(rung));
        if (stage != null) {
            address.queryParam("stage", "{stage}");
        }
        if (destination != null) {
            address.queryParam("destination", "{destination}");
        }
        return address.encode()
                .buildAndExpand(Map.of(
                        "stage", stage == null ? "" : stage, "destination", destination == null ? "" : destination))
                .toUriString();
    }

    @PostMapping("/ops/quality/costs")
    String costs(@RequestParam String file, RedirectAttributes redirect) throws IOException {
        return imported(imports.costs(new StringReader(file)), "/ops/funnel", redirect);
    }

    @PostMapping("/ops/quality/platform-reports")
    String reports(@RequestParam String file, RedirectAttributes redirect) throws IOException {
        return imported(imports.reports(new StringReader(file)), "/ops/reconciliation", redirect);
    }

    private static String imported(Imports.Imported imported, String page, RedirectAttributes redirect) {
        if (imported.mistakes().isEmpty()) {
            redirect.addFlashAttribute("told", imported.rows() + " lines were imported.");
        } else {
            redirect.addFlashAttribute("problem", "Nothing was imported. Correct the file and send it again.");
            redirect.addFlashAttribute(
                    "mistakes", imported.mistakes().stream().limit(20).toList());
        }
        return "redirect:" + page;
    }
}
