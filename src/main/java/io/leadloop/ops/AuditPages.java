package io.leadloop.ops;

import io.leadloop.ops.desk.AuditCsv;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditQuestion;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.KeptForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The audit log: searched, and as a file. */
@Controller
class AuditPages {

    private static final int MANY = 200;

    private final AuditLog audit;

    AuditPages(AuditLog audit) {
        this.audit = audit;
    }

    @GetMapping("/ops/audit")
    String audit(@ModelAttribute("asked") AuditQuestion asked, Model model) {
        model.addAttribute("verbs", AuditLog.Verb.values());
        model.addAttribute("subjects", AuditLog.Subject.values());
        try {
            model.addAttribute("entries", audit.find(asked.query(), MANY));
        } catch (BadInput e) {
            model.addAttribute("entries", List.of());
            model.addAttribute("problem", e.getMessage());
            model.addAttribute(
                    KeptForm.ATTRIBUTE, KeptForm.noting("/ops/audit", e.field(), String.valueOf(e.getMessage())));
        }
        return "ops/audit";
    }

    /** The same lines as CSV; 400 in words where the question cannot be read. */
    @GetMapping("/ops/audit.csv")
    ResponseEntity<byte[]> file(@ModelAttribute("asked") AuditQuestion asked) {
        try {
            String csv = AuditCsv.of(audit.find(asked.query(), AuditQuestion.MOST_IN_A_FILE));
            return ResponseEntity.ok()
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                    .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                    .body(csv.getBytes(StandardCharsets.UTF_8));
        } catch (BadInput e) {
            return ResponseEntity.badRequest()
                    .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                    .body(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
    }
}
