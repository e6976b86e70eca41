package io.leadloop.ops;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.Connections;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.Destination;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.ops.desk.Desk;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossiers;
import io.leadloop.ops.desk.TestCalls;
import io.leadloop.ops.doors.AsksOutside;
import io.leadloop.ops.lead.LeadView;
import io.leadloop.process.ConversionVerbs;
import java.security.Principal;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a lead, and that of the ad accounts. */
@Controller
class Pages {

    private final AccountLines accounts;
    private final Leads leads;
    private final Conversions conversions;
    private final Desk desk;
    private final TestCalls tests;
    private final LeadDossiers dossiers;
    private final LeadView view;
    private final Connections connections;

    Pages(
            AccountLines accounts,
            Leads leads,
            Conversions conversions,
            Desk desk,
            TestCalls tests,
            LeadDossiers dossiers,
            LeadView view,
            Connections connections) {
        this.connections = connections;
        this.accounts = accounts;
        this.leads = leads;
        this.conversions = conversions;
        this.desk = desk;
        this.tests = tests;
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
        model.addAttribute("standing", LeadStanding.of(dossier));
        view.show(lead, dossier, model);
        return "ops/lead";
    }

    /**
     * What the accounts were told, for a page that shows it: as long as something is under way the page asks every other
     * second.
     *
     * @param was what the page shows, see {@link LeadStanding}; 204 while that still stands
     */
    @GetMapping("/ops/leads/{id}/standing")
    Object standing(@PathVariable UUID id, @RequestParam String was, Model model) {
        return dossiers.of(new LeadId(id))
                        .map(LeadStanding::of)
                        .filter(it -> it.mark().equals(was))
                        .isPresent()
                ? ResponseEntity.noContent().build()
                : lead(id, model) + " :: standing";
    }

    @GetMapping("/ops/destinations")
    String destinations(Model model) {
        model.addAttribute("lines", accounts.now());
        model.addAttribute("endings", accounts.endings());
        model.addAttribute("verdicts", accounts.verdicts());
        model.addAttribute("audits", accounts.audits());
        model.addAttribute(
                "made",
                connections.all(ConnectionKind.ACCOUNT).stream()
                        .map(Connection::name)
                        .collect(Collectors.toSet()));
        return "ops/destinations";
    }

    /** The part that takes longer where much was told. */
    @GetMapping("/ops/destinations/traffic")
    String traffic(Model model) {
        model.addAttribute("lines", accounts.now());
        model.addAttribute("traffic", accounts.traffic());
        return "ops/destinations :: traffic";
    }

    @PostMapping("/ops/destinations/{id}/pause")
    String pause(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String comment,
            Principal who,
            RedirectAttributes redirect) {
        Destination paused = desk.pause(id, who.getName(), comment).orElseThrow(() -> noDestination(id));
        return atAccount(
                paused, null, name(paused) + " is paused: its conversions wait until somebody resumes it.", redirect);
    }

    /** @param back the page from which it was pressed, and the part of it; without it the account's own */
    @PostMapping("/ops/destinations/{id}/resume")
    String resume(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String back,
            Principal who,
            RedirectAttributes redirect) {
        Destination resumed = (action == null ? desk.resume(id, who.getName()) : desk.resume(id, action, who.getName()))
                .orElseThrow(() -> noDestination(id));
        return atAccount(
                resumed,
                back,
                (action == null
                                ? name(resumed) + " is resumed."
                                : name(resumed) + ": the action " + action + " is resumed.")
                        + " What waited goes out now.",
                redirect);
    }

    /** Tries the account; nothing counts. */
    @AsksOutside
    @PostMapping("/ops/destinations/{id}/test")
    String testCall(@PathVariable String id, Principal who, RedirectAttributes redirect) {
        AccountTrial trial = tests.call(id, who.getName()).orElseThrow(() -> noDestination(id));
        redirect.addFlashAttribute("tested", id);
        redirect.addFlashAttribute("trial", trial.lines());
        return "redirect:/ops/destinations#a-" + id;
    }

    private static String name(Destination destination) {
        return destination.profile().name();
    }

    private static String atAccount(
            Destination account, @Nullable String back, String words, RedirectAttributes redirect) {
        return Said.back(back, "/ops/destinations", "a-" + account.profile().id(), words, redirect);
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
        String place = "c-" + id;
        try {
            return switch (verb) {
                case "retry" -> {
                    Conversion sent = desk.retry(id, who.getName(), comment);
                    yield Said.at(
                            page(sent),
                            place,
                            "Sent again: it goes out within seconds, or as soon as its account takes something.",
                            redirect);
                }
                case "drop" -> {
                    Conversion dropped = desk.drop(id, who.getName(), comment);
                    yield Said.at(page(dropped), place, "Dropped: the platform is not told of it.", redirect);
                }
                default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such verb");
            };
        } catch (ConversionVerbs.NotPossible e) {
            return conversions
                    .find(id)
                    .map(it -> Said.problemAt(page(it), place, e.getMessage(), redirect))
                    .orElse("redirect:/");
        }
    }

    private static String page(Conversion of) {
        return "/ops/leads/" + of.lead();
    }
}
