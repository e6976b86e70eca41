package io.leadloop.ops;

import io.leadloop.lead.LeadId;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.KeptForm;
import io.leadloop.ops.desk.LeadDesk;
import io.leadloop.ops.desk.TypedMoney;
import io.leadloop.ops.desk.TypedTime;
import io.leadloop.ops.doors.AsksOutside;
import io.leadloop.process.ConversionVerbs.NotPossible;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The verbs on the page of a lead that concern the whole lead. */
@Controller
@RequestMapping("/ops/leads/{id}")
class LeadVerbPages {

    private final LeadDesk desk;

    LeadVerbPages(LeadDesk desk) {
        this.desk = desk;
    }

    /** @param occurredAt as a browser writes it, in UTC */
    @PostMapping("/move")
    String move(
            @PathVariable UUID id,
            @RequestParam String stage,
            @RequestParam(required = false) @Nullable String occurredAt,
            @RequestParam(required = false) @Nullable String amount,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            desk.move(
                    new LeadId(id),
                    stage,
                    TypedTime.inUtc("occurredAt", occurredAt),
                    TypedMoney.of(
                            amount, amount == null || amount.isBlank() || currency.isBlank() ? null : currency.strip()),
                    comment,
                    who.getName());
            redirect.addFlashAttribute("done", "Moved to " + stage + ".");
        } catch (BadInput e) {
            refused(request, redirect, e);
        } catch (NotPossible e) {
            redirect.addFlashAttribute("problem", e.getMessage());
            redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, null, ""));
        }
        return "redirect:/ops/leads/" + id;
    }

    @PostMapping("/acknowledge")
    String acknowledge(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            desk.acknowledge(new LeadId(id), until, comment, who.getName());
            redirect.addFlashAttribute(
                    "done", "Acknowledged: alerts and counts leave it out until " + until + " is over.");
        } catch (BadInput e) {
            refused(request, redirect, e);
        }
        return "redirect:/ops/leads/" + id;
    }

    @PostMapping("/activate")
    String activate(@PathVariable UUID id, Principal who, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", desk.activate(new LeadId(id), who.getName()));
        return "redirect:/ops/leads/" + id;
    }

    private static void refused(HttpServletRequest request, RedirectAttributes redirect, BadInput problem) {
        redirect.addFlashAttribute("problem", problem.getMessage());
        redirect.addFlashAttribute(KeptForm.ATTRIBUTE, KeptForm.of(request, problem));
    }

    @AsksOutside
    @PostMapping("/reread")
    String reread(@PathVariable UUID id, Principal who, RedirectAttributes redirect) {
        try {
            redirect.addFlashAttribute("done", desk.reread(new LeadId(id), who.getName()));
        } catch (BadInput e) {
            redirect.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:/ops/leads/" + id;
    }
}
