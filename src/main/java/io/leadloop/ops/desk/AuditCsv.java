package io.leadloop.ops.desk;

import io.leadloop.csv.CsvLine;
import java.util.List;

/** Lines of the audit log as CSV (RFC 4180) with a header, times in UTC. */
public final class AuditCsv {

    private static final String HEADER = "id,at,who,verb,subject,subject_id,lead_id,crm_id,detail,comment,times\n";

    private AuditCsv() {}

    public static String of(List<AuditLog.Entry> entries) {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(it -> text.append(CsvLine.of(
                it.id(),
                it.at(),
                it.actor(),
                it.verb(),
                it.subject(),
                it.subjectId(),
                it.lead(),
                it.crmId(),
                it.detail(),
                it.comment(),
                it.times())));
        return text.toString();
    }
}
