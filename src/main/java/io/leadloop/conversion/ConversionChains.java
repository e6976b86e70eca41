package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Steps with the adjustments that follow them. */
@Repository
public class ConversionChains {

    private static final ConversionRow ROWS = new ConversionRow();

    private final JdbcClient jdbc;

    ConversionChains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every conversion of these leads, and of these deals at whatever lead, kept from changing until the transaction ends. */
    public List<HeldConversion> lockOf(Collection<LeadId> leads, Collection<ExternalId> deals) {
        if (leads.isEmpty() && deals.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select c.*, l.source, %s as may_be_there
                        from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id where c.id in (
                            select id from leadloop.conversion where lead_id = any(:leads::uuid[])
                            union
                            select c.id from unnest(:sources::text[], :deals::text[]) as d(source, id)
                            join leadloop.conversion c on c.deal_id = d.id and c.deal_id <> ''
                            join leadloop.lead l on l.id = c.lead_id and l.source = d.source)
                        order by c.id for update of c
                        """.formatted(ConversionLedger.mayBeThere("c")))
                .param("leads", SqlArray.of(leads, LeadId::value))
                .param("sources", SqlArray.of(deals, ExternalId::source))
                .param("deals", SqlArray.of(deals, ExternalId::id))
                .query((row, n) -> new HeldConversion(
                        ROWS.mapRow(row, n), row.getString("source"), row.getBoolean("may_be_there")))
                .list();
    }

    /** Gives conversions to another lead, with their place in their chains shifted by so much. */
    public void giveTo(LeadId lead, Collection<UUID> conversions, int shift) {
        jdbc.sql("""
                        update leadloop.conversion set lead_id = :lead, sequence = sequence + :shift
                        where id = any(:ids::uuid[])
                        """)
                .param("lead", lead.value())
                .param("shift", shift)
                .param("ids", SqlArray.of(conversions, it -> it))
                .update();
    }

    /** A click that both leads of a merge had stayed with the loser: conversions of the winner use the winner's. */
    public void useClicksOf(LeadId winner, LeadId loser) {
        jdbc.sql("""
                        update leadloop.conversion c set click_id = w.id
                        from leadloop.click_id l join leadloop.click_id w using (kind, value)
                        where c.lead_id = :winner and c.click_id = l.id and l.lead_id = :loser and w.lead_id = :winner
                        """)
                .param("winner", winner.value())
                .param("loser", loser.value())
                .update();
    }

    /** Removes the conversions of these leads with their ledger. */
    public void delete(Collection<LeadId> leads) {
        String mine = "(select id from leadloop.conversion where lead_id = any(:leads::uuid[]))";
        jdbc.sql("delete from leadloop.conversion_attempt where conversion_id in " + mine)
                .param("leads", SqlArray.of(leads, LeadId::value))
                .update();
        jdbc.sql("delete from leadloop.conversion where lead_id = any(:leads::uuid[])")
                .param("leads", SqlArray.of(leads, LeadId::value))
                .update();
    }

    /**
     * Where an adjustment stands among the rows of its step.
     *
     * @param waits whether an earlier row may still be sent, which would undo it
     * @param isStepStopped whether what it adjusts waits for a person, who may send it again as it was
     * @param mayBeThere whether the platform has, or may have, what it adjusts
     * @param overtaken whether the platform took a later adjustment of the same step already
     */
    public record Standing(boolean waits, boolean isStepStopped, boolean mayBeThere, boolean overtaken) {}

    /** The standing of these adjustments. */
    public Map<UUID, Standing> standing(Collection<UUID> adjustments) {
        Map<UUID, Standing> standing = new HashMap<>();
        if (!adjustments.isEmpty()) {
            jdbc.sql("""
                            select c.id, bool_or(o.sequence < c.sequence and o.state in ('PLANNED', 'EXHAUSTED')),
                                bool_or(o.id = c.adjusts and o.state in ('REJECTED', 'CANCELLED')),
                                bool_or(o.id = c.adjusts and %s),
                                bool_or(o.adjusts = c.adjusts and o.sequence > c.sequence and o.state = 'ACCEPTED')
                            from leadloop.conversion c
                            join leadloop.conversion o using (lead_id, deal_id, stage, destination)
                            where c.id = any(:ids::uuid[]) group by c.id
                            """.formatted(ConversionLedger.mayBeThere("o")))
                    .param("ids", SqlArray.of(adjustments, it -> it))
                    .query(row -> {
                        standing.put(
                                row.getObject(1, UUID.class),
                                new Standing(
                                        row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)));
                    });
        }
        return standing;
    }
}
