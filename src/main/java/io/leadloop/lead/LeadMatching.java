package io.leadloop.lead;

import io.leadloop.lead.ExternalId.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the lead of each event: by the record itself, by another record that is known to be the same lead, for a deal by
 * the click that it carries; or begins a new lead. Two nodes that begin the same lead at once are told apart by the
 * claim on its CRM record.
 */
@Component
public class LeadMatching {

    private final Leads leads;
    private final ClickIds clickIds;
    private final ErasedRecords erased;

    /**
     * An event and its lead.
     *
     * @param verdict what became of it already; null when it goes on
     */
    public record Match(
            LeadEvent event,
            @Nullable String stage,
            @Nullable LeadId lead,
            boolean isNew,
            EventResult.@Nullable Result verdict) {

        /** Whether it changes its lead: it goes on, or it takes a consent back under a status that no rule knows yet. */
        boolean isChanged() {
            return lead != null && (verdict == null || isOptOut());
        }

        boolean isOptOut() {
            return verdict == EventResult.Result.UNMAPPED
                    && lead != null
                    && event.consent() != null
                    && event.consent().denies();
        }

        Match ends(EventResult.Result result) {
            return new Match(event, stage, lead, isNew, result);
        }
    }

    LeadMatching(Leads leads, ClickIds clickIds, ErasedRecords erased) {
        this.leads = leads;
        this.clickIds = clickIds;
        this.erased = erased;
    }

    /**
     * One match for each event, in order; at most one that goes on for each lead, and none for a lead that is gone.
     *
     * @param locked the known leads that the batch changes; their rows are held until the transaction ends
     */
    public record Matched(List<Match> matches, Map<LeadId, Lead> locked) {

        /** Leads whose consent was taken back by an event that otherwise waits for a rule, as they are then. */
        public List<Lead> optedOut() {
            return matches.stream()
                    .filter(Match::isOptOut)
                    .map(it -> LeadFacts.consenting(Objects.requireNonNull(locked.get(it.lead())), it.event()))
                    .toList();
        }
    }

    /**
     * Finds the leads and locks them.
     *
     * @param stageOf the stage that an event means; empty where no rule knows its status
     */
    public Matched match(List<LeadEvent> events, Function<LeadEvent, Optional<String>> stageOf) {
        Set<ExternalId> records = new HashSet<>();
        events.forEach(event -> records.addAll(recordsOf(event)));
        Map<ExternalId, LeadId> known = leads.resolve(records);
        Set<ExternalId> forgotten = erased.among(records);
        Set<LeadId> taken = new HashSet<>();
        List<Match> matches = new ArrayList<>();
        for (LeadEvent event : events) {
            Match match = recordsOf(event).stream().anyMatch(forgotten::contains)
                    ? new Match(event, null, null, false, EventResult.Result.ERASED)
                    : match(event, stageOf.apply(event), known);
            if (match.isChanged() && !taken.add(Objects.requireNonNull(match.lead()))) {
                match = match.ends(EventResult.Result.DEFERRED);
            }
            if (match.verdict() == null && match.lead() != null) {
                LeadId lead = match.lead();
                recordsOf(event).forEach(record -> known.putIfAbsent(record, lead));
            }
            matches.add(match);
        }
        Map<LeadId, Lead> locked = leads.lock(matches.stream()
                .filter(it -> it.isChanged() && !it.isNew())
                .map(it -> Objects.requireNonNull(it.lead()))
                .toList());
        // A lead that was removed in this moment: its event is looked at again, and begins another one or is let go.
        List<Match> standing = matches.stream()
                .map(it -> it.isChanged() && !it.isNew() && !locked.containsKey(it.lead())
                        ? it.ends(EventResult.Result.DEFERRED)
                        : it)
                .toList();
        return new Matched(claim(standing), locked);
    }

    private Match match(LeadEvent event, Optional<String> stage, Map<ExternalId, LeadId> known) {
        if (stage.isEmpty()) {
            return new Match(event, null, byRecord(event, known).orElse(null), false, EventResult.Result.UNMAPPED);
        }
        Optional<LeadId> lead = byRecord(event, known).or(() -> byClick(event));
        if (lead.isPresent()) {
            return new Match(event, stage.get(), lead.get(), false, null);
        }
        if (event.subject().type() != RecordType.LEAD) {
            return new Match(event, stage.get(), null, false, EventResult.Result.UNMATCHED);
        }
        return new Match(event, stage.get(), LeadId.next(), true, null);
    }

    private static Optional<LeadId> byRecord(LeadEvent event, Map<ExternalId, LeadId> known) {
        return recordsOf(event).stream()
                .filter(known::containsKey)
                .map(known::get)
                .findFirst();
    }

    private Optional<LeadId> byClick(LeadEvent event) {
        if (event.subject().type() == RecordType.LEAD) {
            return Optional.empty();
        }
        for (ClickId click : event.clickIds()) {
            if (click.damage() != null) {
                continue;
            }
            Optional<LeadId> owner = clickIds.ownerOf(event.subject().source(), click);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    private List<Match> claim(List<Match> matches) {
        Map<ExternalId, LeadId> begun = new HashMap<>();
        matches.stream()
                .filter(it -> it.isNew() && it.verdict() == null)
                .forEach(it -> begun.put(it.event().subject(), Objects.requireNonNull(it.lead())));
        Map<ExternalId, LeadId> claimed = leads.claim(begun);
        List<Match> settled = matches.stream()
                .map(it -> it.isNew()
                                && it.verdict() == null
                                && !claimed.containsKey(it.event().subject())
                        ? it.ends(EventResult.Result.DEFERRED)
                        : it)
                .toList();
        Map<ExternalId, LeadId> learnt = new HashMap<>();
        for (Match match : settled) {
            LeadId lead = match.lead();
            if (match.verdict() == null && lead != null) {
                recordsOf(match.event()).forEach(record -> learnt.put(record, lead));
            }
        }
        learnt.keySet().removeAll(claimed.keySet());
        leads.claim(learnt);
        return settled;
    }

    private static List<ExternalId> recordsOf(LeadEvent event) {
        List<ExternalId> records = new ArrayList<>();
        records.add(event.subject());
        records.addAll(event.aliases());
        return records;
    }
}
