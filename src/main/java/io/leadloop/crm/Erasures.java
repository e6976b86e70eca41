package io.leadloop.crm;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import io.leadloop.process.LeadErasure;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets people: leads with everything of theirs in our rows, in the inbox, in the engine and its history. A keyed hash of
 * their CRM records stays, so that a late retry does not bring them back, and a receipt that counts what was removed.
 */
@Component
public class Erasures {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Leads leads;
    private final LeadRecords records;
    private final ErasedRecords tombstones;
    private final LeadErasure erasure;
    private final ErasureReceipts receipts;
    private final Clock clock;

    Erasures(
            Leads leads,
            LeadRecords records,
            ErasedRecords tombstones,
            LeadErasure erasure,
            ErasureReceipts receipts,
            Clock clock) {
        this.leads = leads;
        this.records = records;
        this.tombstones = tombstones;
        this.erasure = erasure;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * Forgets these leads.
     *
     * @param askedBy who asked: a user's name, or the CRM source whose privacy event it was
     * @param reason in words, without personal data
     */
    @Transactional
    public ErasureReceipt erase(Collection<LeadId> ids, String askedBy, String reason) {
        return erase(ids, List.of(), askedBy, reason);
    }

    /** Forgets whoever this record stands for; also a record that is not known yet will not come in any more. */
    @Transactional
    public ErasureReceipt eraseRecord(ExternalId record, String askedBy) {
        LeadId lead = leads.resolve(List.of(record)).get(record);
        return erase(lead == null ? List.of() : List.of(lead), List.of(record), askedBy, "Privacy event of the CRM");
    }

    private ErasureReceipt erase(
            Collection<LeadId> ids, Collection<ExternalId> further, String askedBy, String reason) {
        Instant now = clock.instant();
        // The rows stay locked until the end, so that no event of the person is applied in between.
        Set<LeadId> known = new HashSet<>(leads.lock(ids).keySet());
        Set<ExternalId> all = new HashSet<>(records.recordsOf(known));
        all.addAll(further);
        tombstones.add(all, now);
        int events = receipts.forgetEvents(all, known);
        LeadErasure.Removed removed = erasure.erase(known);
        ErasureReceipt receipt = new ErasureReceipt(
                IDS.generate(),
                askedBy,
                reason,
                now,
                known.size(),
                removed.clicks(),
                removed.conversions(),
                removed.waiting(),
                events,
                removed.processes(),
                all.size());
        receipts.add(receipt);
        return receipt;
    }
}
