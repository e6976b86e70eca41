package io.leadloop.ops.api;

import io.leadloop.ops.desk.AuditCsv;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditQuestion;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. Parameters: lead, person, verb, subject, id, from, until; what cannot be read is refused with 400. */
@RestController
@RequestMapping({"/api", "/camunda/api/leadloop"})
class AuditApi {

    private static final int MAX = 1_000;

    private final AuditLog audit;

    AuditApi(AuditLog audit) {
        this.audit = audit;
    }

    /** The newest lines of the audit log first. */
    @GetMapping("/audit")
    List<AuditLog.Entry> audit(
            @ParameterObject @ModelAttribute AuditQuestion asked,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        return audit.find(asked.query(), Math.max(1, Math.min(limit, MAX)));
    }

    /** The same as CSV, at most 100,000 lines. */
    @GetMapping(path = "/audit.csv", produces = "text/csv;charset=UTF-8")
    String csv(@ParameterObject @ModelAttribute AuditQuestion asked) {
        return AuditCsv.of(audit.find(asked.query(), AuditQuestion.MOST_IN_A_FILE));
    }
}
