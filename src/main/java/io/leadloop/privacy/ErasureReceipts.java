package io.leadloop.privacy;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of receipts; also erases rows of the inbox. */
@Repository
public class ErasureReceipts {

    private final JdbcClient jdbc;

    ErasureReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Removes what the inbox holds of these records and leads, and these events: waiting payloads, and of which record and
     * lead a done message was.
     */
    int forgetEvents(Collection<ExternalId> records, Collection<LeadId> leads, Collection<Long> events) {
        List<String> keys =
                records.stream().map(it -> it.source() + ":" + it.id()).toList();
        int waiting = jdbc.sql("""
                        delete from leadloop.inbox_message
                        where (state = 'WAITING' or state = 'LOOKUP' or state in ('UNMATCHED', 'UNMAPPED', 'PARKED'))
                          and (lead_id = any(:leads::uuid[]) or id = any(:events::bigint[])
                           or waiting_for && :records::text[] or ordering_key = any(:keys::text[]))
                        """)
                .param("leads", SqlArray.of(leads, LeadId::value))
                .param("events", SqlArray.of(events, it -> it))
                .param("records", SqlArray.of(records, ExternalId::toString))
                .param("keys", SqlArray.of(keys, it -> it))
                .update();
        int done = jdbc.sql("""
                        update leadloop.inbox_message
                        set lead_id = null, ordering_key = 'erased', delivery_key = 'erased:' || id
                        where state = 'PROCESSED' and (lead_id = any(:leads::uuid[]) or ordering_key = any(:keys::text[]))
                        """)
                .param("leads", SqlArray.of(leads, LeadId::value))
                .param("keys", SqlArray.of(keys, it -> it))
                .update();
        return waiting + done;
    }

    void add(ErasureReceipt receipt) {
        jdbc.sql("""
                        insert into leadloop.erasure (id, asked_by, reason, erased_at, leads, clicks, conversions, waiting,
                            events, processes, records)
                        values (:id, :askedBy, :reason, :erasedAt::timestamptz, :leads, :clicks, :conversions, :waiting,
                            :events, :processes, :records)
                        """)
                .param("id", receipt.id())
                .param("askedBy", receipt.askedBy())
                .param("reason", receipt.reason())
                .param("erasedAt", receipt.erasedAt().toString())
                .param("leads", receipt.leads())
                .param("clicks", receipt.clicks())
                .param("conversions", receipt.conversions())
                .param("waiting", receipt.waiting())
                .param("events", receipt.events())
                .param("processes", receipt.processes())
                .param("records", receipt.records())
                .update();
    }

    /** The newest receipts first. */
    public List<ErasureReceipt> newest(int limit) {
        return jdbc.sql("select * from leadloop.erasure order by erased_at desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new ErasureReceipt(
                        row.getObject("id", UUID.class),
                        row.getString("asked_by"),
                        row.getString("reason"),
                        row.getTimestamp("erased_at").toInstant(),
                        row.getInt("leads"),
                        row.getInt("clicks"),
                        row.getInt("conversions"),
                        row.getInt("waiting"),
                        row.getInt("events"),
                        row.getInt("processes"),
                        row.getInt("records")))
                .list();
    }
}
