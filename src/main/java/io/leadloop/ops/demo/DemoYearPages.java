package io.leadloop.ops.demo;

import io.leadloop.demo.DemoYear;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.sandbox.SandboxEnabled;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Loads and removes the demo year; a part of the first page that renews itself while that runs. */
@Controller
@SandboxEnabled
class DemoYearPages {

    private static final String NAME = "demo year";

    private final DemoYear year;
    private final AuditLog audit;

    DemoYearPages(DemoYear year, AuditLog audit) {
        this.year = year;
        this.audit = audit;
    }

    @GetMapping("/ops/demo/year")
    String year() {
        return "demo :: year";
    }

    @PostMapping("/ops/demo/year")
    String load(Principal who, RedirectAttributes redirect) {
        try {
            year.load(who.getName());
            audit.add(
                    who.getName(), Verb.IMPORT, Subject.LEAD_FILE, NAME, null, DemoYear.LEADS + " made-up leads", null);
        } catch (DemoYear.NotPossible e) {
            redirect.addFlashAttribute("demoProblem", e.getMessage());
        }
        return "redirect:/";
    }

    @PostMapping("/ops/demo/year/remove")
    String remove(Principal who, RedirectAttributes redirect) {
        try {
            year.remove();
            audit.add(who.getName(), Verb.DELETE, Subject.LEAD_FILE, NAME, null, "with all that came of it", null);
        } catch (DemoYear.NotPossible e) {
            redirect.addFlashAttribute("demoProblem", e.getMessage());
        }
        return "redirect:/";
    }
}
