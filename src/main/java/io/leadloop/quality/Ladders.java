package io.leadloop.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads, for each day and action, what the CRM said and where each step stands. */
@Repository
public class Ladders {

    private final JdbcClient jdbc;

    Ladders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest day first.
     *
     * @param destination only this one; null for all
     */
    public List<Ladder> ladder(Period period, @Nullable String destination) {
        return jdbc.sql("""
                        with told as (
                            select (min(h.occurred_at) at time zone 'UTC')::date as day, h.stage, h.lead_id,
                                case when s.kind = 'REVENUE' then h.deal_id else '' end as deal_id
                            from leadloop.stage_change h
                            join leadloop.stage s on s.id = h.stage and s.kind <> 'LOST'
                            where h.occurred_at >= :start::timestamptz and h.occurred_at < :end::timestamptz
                            group by h.stage, h.lead_id, case when s.kind = 'REVENUE' then h.deal_id else '' end),
                        actions as (
                            select distinct stage, destination, action from leadloop.v_conversion
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                              and type = 'CONVERSION'
                              and (:destination::text is null or destination = :destination)),
                        steps as (
                            select t.day, t.stage, a.destination, a.action, c.state
                            from told t join actions a on a.stage = t.stage
                            left join lateral (
                                select state from leadloop.conversion c
                                where c.lead_id = t.lead_id and c.stage = t.stage and c.destination = a.destination
                                  and c.deal_id = t.deal_id and c.type = 'CONVERSION'
                                order by sequence desc limit 1) c on true)
                        select day, stage, destination, action, count(*) as said,
                            count(*) filter (where state is null) as not_theirs,
                            count(*) filter (where state = 'REFUSED') as refused,
                            count(*) filter (where state = 'PLANNED') as waiting,
                            count(*) filter (where state = 'REJECTED') as rejected,
                            count(*) filter (where state = 'DROPPED') as dropped,
                            count(*) filter (where state = 'EXPIRED') as expired,
                            count(*) filter (where state = 'ACCEPTED') as accepted,
                            (select sum(p.conversions)::bigint from leadloop.platform_report p
                                where p.destination = steps.destination and p.action = steps.action and p.day = steps.day
                                  and p.basis = 'CONVERSION') as reported
                        from steps group by day, stage, destination, action
                        order by day desc, destination, stage
                        """)
                .param("start", period.start())
                .param("end", period.end())
                .param("destination", destination)
                .query(Ladders::read)
                .list();
    }

    private static Ladder read(ResultSet row, int number) throws SQLException {
        return new Ladder(
                row.getDate("day").toLocalDate(),
                row.getString("stage"),
                row.getString("destination"),
                row.getString("action"),
                row.getLong("said"),
                row.getLong("not_theirs"),
                row.getLong("refused"),
                row.getLong("waiting"),
                row.getLong("rejected"),
                row.getLong("dropped"),
                row.getLong("expired"),
                row.getLong("accepted"),
                row.getObject("reported", Long.class));
    }
}
