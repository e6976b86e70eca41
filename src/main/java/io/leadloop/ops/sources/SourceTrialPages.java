package io.leadloop.ops.sources;

import io.leadloop.crm.CrmSources;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.doors.AsksOutside;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What LeadLoop would understand of a pasted webhook, and of the CRM's newest records. Stores and sends nothing. */
@Controller
class SourceTrialPages {

    private final SourceLines lines;
    private final CrmSources sources;
    private final SourceTrial trial;
    private final AuditLog audit;

    SourceTrialPages(SourceLines lines, CrmSources sources, SourceTrial trial, AuditLog audit) {
        this.lines = lines;
        this.sources = sources;
        this.trial = trial;
        this.audit = audit;
    }

    /** Reads a sample as a webhook of that source would be read. */
    @PostMapping("/ops/sources/{name}/try")
    String attempt(@PathVariable String name, @RequestParam String sample, Model model) {
        lines.show(model);
        if (isKnown(name)) {
            model.addAttribute("tried", name);
            model.addAttribute("sample", sample);
            model.addAttribute("trial", trial.attempt(name, sample.getBytes(StandardCharsets.UTF_8)));
        }
        return "ops/sources";
    }

    /** The same for machines; the body is the sample as the CRM would send it. */
    @PostMapping("/api/sources/{name}/try")
    @ResponseBody
    ResponseEntity<?> attempt(@PathVariable String name, @RequestBody byte[] sample) {
        return known(name, () -> trial.attempt(name, sample));
    }

    /** Asks the CRM for its newest changes and reads them as a sweep would. */
    @AsksOutside
    @PostMapping("/ops/sources/{name}/newest")
    String newest(@PathVariable String name, Model model, Principal who) {
        lines.show(model);
        if (isKnown(name)) {
            model.addAttribute("asked", name);
            model.addAttribute("newest", asked(name, who));
        }
        return "ops/sources";
    }

    /** The same for machines. */
    @AsksOutside
    @PostMapping("/api/sources/{name}/newest")
    @ResponseBody
    ResponseEntity<?> newest(@PathVariable String name, Principal who) {
        return known(name, () -> asked(name, who));
    }

    private SourceTrial.Trial asked(String name, Principal who) {
        SourceTrial.Trial found = trial.newest(name);
        audit.add(
                who.getName(),
                AuditLog.Verb.LOOK,
                AuditLog.Subject.CONNECTION,
                name,
                null,
                "asked for its newest records: "
                        + (found.problem() == null ? found.events().size() + " read" : found.problem()),
                null);
        return found;
    }

    private boolean isKnown(String name) {
        return sources.find(name).isPresent();
    }

    private ResponseEntity<?> known(String name, Supplier<SourceTrial.Trial> answer) {
        return isKnown(name)
                ? ResponseEntity.ok(answer.get())
                : ResponseEntity.status(HttpStatus.NOT_FOUND)
                        .body(ProblemDetail.forStatusAndDetail(
                                HttpStatus.NOT_FOUND, "There is no source " + name + "."));
    }
}
