package io.leadloop.process;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.LeadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The leads that stand too long: always true by the rows of leads and stages. Beside it, the marks: for which of them
 * Cockpit shows an incident.
 */
@Repository
public class StuckLeads {

    private static final String OVER_TIME = """
             from leadloop.lead l join leadloop.stage s on s.id = l.stage
            left join leadloop.stuck_acknowledgement a on a.lead_id = l.id and a.stage_at = l.stage_at
                and a.until >= (:now::timestamptz at time zone 'UTC')::date
            where s.allowed_days is not null and l.process_instance_id is not null
              and l.stage_at < :now::timestamptz - make_interval(days => s.allowed_days)
            """;
    private static final String COLUMNS =
            "select l.id, l.source, l.external_id, l.stage, l.stage_at, s.allowed_days, l.process_instance_id,"
                    + " a.until, a.reason, a.acknowledged_by";

    private final JdbcClient jdbc;

    StuckLeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The leads that stand too long, the longest over their time first; at one stage, or at any where it is null. */
    public List<StuckLead> now(@Nullable String stage, Instant now, int limit) {
        return jdbc.sql(COLUMNS + OVER_TIME + """
                          and (:stage::text is null or l.stage = :stage)
                        order by l.stage_at + make_interval(days => s.allowed_days), l.id limit :limit
                        """)
                .param("now", now.toString())
                .param("stage", stage)
                .param("limit", limit)
                .query(StuckLeads::read)
                .list();
    }

    /**
     * How many stand too long.
     *
     * @param open those that nobody acknowledged
     * @param acknowledged those that somebody looked at, and whose day is not over
     */
    public record Count(long open, long acknowledged) {

        public static final Count NONE = new Count(0, 0);
    }

    /** How many stand too long, by stage id; stages without any are absent. */
    public Map<String, Count> count(Instant now) {
        Map<String, Count> counts = new LinkedHashMap<>();
        jdbc.sql("select l.stage, count(*) filter (where a.lead_id is null), count(a.lead_id)" + OVER_TIME
                        + " group by l.stage, s.rank order by s.rank")
                .param("now", now.toString())
                .query(row -> {
                    counts.put(row.getString(1), new Count(row.getLong(2), row.getLong(3)));
                });
        return counts;
    }

    /** Replaces an earlier one; false when the lead does not stand too long. */
    public boolean acknowledge(LeadId lead, StuckAcknowledgement acknowledgement, Instant now) {
        return jdbc.sql("""
                        insert into leadloop.stuck_acknowledgement
                            (lead_id, stage_at, until, reason, acknowledged_by, acknowledged_at)
                        select l.id, l.stage_at, :until::date, :reason, :who, :now::timestamptz
                        """ + OVER_TIME + """
                          and l.id = :lead::uuid
                        on conflict (lead_id) do update set stage_at = excluded.stage_at, until = excluded.until,
                            reason = excluded.reason, acknowledged_by = excluded.acknowledged_by,
                            acknowledged_at = excluded.acknowledged_at
                        """)
                        .param("now", now.toString())
                        .param("lead", lead.toString())
                        .param("until", acknowledgement.until().toString())
                        .param("reason", acknowledgement.reason())
                        .param("who", acknowledgement.by())
                        .update()
                > 0;
    }

    /** The lead, if it stands too long. */
    public List<StuckLead> of(LeadId lead, Instant now) {
        return jdbc.sql(COLUMNS + OVER_TIME + " and l.id = :lead::uuid")
                .param("now", now.toString())
                .param("lead", lead.toString())
                .query(StuckLeads::read)
                .list();
    }

    /** Leads that stand too long and are not marked, locked until the transaction ends. */
    List<StuckLead> unmarked(Instant now, int limit) {
        return jdbc.sql(COLUMNS + OVER_TIME + """
                          and not exists (select from leadloop.stuck_lead m where m.lead_id = l.id)
                        order by l.stage_at limit :limit for update of l skip locked
                        """)
                .param("now", now.toString())
                .param("limit", limit)
                .query(StuckLeads::read)
                .list();
    }

    /** A mark that was taken away. */
    record Mark(LeadId lead, @Nullable String incidentId) {}

    void mark(Map<StuckLead, String> incidents, Collection<StuckLead> leads, Instant now) {
        jdbc.sql("""
                        insert into leadloop.stuck_lead (lead_id, stage, stage_at, allowed_days, incident_id, raised_at)
                        select *, :now::timestamptz from unnest(:leads::uuid[], :stages::text[], :times::timestamptz[],
                            :days::int[], :incidents::text[])
                        on conflict do nothing
                        """)
                .param("now", now.toString())
                .param("leads", SqlArray.of(leads, StuckLead::lead))
                .param("stages", SqlArray.of(leads, StuckLead::stage))
                .param("times", SqlArray.of(leads, StuckLead::stageAt))
                .param("days", SqlArray.of(leads, StuckLead::allowedDays))
                .param("incidents", SqlArray.of(leads, incidents::get))
                .update();
    }

    /** Takes the marks of these leads away. */
    List<Mark> unmark(Collection<LeadId> leads) {
        return leads.isEmpty()
                ? List.of()
                : jdbc.sql("delete from leadloop.stuck_lead where lead_id = any(:leads::uuid[])"
                                + " returning lead_id, incident_id")
                        .param("leads", SqlArray.of(leads, it -> it))
                        .query(StuckLeads::readMark)
                        .list();
    }

    /** Takes marks away that do not hold any more: the lead moved or ended, or its stage's allowed time changed. */
    List<Mark> unmarkOutdated(int limit) {
        return jdbc.sql("""
                        delete from leadloop.stuck_lead where lead_id in (
                            select m.lead_id from leadloop.stuck_lead m
                            left join leadloop.lead l on l.id = m.lead_id
                            left join leadloop.stage s on s.id = l.stage
                            where l.process_instance_id is null or l.stage <> m.stage or l.stage_at <> m.stage_at
                               or s.allowed_days is distinct from m.allowed_days
                            limit :limit for update of m skip locked)
                        returning lead_id, incident_id
                        """).param("limit", limit).query(StuckLeads::readMark).list();
    }

    private static Mark readMark(ResultSet row, int number) throws SQLException {
        return new Mark(new LeadId(row.getObject(1, UUID.class)), row.getString(2));
    }

    private static StuckLead read(ResultSet row, int number) throws SQLException {
        return new StuckLead(
                new LeadId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getInt(6),
                row.getString(7),
                row.getObject(8) == null
                        ? null
                        : new StuckAcknowledgement(
                                row.getObject(8, LocalDate.class), row.getString(9), row.getString(10)));
    }
}
