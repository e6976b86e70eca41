package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Steps with the corrections that follow them. */
@Repository
public class ConversionChains {

    private final JdbcClient jdbc;

    ConversionChains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every conversion of these leads, kept from changing until the transaction ends. */
    public List<Conversion> lockOf(Collection<LeadId> leads) {
        return leads.isEmpty()
                ? List.of()
                : jdbc.sql("""
                                select * from leadloop.conversion where lead_id = any(:leads::uuid[])
                                order by id for update
                                """)
                        .param("leads", SqlArray.of(leads, LeadId::value))
                        .query(new ConversionRow())
                        .list();
    }

    /** Gives the loser's conversions to the winner, but those that the winner has itself. */
    public void moveTo(LeadId winner, LeadId loser) {
        jdbc.sql("""
                        update leadloop.conversion c set lead_id = :winner
                        where c.lead_id = :loser and not exists (
                            select from leadloop.conversion w where w.lead_id = :winner and w.deal_id = c.deal_id
                              and w.stage = c.stage and w.destination = c.destination)
                        """)
                .param("winner", winner.value())
                .param("loser", loser.value())
                .update();
        // A click that both had stayed with the loser.
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
     * Whether the platform refused every attempt of this conversion as a whole, so that it cannot have it: the account
     * was blocked, or it was too many. Anything else may have been taken, silence too.
     */
    public boolean nothingWasTaken(UUID id) {
        return jdbc.sql("""
                        select coalesce(bool_and(outcome is not null
                            and (outcome = 'BLOCKED' or outcome = 'RETRY' and code = 'HTTP_429')), true)
                        from leadloop.conversion_attempt where conversion_id = :id
                        """).param("id", id).query(Boolean.class).single();
    }

    /**
     * Where a correction stands among the rows of its step.
     *
     * @param waits whether an earlier row may still be sent, which would undo it
     * @param overtaken whether the platform took a later one already
     */
    public record Standing(boolean waits, boolean overtaken) {}

    /** The standing of these corrections. */
    public Map<UUID, Standing> standing(Collection<UUID> corrections) {
        Map<UUID, Standing> standing = new HashMap<>();
        if (!corrections.isEmpty()) {
            jdbc.sql("""
                            select c.id, bool_or(o.sequence < c.sequence and o.state = 'PLANNED'),
                                bool_or(o.sequence > c.sequence and o.state = 'ACCEPTED')
                            from leadloop.conversion c
                            join leadloop.conversion o using (lead_id, deal_id, stage, destination)
                            where c.id = any(:ids::uuid[]) group by c.id
                            """).param("ids", SqlArray.of(corrections, it -> it)).query(row -> {
                standing.put(row.getObject(1, UUID.class), new Standing(row.getBoolean(2), row.getBoolean(3)));
            });
        }
        return standing;
    }

    /** Gives a conversion that its platform does not have the value of another. */
    public void revalue(UUID id, Conversion planned, Instant now) {
        CurrencyConversion exchange = planned.exchange();
        jdbc.sql("""
                        update leadloop.conversion
                        set amount = :amount::numeric, currency = :currency, value_rule = :rule,
                            crm_amount = :crmAmount::numeric, crm_currency = :crmCurrency, fx_rate = :rate::numeric,
                            fx_day = :day::date, fx_source = :source, updated_at = :now::timestamptz
                        where id = :id::uuid and state in ('PLANNED', 'REJECTED')
                        """)
                .param("id", id.toString())
                .param("amount", Conversions.amount(planned.value()))
                .param("currency", Conversions.currency(planned.value()))
                .param("rule", planned.valueRule())
                .param("crmAmount", exchange == null ? null : Conversions.amount(exchange.from()))
                .param("crmCurrency", exchange == null ? null : Conversions.currency(exchange.from()))
                .param("rate", exchange == null ? null : exchange.rate().toPlainString())
                .param("day", exchange == null ? null : exchange.day().toString())
                .param("source", exchange == null ? null : exchange.source())
                .param("now", now.toString())
                .update();
    }

    /** Gives a conversion that the platform refused another value or click; false when it is not refused any more. */
    public boolean mend(Conversion mended) {
        return jdbc.sql("""
                                update leadloop.conversion
                                set amount = :amount::numeric, currency = :currency, value_rule = :rule,
                                    click_id = :click::uuid, send_before = :sendBefore::timestamptz,
                                    crm_amount = case when :exchanged then crm_amount end,
                                    crm_currency = case when :exchanged then crm_currency end,
                                    fx_rate = case when :exchanged then fx_rate end,
                                    fx_day = case when :exchanged then fx_day end,
                                    fx_source = case when :exchanged then fx_source end,
                                    updated_at = :now::timestamptz
                                where id = :id::uuid and state = 'REJECTED'
                                """)
                        .param("id", mended.id().toString())
                        .param("amount", Conversions.amount(mended.value()))
                        .param("currency", Conversions.currency(mended.value()))
                        .param("rule", mended.valueRule())
                        .param("exchanged", mended.exchange() != null)
                        .param(
                                "click",
                                mended.clickId() == null
                                        ? null
                                        : mended.clickId().toString())
                        .param(
                                "sendBefore",
                                mended.sendBefore() == null
                                        ? null
                                        : mended.sendBefore().toString())
                        .param("now", mended.updatedAt().toString())
                        .update()
                > 0;
    }
}
