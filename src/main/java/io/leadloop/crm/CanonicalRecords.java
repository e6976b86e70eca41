package io.leadloop.crm;

import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Deal;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces each record id of a change by its canonical form, so that webhook, sweep, re-read and file name a record
 * alike, whatever the translation of the CRM does.
 */
final class CanonicalRecords {

    private final CrmSource source;

    private CanonicalRecords(CrmSource source) {
        this.source = source;
    }

    /**
     * The same change with canonical ids.
     *
     * @throws Untranslatable if an id is not valid for the source; the event becomes PARKED
     */
    static SourceChange in(SourceChange change, CrmSource source) throws Untranslatable {
        CanonicalRecords records = new CanonicalRecords(source);
        try {
            if (change instanceof SourceChange.Event it) {
                return new SourceChange.Event(records.of(it.event()), it.evidence());
            }
            if (change instanceof SourceChange.Merge it) {
                return new SourceChange.Merge(records.of(it.loser()), records.of(it.winner()));
            }
            return change instanceof SourceChange.Erasure it
                    ? new SourceChange.Erasure(records.of(it.record()))
                    : change;
        } catch (NotARecordId e) {
            throw new Untranslatable(e.words());
        }
    }

    private ExternalId of(ExternalId record) throws NotARecordId {
        String id = source.canonicalId(record.type(), record.id());
        return id.equals(record.id()) ? record : new ExternalId(record.source(), record.type(), id);
    }

    private @Nullable Deal of(@Nullable Deal deal) throws NotARecordId {
        return deal == null ? null : new Deal(source.canonicalId(RecordType.DEAL, deal.id()), deal.dealValue());
    }

    private LeadEvent of(LeadEvent event) throws NotARecordId {
        List<ExternalId> aliases = new ArrayList<>();
        for (ExternalId alias : event.aliases()) {
            aliases.add(of(alias));
        }
        return new LeadEvent(
                of(event.subject()),
                aliases,
                event.status(),
                event.outcome(),
                event.occurredAt(),
                event.capturedAt(),
                event.clickIds(),
                event.contact(),
                event.consent(),
                event.assumedConsent(),
                event.country(),
                of(event.deal()),
                event.origin());
    }
}
