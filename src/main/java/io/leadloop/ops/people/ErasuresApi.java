package io.leadloop.ops.people;

import io.leadloop.crm.CrmSources;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.privacy.ErasureReceipt;
import io.leadloop.privacy.ErasureReceipts;
import io.leadloop.privacy.Erasures;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
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

    private final Leads leads;
    private final Erasures erasures;
    private final ErasureDesk desk;
    private final ErasureReceipts receipts;
    private final CrmSources sources;

    ErasuresApi(Leads leads, Erasures erasures, ErasureDesk desk, ErasureReceipts receipts, CrmSources sources) {
        this.leads = leads;
        this.erasures = erasures;
        this.desk = desk;
        this.receipts = receipts;
        this.sources = sources;
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
        return ResponseEntity.ok(desk.erase(List.of(lead), null, who.getName(), reason));
    }

    /**
     * What is here of a person.
     *
     * @param waitingEvents of the person, or of nobody yet known, in the inbox
     */
    record Found(List<LeadId> leads, int waitingEvents) {}

    /** What a person's mail, phone, CRM id or click id points to; nothing is changed. */
    @PostMapping("/erasures/search")
    ResponseEntity<?> search(@RequestBody Person person) {
        return person.problem() != null
                ? problem(HttpStatus.BAD_REQUEST, person.problem())
                : ResponseEntity.ok(new Found(
                        List.copyOf(erasures.find(person.sought(sources::spellingsOf))),
                        erasures.waiting(person.sought(sources::spellingsOf))));
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
        Optional<ErasureReceipt> receipt = desk.erase(
                asked.person().sought(sources::spellingsOf),
                who.getName(),
                asked.reason() == null ? "Asked by REST" : asked.reason());
        return receipt.<ResponseEntity<?>>map(ResponseEntity::ok)
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "Nothing of this person is here."));
    }

    @GetMapping("/erasures")
    List<ErasureReceipt> list() {
        return receipts.newest(MANY);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String words) {
        return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, words));
    }
}
