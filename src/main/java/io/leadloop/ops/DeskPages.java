package io.leadloop.ops;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.ops.attention.Attention;
import io.leadloop.ops.attention.AttentionList;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.BulkJob;
import io.leadloop.ops.desk.BulkWork;
import io.leadloop.ops.desk.Desk;
import io.leadloop.ops.desk.KeptForm;
import io.leadloop.ops.desk.OperationsStatus;
import io.leadloop.ops.desk.TypedMoney;
import io.leadloop.ops.desk.TypedTime;
import io.leadloop.process.ConversionCorrection.Correction;
import io.leadloop.process.ConversionVerbs;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What needs attention and what was not delivered, by cause; and correcting one conversion. */
@Controller
class DeskPages {

    private final OperationsStatus operations;
    private final AttentionList attention;
    private final BulkWork bulk;
    private final Desk desk;
    private final Conversions conversions;
    private final FailureRows rows;

    DeskPages(
            OperationsStatus operations,
            AttentionList attention,
            BulkWork bulk,
            Desk desk,
            Conversions conversions,
            FailureRows rows) {
        this.operations = operations;
        this.attention = attention;
        this.bulk = bulk;
        this.desk = desk;
        this.conversions = conversions;
        this.rows = rows;
    }

    @GetMapping("/ops/failures")
    String failures(Model model) {
        model.addAttribute("view", operations.undelivered());
        List<Attention> all = attention.now();
        model.addAttribute("needing", AttentionList.needing(all));
        model.addAttribute(
                "elsewhere", all.stream().filter(it -> !it.isOfConversions()).toList());
        jobs(null, model);
        return "ops/failures";
    }

    /** The conversions of a cause, each with its lead. */
    @GetMapping("/ops/failures/rows")
    String rows(
            @RequestParam String destination,
            @RequestParam ConversionState state,
            @RequestParam(required = false) @Nullable String reason,
            Model model) {
        model.addAttribute("destination", destination);
        model.addAttribute("state", state);
        model.addAttribute("reason", reason);
        rows.show(destination, state, reason, model);
        return "ops/failure-rows";
    }

    /**
     * The part that renews itself.
     *
     * @param seen how far the jobs were when the page around it was shown; null while it is being shown
     */
    @GetMapping("/ops/failures/jobs")
    String jobs(@RequestParam(required = false) @Nullable Long seen, Model model) {
        List<BulkJob> jobs = bulk.newest(20);
        long moves = jobs.stream().mapToLong(BulkJob::moves).sum();
        model.addAttribute("jobs", jobs);
        model.addAttribute("seen", seen == null ? moves : seen);
        model.addAttribute("moved", seen != null && seen != moves);
        return "ops/failures :: jobs";
    }

    @PostMapping("/ops/failures")
    String bulk(
            @RequestParam BulkJob.Verb verb,
            @RequestParam String destination,
            @RequestParam ConversionState state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            BulkJob job =
                    bulk.ask(new BulkJob.Request(verb, destination, state, reason, comment.strip()), who.getName());
            return Said.at("/ops/failures", "jobs", words(job), redirect);
        } catch (BadInput e) {
            redirect.addFlashAttribute("problem", e.getMessage());
            redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, e));
        }
        return "redirect:/ops/failures";
    }

    private static String words(BulkJob job) {
        String them = job.total() == 1 ? "1 conversion is" : job.total() + " conversions are";
        String doing = job.isLook() ? "looked at" : job.verb() == BulkJob.Verb.DROP ? "dropped" : "sent again";
        return them + " being " + doing + "." + " How far it is stands here.";
    }

    @PostMapping("/ops/conversions/{id}/correct")
    String correct(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "") String clickKind,
            @RequestParam(defaultValue = "") String clickId,
            @RequestParam(defaultValue = "") String clickedAt,
            @RequestParam String comment,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        String place = "c-" + id;
        String page = conversions
                .find(id)
                .map(Conversion::lead)
                .map(it -> "/ops/leads/" + it)
                .orElse("/");
        try {
            desk.correct(id, correction(amount, currency, clickKind, clickId, clickedAt), who.getName(), comment);
            return Said.at(page, place, "Corrected: it goes out again within seconds.", redirect);
        } catch (BadInput e) {
            redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, e));
            return Said.problemAt(page, place, e.getMessage(), redirect);
        } catch (ConversionVerbs.NotPossible e) {
            redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, null, ""));
            return Said.problemAt(page, place, e.getMessage(), redirect);
        }
    }

    private static Correction correction(
            String amount, String currency, String clickKind, String clickId, String clickedAt) {
        try {
            Instant at = TypedTime.inUtc("clickedAt", clickedAt);
            return new Correction(
                    amount.isBlank() ? null : TypedMoney.of(amount, currency),
                    clickId.isBlank()
                            ? null
                            : ClickId.of(ClickIdKind.ofKey(clickKind).orElseThrow(), clickId.strip(), at));
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            throw new BadInput("This cannot be told: " + e.getMessage() + ".");
        }
    }
}
