package io.leadloop.crm;

import io.leadloop.database.TimeOrderedIds;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.MessageOrigin;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.NotARecordId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads a lead's records again from its CRM, into the same inbox as webhooks. */
@Component
public class Rereads {

    private final CrmSources sources;
    private final LeadRecords records;
    private final InboxIntake inbox;
    private final SourceRefusals refusals;

    Rereads(CrmSources sources, LeadRecords records, InboxIntake inbox, SourceRefusals refusals) {
        this.sources = sources;
        this.records = records;
        this.inbox = inbox;
        this.refusals = refusals;
    }

    /** Whether the source supports reading single records. */
    public boolean isPossible(String source) {
        return sources.find(source).orElse(null) instanceof CrmReread;
    }

    /**
     * Calls the CRM's API, outside of any transaction, and stores the events; what is known already changes nothing
     * when it is applied.
     *
     * @return how many events of the lead were stored
     * @throws CrmUnavailable if the CRM cannot be reached; becomes 400 with its message
     */
    public int reread(LeadId lead) throws CrmUnavailable {
        List<ExternalId> known = records.recordsOf(List.of(lead)).stream()
                .flatMap(this::canonical)
                .distinct()
                .toList();
        int stored = 0;
        for (String source : known.stream().map(ExternalId::source).distinct().toList()) {
            if (sources.find(source).orElse(null) instanceof CrmReread crm) {
                List<Delivery> found = reread(
                        source,
                        crm,
                        known.stream().filter(it -> it.source().equals(source)).toList());
                stored += inbox.store(source, found, MessageOrigin.REREAD);
            }
        }
        return stored;
    }

    private List<Delivery> reread(String source, CrmReread crm, List<ExternalId> known) throws CrmUnavailable {
        try {
            List<Delivery> found = crm.reread(known).stream().map(Rereads::anew).toList();
            refusals.answered(source, SourceRefusals.REREAD);
            return found;
        } catch (CrmUnavailable e) {
            refusals.failed(source, SourceRefusals.REREAD, e);
            throw e;
        }
    }

    /** Records stored before ids were canonical; empty for a record that the CRM's API cannot return. */
    private Stream<ExternalId> canonical(ExternalId record) {
        try {
            return Stream.of(sources.record(record.source(), record.type(), record.id()));
        } catch (NotARecordId unknownToItsCrm) {
            return Stream.empty();
        }
    }

    /** A new key, so that it is applied although a sweep delivered the same before. */
    private static Delivery anew(Delivery delivery) {
        return new Delivery(
                "reread:" + TimeOrderedIds.next() + ":" + delivery.key(), delivery.orderingKey(), delivery.payload());
    }
}
