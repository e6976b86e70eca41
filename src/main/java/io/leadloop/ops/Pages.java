package io.leadloop.ops;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.Conversions;
import io.leadloop.crm.Inbox;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.StageHistory;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.process.DestinationBlocks;
import io.leadloop.sandbox.DemoLeads;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages. */
@Controller
class Pages {

    private static final int MANY = 200;

    private final Overview overview;
    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Conversions conversions;
    private final ConversionLedger ledger;
    private final ConversionVerbs verbs;
    private final Inbox inbox;
    private final DestinationBlocks blocks;
    private final ObjectProvider<DemoLeads> demo;

    Pages(
            Overview overview,
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Conversions conversions,
            ConversionLedger ledger,
            ConversionVerbs verbs,
            Inbox inbox,
            DestinationBlocks blocks,
            ObjectProvider<DemoLeads> demo) {
        this.overview = overview;
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.conversions = conversions;
        this.ledger = ledger;
        this.verbs = verbs;
        this.inbox = inbox;
        this.blocks = blocks;
        this.demo = demo;
    }

    record ConversionFile(Conversion conversion, List<ConversionAttempt> attempts) {}

    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("view", overview.now());
        model.addAttribute("hasDemo", demo.getIfAvailable() != null);
        return "home";
    }

    /** The part of the first page that renews itself. */
    @GetMapping("/ops/overview")
    String overview(Model model) {
        model.addAttribute("view", overview.now());
        return "home :: overview";
    }

    @PostMapping("/ops/demo")
    String playDemo(RedirectAttributes redirect) {
        DemoLeads leadsToPlay = demo.getIfAvailable();
        if (leadsToPlay == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The sandbox is off");
        }
        redirect.addFlashAttribute("told", leadsToPlay.play());
        return "redirect:/";
    }

    @GetMapping("/ops/leads/{id}")
    String lead(@PathVariable UUID id, Model model) {
        LeadId leadId = new LeadId(id);
        Lead lead = leads.find(leadId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no lead " + id));
        model.addAttribute("lead", lead);
        model.addAttribute("history", history.of(List.of(leadId)).getOrDefault(leadId, List.of()));
        model.addAttribute("clicks", clickIds.of(List.of(leadId)).getOrDefault(leadId, List.of()));
        model.addAttribute(
                "conversions",
                conversions.search(leadId, null, null, MANY).stream()
                        .map(it -> new ConversionFile(it, ledger.attempts(it.id())))
                        .toList());
        return "ops/lead";
    }

    @GetMapping("/ops/inbox")
    String inbox(Model model) {
        model.addAttribute("messages", inbox.search(null, MANY));
        return "ops/inbox";
    }

    @PostMapping("/ops/inbox/{id}/replay")
    String replay(@PathVariable long id) {
        inbox.replay(id);
        return "redirect:/ops/inbox";
    }

    @GetMapping("/ops/destinations")
    String destinations(Model model) {
        model.addAttribute("lines", overview.destinationLines());
        model.addAttribute("endings", overview.endings());
        model.addAttribute("verdicts", overview.verdicts());
        return "ops/destinations";
    }

    @PostMapping("/ops/destinations/{id}/pause")
    String pause(@PathVariable String id, Principal who) {
        boolean known = overview.destinationLines().stream()
                .anyMatch(it -> it.destination().profile().id().equals(id));
        if (!known) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no destination " + id);
        }
        blocks.pause(id, "Paused by " + who.getName());
        return "redirect:/ops/destinations";
    }

    @PostMapping("/ops/destinations/{id}/resume")
    String resume(@PathVariable String id) {
        blocks.resume(id);
        return "redirect:/ops/destinations";
    }

    @PostMapping("/ops/conversions/{id}/{verb}")
    String conversion(@PathVariable UUID id, @PathVariable String verb, RedirectAttributes redirect) {
        try {
            Conversion conversion = switch (verb) {
                case "retry" -> verbs.retry(id);
                case "drop" -> verbs.drop(id);
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
