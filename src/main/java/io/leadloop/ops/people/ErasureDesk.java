package io.leadloop.ops.people;

import io.leadloop.lead.LeadId;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.privacy.ErasureQuery;
import io.leadloop.privacy.ErasureReceipt;
import io.leadloop.privacy.Erasures;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forgets people and leaves a line in the audit log: that of the receipt, with counts alone. */
@Component
class ErasureDesk {

    private final Erasures erasures;
    private final AuditLog audit;

    ErasureDesk(Erasures erasures, AuditLog audit) {
        this.erasures = erasures;
        this.audit = audit;
    }

    ErasureReceipt erase(List<LeadId> leads, @Nullable ErasureQuery person, String who, String reason) {
        return written(erasures.erase(leads, person, who, reason));
    }

    /** Empty where nothing of the person is here. */
    Optional<ErasureReceipt> erase(ErasureQuery person, String who, String reason) {
        return erasures.erase(person, who, reason).map(this::written);
    }

    private ErasureReceipt written(ErasureReceipt receipt) {
        audit.add(
                receipt.askedBy(),
                Verb.ERASE,
                Subject.PERSON,
                receipt.id(),
                null,
                counted(receipt.leads(), "lead") + ", " + counted(receipt.clicks(), "click id") + ", "
                        + counted(receipt.conversions(), "conversion") + ", " + counted(receipt.events(), "event"),
                receipt.reason());
        return receipt;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
