package io.leadloop.ops;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.destination.Destination;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.ops.desk.Desk;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossiers;
import io.leadloop.ops.lead.LeadView;
import io.leadloop.process.ConversionVerbs;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages. */
@Controller
class Pages {

    private final AccountLines accounts;
    private final Leads leads;
    private final Conversions conversions;
    private final Desk desk;
    private final LeadDossiers dossiers;
    private final LeadView view;

    Pages(
            AccountLines accounts,
            Leads leads,
            Conversions conversions,
            Desk desk,
            LeadDossiers dossiers,
            LeadView view) {
        this.accounts = accounts;
        this.leads = leads;
        this.conversions = conversions;
        this.desk = desk;
        this.dossiers = dossiers;
        this.view = view;
    }

    @GetMapping("/ops/leads/{id}")
    String lead(@PathVariable UUID id, Model model) {
        LeadId leadId = new LeadId(id);
        Lead lead = leads.find(leadId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no lead " + id));
        LeadDossier dossier = dossiers.of(leadId).orElseThrow();
        model.addAttribute("lead", lead);
        model.addAttribute("dossier", dossier);
        view.show(lead, dossier, model);
        return "ops/lead";
    }

    @GetMapping("/ops/destinations")
    String destinations(Model model) {
        model.addAttribute("lines", accounts.now());
        model.addAttribute("endings", accounts.endings());
        model.addAttribute("verdicts", accounts.verdicts());
        return "ops/destinations";
    }

    @PostMapping("/ops/destinations/{id}/pause")
    String pause(@PathVariable String id, Principal who) {
        if (desk.pause(id, who.getName()).isEmpty()) {
            throw noDestination(id);
        }
        return "redirect:/ops/destinations";
    }

    @PostMapping("/ops/destinations/{id}/resume")
    String resume(@PathVariable String id, @RequestParam(required = false) @Nullable String action, Principal who) {
        Optional<Destination> found =
                action == null ? desk.resume(id, who.getName()) : desk.resume(id, action, who.getName());
        if (found.isEmpty()) {
            throw noDestination(id);
        }
        return "redirect:/ops/destinations";
    }

    /** Asks the platform by its own test flag; nothing counts. */
    @PostMapping("/ops/destinations/{id}/test")
    String testCall(@PathVariable String id, Principal who, RedirectAttributes redirect) {
        String answer = desk.testCall(id, who.getName()).orElseThrow(() -> noDestination(id));
        redirect.addFlashAttribute("tested", id);
        redirect.addFlashAttribute("answer", answer);
        return "redirect:/ops/destinations";
    }

    private static ResponseStatusException noDestination(String id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no destination " + id);
    }

    @PostMapping("/ops/conversions/{id}/{verb}")
    String conversion(
            @PathVariable UUID id,
            @PathVariable String verb,
            @RequestParam(required = false) @Nullable String comment,
            Principal who,
            RedirectAttributes redirect) {
        try {
            Conversion conversion = switch (verb) {
                case "retry" -> desk.retry(id, who.getName(), comment);
                case "drop" -> desk.drop(id, who.getName(), comment);
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such verb");
            };
            return "redirect:/ops/leads/" + conversion.lead();
        } catch (ConversionVerbs.NotPossible e) {
            redirect.addFlashAttribute("problem", e.getMessage());
            return conversions
                    .find(id)
                    .map(it -> "redirect:/ops/leads/" + it.lead())
                    .orElse("redirect:/");
        }
    }
}
