package io.leadloop.ops.people;

import io.leadloop.crm.CrmSources;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.KeptForm;
import io.leadloop.privacy.ErasureReceipt;
import io.leadloop.privacy.ErasureReceipts;
import io.leadloop.privacy.Erasures;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a person is found and forgotten. */
@Controller
@RequestMapping("/ops/erasure")
class ErasuresPage {

    private static final int MANY = 50;

    /** The id of the receipt of what was just erased: a text, for it rests in the session, which is stored. */
    private static final String ERASED = "erased";

    private final Leads leads;
    private final Erasures erasures;
    private final ErasureDesk desk;
    private final ErasureReceipts receipts;
    private final CrmSources sources;

    ErasuresPage(Leads leads, Erasures erasures, ErasureDesk desk, ErasureReceipts receipts, CrmSources sources) {
        this.leads = leads;
        this.erasures = erasures;
        this.desk = desk;
        this.receipts = receipts;
        this.sources = sources;
    }

    @GetMapping
    String show(Model model) {
        List<ErasureReceipt> newest = receipts.newest(MANY);
        Object erased = model.getAttribute(ERASED);
        newest.stream()
                .filter(it -> it.id().toString().equals(erased))
                .forEach(it -> model.addAttribute("receipt", it));
        model.addAttribute("receipts", newest);
        return "ops/erasure";
    }

    /** By POST, so that no mail or phone stands in an address. */
    @PostMapping("/search")
    String search(@ModelAttribute Person person, Model model) {
        BadInput problem = person.refusal();
        if (problem != null) {
            String words = String.valueOf(problem.getMessage());
            model.addAttribute("problem", words);
            model.addAttribute(KeptForm.ATTRIBUTE, KeptForm.noting("/ops/erasure/search", problem.field(), words));
            return show(model);
        }
        model.addAttribute("searched", true);
        model.addAttribute("person", person);
        model.addAttribute(
                "found",
                List.copyOf(leads.find(erasures.find(person.sought(sources::spellingsOf)))
                        .values()));
        model.addAttribute("waiting", erasures.waiting(person.sought(sources::spellingsOf)));
        return show(model);
    }

    @PostMapping("/erase")
    String erase(
            @RequestParam(required = false) @Nullable List<UUID> lead,
            @ModelAttribute Person person,
            @RequestParam String reason,
            Principal who,
            RedirectAttributes redirect) {
        List<LeadId> leads =
                lead == null ? List.of() : lead.stream().map(LeadId::new).toList();
        ErasureReceipt receipt = desk.erase(leads, person.sought(sources::spellingsOf), who.getName(), reason);
        redirect.addFlashAttribute(ERASED, receipt.id().toString());
        return "redirect:/ops/erasure";
    }
}
