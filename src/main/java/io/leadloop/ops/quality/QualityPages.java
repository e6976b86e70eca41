package io.leadloop.ops.quality;

import io.leadloop.ops.desk.FiguresDesk;
import io.leadloop.ops.desk.KeptForm;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.Finding;
import io.leadloop.quality.FindingCause;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Period;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.QualityRows.About;
import io.leadloop.quality.QualityRows.Filter;
import io.leadloop.quality.Scorecards;
import io.leadloop.quality.SevenQuestions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringReader;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int MOST_ROWS = 200;
    private static final int LONGEST = 500;

    private final Scorecards scorecards;
    private final Findings findings;
    private final QualityRows rows;
    private final FiguresDesk desk;
    private final AccountAnswers accounts;
    private final NotConnected notConnected;
    private final FigureNames names;
    private final Periods spans;

    QualityPages(
            Scorecards scorecards,
            Findings findings,
            QualityRows rows,
            FiguresDesk desk,
            AccountAnswers accounts,
            NotConnected notConnected,
            FigureNames names,
            Periods spans) {
        this.scorecards = scorecards;
        this.findings = findings;
        this.rows = rows;
        this.desk = desk;
        this.accounts = accounts;
        this.notConnected = notConnected;
        this.names = names;
        this.spans = spans;
    }

    /** A conversion action with its answers. */
    record Card(ActionFigures figures, List<Answer> answers) {

        /** How many of the seven answers have that verdict. */
        public long count(Answer.Verdict verdict) {
            return answers.stream().filter(it -> it.verdict() == verdict).count();
        }
    }

    private String name(ActionFigures it) {
        return names.stage(it.stage()) + " at " + names.account(it.destination()) + " (" + it.source() + ")";
    }

    @GetMapping("/ops/quality")
    String quality(FigureQuery asked, Model model) {
        Period period = spans.period(asked, model);
        List<ActionFigures> all = scorecards.figures(period, asked.slice());
        Set<String> silent = notConnected.amongActions(all);
        model.addAttribute(
                "notConnected", silent.stream().map(names::account).sorted().toList());
        List<ActionFigures> figures =
                all.stream().filter(it -> !silent.contains(it.destination())).toList();
        model.addAttribute(
                "cards",
                figures.stream()
                        .map(it -> new Card(
                                it,
                                accounts.heard(it, SevenQuestions.answers(it, figures, period.days(), names::stage))))
                        .toList());
        model.addAttribute("actions", figures);
        List<ActionFigures> shallow = figures.stream()
                .filter(it -> !it.kind().equals("REVENUE") && it.leads() > 0)
                .toList();
        model.addAttribute("shallow", shallow);
        model.addAttribute("labels", Stack.labels(shallow.stream().map(this::name)));
        model.addAttribute("total", ActionTotal.of(figures));
        model.addAttribute("silenced", findings.silenced());
        return "ops/quality";
    }

    /** The part of the scorecard that comes after it: the common mistakes. */
    @GetMapping("/ops/quality/findings")
    String findings(FigureQuery asked, Model model) {
        List<Finding> open = findings.open(spans.partOf(asked, model), asked.slice());
        model.addAttribute("findings", open);
        model.addAttribute("causes", FindingCause.groups(open));
        return "ops/quality :: findings";
    }

    @PostMapping("/ops/quality/silence")
    String silence(
            @RequestParam String finding,
            @RequestParam String reason,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (finding.length() > LONGEST || reason.length() > LONGEST) {
            refused(request, redirect, "Nothing was silenced: a reason has at most 500 characters.");
        } else if (reason.isBlank()) {
            refused(request, redirect, "Nothing was silenced: say why, for whoever comes after you.");
        } else {
            desk.silence(finding, reason.strip(), who.getName());
        }
        return "redirect:/ops/quality";
    }

    private static void refused(HttpServletRequest request, RedirectAttributes redirect, String words) {
        redirect.addFlashAttribute("problem", words);
        redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, "reason", words));
    }

    @PostMapping("/ops/quality/hear")
    String hear(@RequestParam String finding, Principal who) {
        desk.hearAgain(finding, who.getName());
        return "redirect:/ops/quality";
    }

    @GetMapping("/ops/quality/rows")
    String rows(
            FigureQuery asked,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "CONVERSIONS") FigureRows of,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable DeliveryStatus deliveryStatus,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable About about,
            Model model) {
        Period period = spans.period(asked, model);
        if (day != null) {
            period = Period.of(QueryParameters.day(day));
            model.addAttribute("period", period);
        }
        Filter filter = new Filter(
                asked.source(),
                QueryParameters.given(stage),
                asked.destination(),
                QueryParameters.given(action),
                deliveryStatus == null ? null : deliveryStatus.name(),
                QueryParameters.given(reason),
                about,
                asked.campaign());
        Map<String, Object> filtered = new LinkedHashMap<>();
        filtered.put("of", of);
        put(filtered, "stage", filter.stage());
        put(filtered, "action", filter.action());
        put(filtered, "deliveryStatus", deliveryStatus);
        put(filtered, "reason", filter.reason());
        put(filtered, "about", about);
        model.addAttribute("filtered", filtered);
        model.addAttribute("rows", of.read(rows, period, filter, MOST_ROWS));
        model.addAttribute("deliveryStatus", deliveryStatus);
        model.addAttribute("csv", csv(of, period, filter));
        model.addAttribute("most", MOST_ROWS);
        return "ops/quality-rows";
    }

    private static String csv(FigureRows of, Period period, Filter filter) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("from", period.from());
        asked.put("until", period.until());
        asked.put("of", of);
        put(asked, "source", filter.source());
        put(asked, "stage", filter.stage());
        put(asked, "destination", filter.destination());
        put(asked, "action", filter.action());
        put(asked, "deliveryStatus", filter.deliveryStatus());
        put(asked, "reason", filter.reason());
        put(asked, "about", filter.about());
        put(asked, "campaign", filter.campaign());
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(QualityApi.FOR_PEOPLE + "/rows.csv");
        asked.keySet().forEach(it -> address.queryParam(it, "{" + it + "}"));
        return address.encode().buildAndExpand(asked).toUriString();
    }

    private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    @PostMapping("/ops/quality/costs")
    String costs(@RequestParam String file, Principal who, RedirectAttributes redirect) throws IOException {
        return imported(desk.costs(new StringReader(file), who.getName()), file, "/ops/money", redirect);
    }

    @PostMapping("/ops/quality/platform-reports")
    String reports(@RequestParam String file, Principal who, RedirectAttributes redirect) throws IOException {
        return imported(desk.reports(new StringReader(file), who.getName()), file, "/ops/reconciliation", redirect);
    }

    @PostMapping("/ops/quality/fetch-reports")
    String fetch(Principal who, RedirectAttributes redirect) {
        Instant begun = desk.beginFetch(who.getName());
        redirect.addFlashAttribute("told", "The platforms are being asked; what each says stands below as it comes.");
        return "redirect:/ops/reconciliation?asked=" + begun.toEpochMilli() + "#asked";
    }

    private static String imported(Imports.Imported imported, String typed, String page, RedirectAttributes redirect) {
        if (imported.mistakes().isEmpty()) {
            redirect.addFlashAttribute("told", imported.rows() + " lines were imported.");
        } else {
            redirect.addFlashAttribute("typed", typed);
            redirect.addFlashAttribute("problem", "Nothing was imported. Correct the file and send it again.");
            redirect.addFlashAttribute(
                    "mistakes", imported.mistakes().stream().limit(20).toList());
        }
        return "redirect:" + page;
    }
}
