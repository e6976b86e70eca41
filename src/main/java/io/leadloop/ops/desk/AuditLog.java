package io.leadloop.ops.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who did what. A line is written in the transaction of the deed, and never changed; only failed sign-ins of one minute
 * are counted on one line.
 */
@Repository
public class AuditLog {

    /** The actor of a failed sign-in. */
    static final String NOBODY = "not signed in";

    /** The subject of a failed sign-in under a name that no user has; no user's id can hold a space. */
    static final String UNKNOWN_USER = "no such user";

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What was done. */
    public enum Verb {
        RETRY("Sent again"),
        DROP("Dropped"),
        CORRECT("Corrected"),
        BULK("Bulk work"),
        PAUSE("Paused"),
        RESUME("Resumed"),
        TEST_CALL("Test call"),
        REPLAY("Replayed"),
        /** Read the payload of an event. */
        LOOK("Read the payload"),
        MOVE("Moved by hand"),
        ERASE("Forgot a person"),
        REREAD("Read again from the CRM"),
        IMPORT("Imported"),
        CANCEL("Cancelled"),
        SILENCE("Hid a finding"),
        HEAR_AGAIN("Showed a finding again"),
        /** Somebody looked at a stuck lead; alerts leave it out for a while. */
        ACKNOWLEDGE("Looked at a stuck lead"),
        SIGN_IN_FAILED("Failed sign-in"),
        // From here on in Camunda's own applications or by its REST.
        CREATE("Created"),
        UPDATE("Changed"),
        DELETE("Deleted"),
        ADD_TO_GROUP("Added to a group"),
        REMOVE_FROM_GROUP("Removed from a group"),
        DEPLOY("Deployed"),
        SUSPEND("Suspended"),
        ACTIVATE("Activated"),
        SET_RETRIES("Set retries"),
        SET_VARIABLES("Set variables"),
        MODIFY("Modified"),
        RESOLVE("Resolved"),
        ASSIGN("Assigned"),
        COMPLETE("Completed"),
        EXECUTE("Executed"),
        /** Any other; the detail begins with Camunda's name of it. */
        OTHER("Other");

        private final String words;

        Verb(String words) {
            this.words = words;
        }

        /** What people read. */
        public String words() {
            return words;
        }
    }

    /** What it was done to. */
    public enum Subject {
        CONVERSION,
        CONVERSIONS,
        DESTINATION,
        /** An ad account or a CRM that was made in the browser or by REST. */
        CONNECTION,
        INBOX_MESSAGE,
        INBOX_MESSAGES,
        LEAD,
        /** Who was forgotten; its id is the receipt's. */
        PERSON,
        LEAD_FILE,
        AD_COSTS,
        PLATFORM_REPORTS,
        FX_RATES,
        FINDING,
        USER,
        GROUP,
        AUTHORIZATION,
        /** Of a model other than those of leads and conversions. */
        PROCESS_INSTANCE,
        PROCESS_DEFINITION,
        DECISION_DEFINITION,
        JOB,
        JOB_DEFINITION,
        EXTERNAL_TASK,
        TASK,
        INCIDENT,
        DEPLOYMENT,
        FILTER,
        /** Anything else of the engine; the detail names it. */
        ENGINE
    }

    /**
     * @param actor the user's name
     * @param lead the lead whose page tells of it; null where it concerns none
     * @param crmId what the CRM calls the lead; null where it concerns none or it was erased
     * @param detail what changed, without personal data; click ids masked
     * @param comment the person's words
     * @param times how often within the minute; above 1 for failed sign-ins only
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
            String comment,
            int times) {

        /** What was done, in words. */
        @JsonProperty
        public String did() {
            return verb.words();
        }
    }

    /**
     * Which lines; null asks for nothing.
     *
     * @param person who did it, or the user whom it was done to
     * @param subjectId of the subject, or the CRM's id of the lead
     * @param from the first day (UTC)
     * @param until the last day (UTC), included
     */
    public record Query(
            @Nullable UUID lead,
            @Nullable String person,
            @Nullable Verb verb,
            @Nullable Subject subject,
            @Nullable String subjectId,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        public static Query ofLead(@Nullable UUID lead) {
            return new Query(lead, null, null, null, null, null, null);
        }
    }

    /** Adds a line to the transaction around it. */
    public void add(
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

    /**
     * Counts a failed sign-in: one line for each user and minute.
     *
     * @param user null where no such user exists: what was typed may be a password
     */
    public void addFailedSignIn(@Nullable String user) {
        jdbc.sql("""
                        insert into leadloop.audit_entry (at, actor, verb, subject, subject_id, detail)
                        values (date_trunc('minute', :now::timestamptz), :nobody, :verb, :subject, :user, '')
                        on conflict (subject_id, at) where verb = 'SIGN_IN_FAILED'
                        do update set times = audit_entry.times + 1
                        """)
                .param("now", clock.instant().toString())
                .param("nobody", NOBODY)
                .param("verb", Verb.SIGN_IN_FAILED.name())
                .param("subject", Subject.USER.name())
                .param("user", user == null ? UNKNOWN_USER : user)
                .update();
    }

    /** Whether this person's deed on this subject was written down by the transaction around this call. */
    public boolean hasInThisTransaction(String actor, Subject subject, Object subjectId) {
        return jdbc.sql("""
                        select exists (select from leadloop.audit_entry
                        where subject = :subject and subject_id = :id and actor = :actor
                          and xmin::text = (pg_current_xact_id()::text::bigint % 4294967296)::text)
                        """)
                .param("subject", subject.name())
                .param("id", subjectId.toString())
                .param("actor", actor)
                .query(Boolean.class)
                .single();
    }

    /** The newest lines first; of one lead, or of all where it is null. */
    public List<Entry> newest(@Nullable UUID lead, int limit) {
        return find(Query.ofLead(lead), limit);
    }

    /** The newest lines first. */
    public List<Entry> find(Query query, int limit) {
        return jdbc.sql("""
                        select a.*, l.external_id from leadloop.audit_entry a left join leadloop.lead l on l.id = a.lead_id
                        where (:lead::uuid is null or a.lead_id = :lead::uuid)
                          and (:person::text is null or a.actor = :person or (a.subject = 'USER' and a.subject_id = :person))
                          and (:verb::text is null or a.verb = :verb)
                          and (:subject::text is null or a.subject = :subject)
                          and (:id::text is null or a.subject_id = :id or l.external_id = :id)
                          and (:from::date is null or a.at >= :from::date::timestamp at time zone 'UTC')
                          and (:until::date is null or a.at < (:until::date + 1)::timestamp at time zone 'UTC')
                        order by a.id desc limit :limit
                        """)
                .param("lead", text(query.lead()))
                .param("person", query.person())
                .param("verb", query.verb() == null ? null : query.verb().name())
                .param(
                        "subject",
                        query.subject() == null ? null : query.subject().name())
                .param("id", query.subjectId())
                .param("from", text(query.from()))
                .param("until", text(query.until()))
                .param("limit", limit)
                .query(AuditLog::read)
                .list();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static Entry read(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("actor"),
                Verb.valueOf(row.getString("verb")),
                Subject.valueOf(row.getString("subject")),
                row.getString("subject_id"),
                row.getObject("lead_id", UUID.class),
                row.getString("external_id"),
                row.getString("detail"),
                row.getString("comment"),
                row.getInt("times"));
    }
}
