package io.leadloop.ops.people;

import io.leadloop.crm.ErasureReceipt;
import io.leadloop.crm.ErasureReceipts;
import io.leadloop.crm.Erasures;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forgetting people by REST. What identifies a person comes in the body, never in an address that is logged. */
@RestController
@RequestMapping("/api")
class ErasuresApi {

    private static final int MANY = 200;

    private final LeadRecords records;
    private final Leads leads;
    private final Erasures erasures;
    private final ErasureReceipts receipts;

    ErasuresApi(LeadRecords records, Leads leads, Erasures erasures, ErasureReceipts receipts) {
        this.records = records;
        this.leads = leads;
        this.erasures = erasures;
        this.receipts = receipts;
    }

    record Asked(Person person, @Nullable String reason) {}

    /** Forgets one lead and gives back the receipt. */
    @DeleteMapping("/leads/{id}")
    ResponseEntity<?> erase(
            @PathVariable UUID id, @RequestParam(defaultValue = "Asked by REST") String reason, Principal who) {
        LeadId lead = new LeadId(id);
        if (leads.find(lead).isEmpty()) {
            return problem(HttpStatus.NOT_FOUND, "There is no lead " + id + ".");
        }
        return ResponseEntity.ok(erasures.erase(List.of(lead), who.getName(), reason));
    }

    /** The leads that a person's mail, phone, CRM id or click id points to; nothing is changed. */
    @PostMapping("/erasures/search")
    ResponseEntity<?> search(@RequestBody Person person) {
        return person.problem() != null
                ? problem(HttpStatus.BAD_REQUEST, person.problem())
                : ResponseEntity.ok(find(person));
    }

    /** Forgets everything that the person's mail, phone, CRM id or click id points to. */
    @PostMapping("/erasures")
    ResponseEntity<?> erase(@RequestBody Asked asked, Principal who) {
        if (asked.person() == null) {
            return problem(HttpStatus.BAD_REQUEST, "Give a person with an email, a phone, a crmId or a clickId.");
        }
        if (asked.person().problem() != null) {
            return problem(HttpStatus.BAD_REQUEST, asked.person().problem());
        }
        List<LeadId> found = find(asked.person());
        if (found.isEmpty()) {
            return problem(HttpStatus.NOT_FOUND, "Nothing of this person is here.");
        }
        ErasureReceipt receipt =
                erasures.erase(found, who.getName(), asked.reason() == null ? "Asked by REST" : asked.reason());
        return ResponseEntity.ok(receipt);
    }

    @GetMapping("/erasures")
    List<ErasureReceipt> list() {
        return receipts.newest(MANY);
    }

    private List<LeadId> find(Person person) {
        return List.copyOf(records.find(
                person.contact(), Person.blankToNull(person.crmId()), Person.blankToNull(person.clickId())));
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String words) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, words));
    }
}
