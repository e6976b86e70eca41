package io.leadloop.ops.connections;

import io.leadloop.connection.ConnectionKind;
import io.leadloop.destination.ActionMaker.NotMade;
import io.leadloop.destination.Destination;
import io.leadloop.ops.doors.AsksOutside;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An ad account's own list of conversion actions, what of it does not fit the plan, and making an action that is missing. */
@Controller
@RequestMapping("/ops/connections/account/{name}")
class AccountAuditPage {

    private static final String PAGE = "ops/account-audit";

    private final AccountAuditDesk desk;

    AccountAuditPage(AccountAuditDesk desk) {
        this.desk = desk;
    }

    /** Whether the reader may make actions. The doors hold it, not the page. */
    @ModelAttribute("mayMake")
    boolean mayMake(HttpServletRequest request) {
        return request.isUserInRole("ADMIN");
    }

    @ModelAttribute("mayPress")
    boolean mayAsk(HttpServletRequest request) {
        return request.isUserInRole("ADMIN") || request.isUserInRole("OPERATOR") || request.isUserInRole("SALES_OPS");
    }

    /** What the page of a connection shows of it. */
    void show(String name, Model model) {
        desk.find(name).ifPresent(it -> {
            model.addAttribute("audit", desk.view(it));
            model.addAttribute("choices", desk.references(name));
        });
    }

    @GetMapping("/audit")
    String page(@PathVariable String name, Model model) {
        Destination account = account(name);
        model.addAttribute("audit", desk.view(account));
        model.addAttribute("isMade", desk.isMade(name));
        return PAGE;
    }

    @AsksOutside
    @PostMapping("/audit")
    String ask(@PathVariable String name, Principal who, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", desk.ask(account(name), who.getName()));
        return audit(name);
    }

    /** What would be made for an action that is missing, checked by the platform; nothing is made. */
    @AsksOutside
    @PostMapping("/actions/preview")
    String preview(
            @PathVariable String name,
            @RequestParam String action,
            @RequestParam(defaultValue = "") String called,
            Model model) {
        Destination account = account(name);
        AccountAuditDesk.Wanted wanted = wanted(account, action, called);
        model.addAttribute("wanted", wanted);
        try {
            model.addAttribute("checked", desk.check(account, wanted));
        } catch (NotMade e) {
            model.addAttribute("refusal", e.words());
        }
        return page(name, model);
    }

    @AsksOutside
    @PostMapping("/actions")
    String make(
            @PathVariable String name,
            @RequestParam String action,
            @RequestParam String called,
            Principal who,
            Model model,
            RedirectAttributes redirect) {
        Destination account = account(name);
        AccountAuditDesk.Wanted wanted = wanted(account, action, called);
        try {
            redirect.addFlashAttribute("done", desk.make(account, wanted, who.getName()));
            return audit(name);
        } catch (NotMade e) {
            model.addAttribute("wanted", wanted);
            model.addAttribute("refusal", e.words());
        }
        return page(name, model);
    }

    private static String audit(String name) {
        return "redirect:/ops/connections/" + ConnectionKind.ACCOUNT.word() + "/" + name + "/audit";
    }

    private AccountAuditDesk.Wanted wanted(Destination account, String action, String called) {
        return desk.wanted(account, action, called)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT, "The audit does not miss the action " + action + " there any more"));
    }

    private Destination account(String name) {
        return desk.find(name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no account " + name));
    }
}
