package io.leadloop.privacy;

import io.leadloop.capture.Captures;
import io.leadloop.database.TimeOrderedIds;
import io.leadloop.inbox.InboxTraces;
import io.leadloop.inbox.InboxTraces.Marks;
import io.leadloop.inbox.InboxTraces.Trace;
import io.leadloop.inbox.RecordErasure;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import io.leadloop.process.LeadErasure;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases people: their leads with all rows, their events in the inbox, and their processes in the engine's runtime and
 * history. A keyed hash of each CRM record stays, so that a late delivery does not bring them back, and a receipt that
 * counts what was removed.
 */
@Component
public class Erasures implements RecordErasure {

    private static final int MOST_TRIES = 8;
    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    private final Leads leads;
    private final LeadRecords records;
    private final ErasedRecords tombstones;
    private final LeadErasure erasure;
    private final Captures captures;
    private final InboxTraces traces;
    private final ErasureReceipts receipts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasures(
            Leads leads,
            LeadRecords records,
            ErasedRecords tombstones,
            LeadErasure erasure,
            Captures captures,
            InboxTraces traces,
            ErasureReceipts receipts,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.leads = leads;
        this.records = records;
        this.tombstones = tombstones;
        this.erasure = erasure;
        this.captures = captures;
        this.traces = traces;
        this.receipts = receipts;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Erases these leads, and waiting events of them and of the person.
     *
     * @param person the person's identifiers; null if only the leads are known
     * @param askedBy a user's name
     * @param reason in words, without personal data
     */
    public ErasureReceipt erase(Collection<LeadId> ids, @Nullable ErasureQuery person, String askedBy, String reason) {
        return again(() -> forget(ids, List.of(), person == null ? ErasureQuery.NOTHING : person, askedBy, reason));
    }

    /** Erases all data of a person; empty if there is none. */
    public Optional<ErasureReceipt> erase(ErasureQuery person, String askedBy, String reason) {
        return again(() -> {
            tombstones.holdOffEvents();
            Set<LeadId> leads = find(person);
            return leads.isEmpty() && waiting(person) == 0 && !captures.holds(person.clickId())
                    ? Optional.empty()
                    : Optional.of(forget(leads, List.of(), person, askedBy, reason));
        });
    }

    /** The leads of a person; nothing is changed. */
    public Set<LeadId> find(ErasureQuery person) {
        Set<LeadId> found = new TreeSet<>(Comparator.comparing(LeadId::toString));
        found.addAll(records.find(person.contact(), null, person.clickId()));
        person.crmIds().forEach(it -> found.addAll(records.find(HashedContact.NONE, it, null)));
        return found;
    }

    /** How many events of a person wait in the inbox; nothing is changed. */
    public int waiting(ErasureQuery person) {
        return traces.find(marks(person, Set.of())).size();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int eraseLeadsOf(ExternalId record, String askedBy) {
        LeadId lead = leads.resolve(List.of(record)).get(record);
        return forget(
                        lead == null ? List.of() : List.of(lead),
                        List.of(record),
                        ErasureQuery.NOTHING,
                        askedBy,
                        "Privacy event of the CRM")
                .leads();
    }

    private ErasureReceipt forget(
            Collection<LeadId> ids,
            Collection<ExternalId> further,
            ErasureQuery person,
            String askedBy,
            String reason) {
        Instant now = clock.instant();
        tombstones.holdOffEvents();
        Map<LeadId, Lead> known = leads.lock(records.withMerged(ids));
        Set<ExternalId> all = new HashSet<>(records.recordsOf(known.keySet()));
        known.values().forEach(it -> all.add(it.externalId()));
        all.addAll(further);
        List<Trace> waiting = traces.find(marks(person, all));
        waiting.forEach(it -> all.addAll(it.records()));
        tombstones.add(all, now);
        int events = receipts.forgetEvents(
                all, known.keySet(), waiting.stream().map(Trace::id).toList());
        int captured = captures.forget(known.keySet(), person.clickId());
        LeadErasure.Removed removed = erasure.erase(known.keySet());
        ErasureReceipt receipt = new ErasureReceipt(
                TimeOrderedIds.next(),
                askedBy,
                reason,
                now,
                known.size(),
                removed.clicks() + captured,
                removed.conversions(),
                removed.waiting(),
                events,
                removed.processes(),
                all.size());
        receipts.add(receipt);
        return receipt;
    }

    /**
     * What a waiting event of the person says: one of their records, or the mail, phone or click by which somebody named them.
     * A mail that stands at an erased record alone does not count: others may share it.
     */
    private static Marks marks(ErasureQuery person, Collection<ExternalId> of) {
        Set<String> hashes = new HashSet<>();
        Stream.of(person.contact().email(), person.contact().phoneE164())
                .filter(Objects::nonNull)
                .forEach(hashes::add);
        Set<String> clicks = person.clickId() == null ? Set.of() : Set.of(person.clickId());
        return new Marks(person.crmIds(), person.email(), Set.copyOf(of), hashes, clicks);
    }

    /** Retries on a deadlock: an upload that is recorded at the same time may lock the same rows in another order. */
    private <T> T again(Supplier<T> work) {
        for (int left = MOST_TRIES - 1; ; left--) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (ConcurrencyFailureException e) {
                if (left == 0) {
                    throw e;
                }
                log.info("An erasure met another change of the same rows and begins again");
            }
        }
    }
}
