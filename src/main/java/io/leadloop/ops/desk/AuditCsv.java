package io.leadloop.ops.desk;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** Lines of the audit log as CSV (RFC 4180) with a header, times in UTC. */
public final class AuditCsv {

    private static final String HEADER = "id,at,who,verb,subject,subject_id,lead_id,crm_id,detail,comment,times\n";

    private AuditCsv() {}

    public static String of(List<AuditLog.Entry> entries) {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(it -> text.append(CSVFormat.DEFAULT.format(Stream.of(
                                it.id(),
                                it.at(),
                                it.actor(),
                                it.verb(),
                                it.subject(),
                                it.subjectId(),
                                it.lead() == null ? "" : it.lead(),
                                it.crmId() == null ? "" : it.crmId(),
                                it.detail(),
                                it.comment(),
                                it.times())
                        .map(AuditCsv::harmless)
                        .toArray()))
                .append('\n'));
        return text.toString();
    }

    /** A text that a spreadsheet would take for a formula is marked as text: people type comments, CRMs send ids. */
    private static @Nullable Object harmless(Object cell) {
        return cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
