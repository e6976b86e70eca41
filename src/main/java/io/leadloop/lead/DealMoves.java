package io.leadloop.lead;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deals whose person changed in the CRM: a deal has one lead at a time and takes its own history along. */
@Repository
public class DealMoves {

    private final JdbcClient jdbc;

    DealMoves(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A deal that went from one lead to another.
     *
     * @param at when we heard of it (UTC)
     */
    public record DealMove(String dealId, LeadId from, LeadId to, Instant at) {}

    /** Gives the deal, its stage changes and its record to the other lead and writes it down for both. */
    public void move(ExternalId deal, LeadId from, LeadId to, Instant now) {
        String[] steps = {
            """
            update leadloop.lead_alias set lead_id = :to
            where source = :source and record_type = 'DEAL' and external_id = :deal
            """,
            """
            update leadloop.deal set lead_id = :to where lead_id = :from and id = :deal
              and not exists (select from leadloop.deal where lead_id = :to and id = :deal)
            """,
            "delete from leadloop.deal where lead_id = :from and id = :deal",
            "update leadloop.stage_change set lead_id = :to where lead_id = :from and deal_id = :deal",
            """
            insert into leadloop.deal_move (deal_id, from_lead, to_lead, moved_at)
            values (:deal, :from, :to, cast(:now as timestamptz)) on conflict do nothing
            """
        };
        for (String step : steps) {
            jdbc.sql(step)
                    .params(Map.of(
                            "source", deal.source(),
                            "deal", deal.id(),
                            "from", from.value(),
                            "to", to.value(),
                            "now", now.toString()))
                    .update();
        }
    }

    /** The moves that this lead lost or won a deal by, the oldest first. */
    public List<DealMove> of(LeadId lead) {
        return jdbc.sql("""
                        select deal_id, from_lead, to_lead, moved_at from leadloop.deal_move
                        where from_lead = :lead or to_lead = :lead order by moved_at
                        """)
                .param("lead", lead.value())
                .query((row, n) -> new DealMove(
                        row.getString(1),
                        new LeadId(row.getObject(2, UUID.class)),
                        new LeadId(row.getObject(3, UUID.class)),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
