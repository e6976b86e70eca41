package io.leadloop.ops.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what. A line is written in the transaction of the deed, and never changed. */
@Repository
public class AuditLog {

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was done. */
    public enum Verb {
        RETRY,
        DROP,
        CORRECT,
        BULK,
        PAUSE,
        RESUME,
        TEST_CALL,
        REPLAY,
        /** Read the payload of an event. */
        LOOK,
        MOVE,
        REREAD,
        IMPORT,
        CANCEL,
        SILENCE,
        HEAR_AGAIN
    }

    /** What it was done to. */
    public enum Subject {
        CONVERSION,
        CONVERSIONS,
        DESTINATION,
        INBOX_MESSAGE,
        INBOX_MESSAGES,
        LEAD,
        LEAD_FILE,
        AD_COSTS,
        PLATFORM_REPORTS,
        FX_RATES,
        FINDING
    }

    /**
     * @param actor the user's name
     * @param lead the lead whose page tells of it; null where it concerns none
     * @param crmId what the CRM calls the lead; null where it concerns none or it was erased
     * @param detail what changed, without personal data; click ids masked
     * @param comment the person's words
     */
    public record Entry(
            long id,
            Instant at,
            String actor,
            Verb verb,
            Subject subject,
            String subjectId,
            @Nullable UUID lead,
            @Nullable String crmId,
            String detail,
            String comment) {}

    void add(
            String actor,
            Verb verb,
            Subject subject,
            Object subjectId,
            @Nullable UUID lead,
            String detail,
            @Nullable String comment) {
        jdbc.sql("""
                        insert into leadloop.audit_entry (at, actor, verb, subject, subject_id, lead_id, detail, comment)
                        values (:now::timestamptz, :actor, :verb, :subject, :id, :lead::uuid, :detail, :comment)
                        """)
                .param("now", clock.instant().toString())
                .param("actor", actor)
                .param("verb", verb.name())
                .param("subject", subject.name())
                .param("id", subjectId.toString())
                .param("lead", lead == null ? null : lead.toString())
                .param("detail", detail)
                .param("comment", comment == null ? "" : comment.strip())
                .update();
    }

    /** The newest lines first; of one lead, or of all where it is null. */
    public List<Entry> newest(@Nullable UUID lead, int limit) {
        return jdbc.sql("""
                        select a.*, l.external_id from leadloop.audit_entry a left join leadloop.lead l on l.id = a.lead_id
                        where :lead::uuid is null or lead_id = :lead::uuid order by a.id desc limit :limit
                        """)
                .param("lead", lead == null ? null : lead.toString())
                .param("limit", limit)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        Verb.valueOf(row.getString("verb")),
                        Subject.valueOf(row.getString("subject")),
                        row.getString("subject_id"),
                        row.getObject("lead_id", UUID.class),
                        row.getString("external_id"),
                        row.getString("detail"),
                        row.getString("comment")))
                .list();
    }
}
