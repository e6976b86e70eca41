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

/** Reads a lead's records from its CRM anew, into the same inbox as webhooks. */
@Component
public class Rereads {

    private final CrmSources sources;
    private final LeadRecords records;
    private final InboxIntake inbox;

    Rereads(CrmSources sources, LeadRecords records, InboxIntake inbox) {
        this.sources = sources;
        this.records = records;
        this.inbox = inbox;
    }

    /** Whether the source can be asked for single records. */
    public boolean isPossible(String source) {
        return sources.find(source).orElse(null) instanceof CrmReread;
    }

    /**
     * Asks the CRM, outside of any transaction, and stores what it says; what is known already changes nothing when it is
     * applied.
     *
     * @return how many events of the lead were stored
     * @throws CrmUnavailable with words for whoever asked
     */
    public int reread(LeadId lead) throws CrmUnavailable {
        List<ExternalId> known = records.recordsOf(List.of(lead)).stream()
                .flatMap(this::canonical)
                .distinct()
                .toList();
        int stored = 0;
        for (String source : known.stream().map(ExternalId::source).distinct().toList()) {
            if (sources.find(source).orElse(null) instanceof CrmReread crm) {
                stored += inbox.store(
                        source,
                        crm
                                .reread(known.stream()
                                        .filter(it -> it.source().equals(source))
                                        .toList())
                                .stream()
                                .map(Rereads::anew)
                                .toList(),
                        MessageOrigin.REREAD);
            }
        }
        return stored;
    }

    /** What was stored before ids had one form; nothing for what no CRM can be asked for. */
    private Stream<ExternalId> canonical(ExternalId record) {
        try {
            return Stream.of(sources.record(record.source(), record.type(), record.id()));
        } catch (NotARecordId unknownToItsCrm) {
            return Stream.empty();
        }
    }

    /** Under a key of its own: it is wanted although a sweep brought the same before. */
    private static Delivery anew(Delivery delivery) {
        return new Delivery(
                "reread:" + TimeOrderedIds.next() + ":" + delivery.key(), delivery.orderingKey(), delivery.payload());
    }
}
