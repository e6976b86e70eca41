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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who is who: finds the lead of each event by the rule of {@link EventRecords} (docs/identity.md), or begins a new lead. A deal
 * has one lead at a time and goes with the person that the CRM names for it. Two nodes that begin the same lead at once are told
 * apart by the claim on its CRM record.
 */
@Component
public class LeadMatching {

    private final Leads leads;
    private final ClickIds clickIds;
    private final ErasedRecords erased;
    private final CrossSourceLinks links;
    private final ContactLinks contacts;

    LeadMatching(Leads leads, ClickIds clickIds, ErasedRecords erased, CrossSourceLinks links, ContactLinks contacts) {
        this.links = links;
        this.contacts = contacts;
        this.leads = leads;
        this.clickIds = clickIds;
        this.erased = erased;
    }

    /**
     * An event and its lead.
     *
     * @param event without what it says of a person who is not this lead
     * @param stage that the event means; null where no rule knows its status, and where it tells facts only
     * @param dealFrom the lead that had the event's deal before; null where the deal stays or is new
     * @param verdict what became of it already; null when it goes on
     */
    public record Match(
            LeadEvent event,
            @Nullable String stage,
            @Nullable LeadId lead,
            boolean isNew,
            @Nullable LeadId dealFrom,
            EventResult.@Nullable Result verdict) {

        /** Whether it changes its lead: it goes on, or it takes a consent back and waits for something else. */
        boolean isChanged() {
            return lead != null && (verdict == null || isOptOut());
        }

        /** A denial does not wait: not for a rule, and not for a process that a person holds in Cockpit. */
        boolean isOptOut() {
            return (verdict == EventResult.Result.UNMAPPED
                            || verdict == EventResult.Result.SUSPENDED
                            || verdict == EventResult.Result.BROKEN)
                    && lead != null
                    && !isNew
                    && event.consent() != null
                    && event.consent().denies();
        }

        public boolean goesOn() {
            return verdict == null;
        }

        public Match ends(EventResult.Result result) {
            return new Match(event, stage, lead, isNew, dealFrom, result);
        }
    }

    /**
     * One match for each event, in order; at most one that goes on for each lead, and none for a lead that is gone.
     *
     * @param locked the known leads that the batch changes; their rows are held until the transaction ends
     * @param known whose the records of the batch are, as seen after the leads were locked
     */
    public record Matched(List<Match> matches, Map<LeadId, Lead> locked, Map<ExternalId, LeadId> known) {

        /** The same with other verdicts. */
        public Matched with(List<Match> others) {
            return new Matched(others, locked, known);
        }

        /** Leads whose consent was taken back by an event that otherwise waits, as they are then. */
        public List<Lead> optedOut() {
            return matches.stream()
                    .filter(Match::isOptOut)
                    .map(it -> Objects.requireNonNull(locked.get(it.lead())).consenting(it.event()))
                    .toList();
        }
    }

    /**
     * Finds the leads and locks them. Nothing is written yet: {@link #claim} does that for what goes on.
     *
     * @param stageOf the stage that an event means; empty where no rule knows its status
     */
    public Matched match(List<LeadEvent> events, Function<LeadEvent, Optional<String>> stageOf) {
        Set<ExternalId> records = new HashSet<>();
        events.forEach(event -> records.addAll(EventRecords.of(event).all()));
        Map<ExternalId, LeadId> resolved = leads.resolve(records);
        ContactLinks.Linked linked = contacts.link(events, resolved);
        resolved.putAll(linked.known());
        Map<ExternalId, LeadId> known = new HashMap<>(resolved);
        Set<ExternalId> forgotten = erased.among(records);
        Set<LeadId> taken = new HashSet<>();
        List<Match> matches = new ArrayList<>();
        List<LeadEvent> allowed = links.allowed(linked.events(), resolved);
        for (int i = 0; i < allowed.size(); i++) {
            LeadEvent said = allowed.get(i);
            if (linked.later().contains(i)) {
                matches.add(new Match(said, null, null, false, null, EventResult.Result.DEFERRED));
                continue;
            }
            boolean isForgotten = EventRecords.of(said).isOfForgotten(forgotten);
            LeadEvent event = isForgotten ? said : EventRecords.of(said).without(forgotten);
            EventRecords of = EventRecords.of(event);
            Match match = isForgotten
                    ? new Match(event, null, null, false, null, EventResult.Result.ERASED)
                    : event.isFactsOnly() ? facts(event, of, known) : match(event, of, stageOf.apply(event), known);
            if (match.isChanged() && !takes(match, taken)) {
                match = match.ends(EventResult.Result.DEFERRED);
            }
            if (match.goesOn() && match.lead() != null) {
                LeadId lead = match.lead();
                of.learnt(lead, known).forEach(record -> known.put(record, lead));
            }
            matches.add(match);
        }
        return locked(matches, resolved);
    }

    /** An event has its lead, and the lead that loses a deal by it, for itself. */
    private static boolean takes(Match match, Set<LeadId> taken) {
        LeadId lead = Objects.requireNonNull(match.lead());
        LeadId from = match.dealFrom();
        if (taken.contains(lead) || from != null && taken.contains(from)) {
            return false;
        }
        taken.add(lead);
        if (from != null) {
            taken.add(from);
        }
        return true;
    }

    private Matched locked(List<Match> matches, Map<ExternalId, LeadId> resolved) {
        Set<LeadId> changed = new HashSet<>();
        for (Match match : matches) {
            if (match.isChanged() && !match.isNew()) {
                changed.add(Objects.requireNonNull(match.lead()));
            }
            if (match.goesOn() && match.dealFrom() != null) {
                changed.add(match.dealFrom());
            }
        }
        Map<LeadId, Lead> locked = leads.lock(changed);
        Map<ExternalId, LeadId> now = leads.resolve(matches.stream()
                .filter(Match::isChanged)
                .flatMap(it -> EventRecords.of(it.event()).all().stream())
                .collect(Collectors.toSet()));
        // While the locks were waited for a lead was removed or merged, or a deal went elsewhere: the event is looked
        // at again.
        // Nor may a link be followed that another node's event has made the second one meanwhile.
        List<LeadEvent> allowed =
                links.allowed(matches.stream().map(Match::event).toList(), now);
        List<Match> standing = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            Match match = matches.get(i);
            boolean isLate = !match.isNew() && !locked.containsKey(match.lead())
                    || isOvertaken(match, resolved, now)
                    || allowed.get(i) != match.event();
            standing.add(match.isChanged() && isLate ? match.ends(EventResult.Result.DEFERRED) : match);
        }
        return new Matched(standing, locked, now);
    }

    private static boolean isOvertaken(Match match, Map<ExternalId, LeadId> before, Map<ExternalId, LeadId> now) {
        return EventRecords.of(match.event()).all().stream()
                .anyMatch(it -> !Objects.equals(before.get(it), now.get(it)));
    }

    /** What an event tells of a person goes to that person's lead and stays there; it moves no deal and no stage. */
    private static Match facts(LeadEvent event, EventRecords of, Map<ExternalId, LeadId> known) {
        LeadId lead = of.lead(known).orElse(null);
        return lead == null
                ? new Match(event, null, null, false, null, EventResult.Result.NO_LEAD)
                : new Match(of.about(lead, known), null, lead, false, null, null);
    }

    private Match match(LeadEvent event, EventRecords of, Optional<String> stage, Map<ExternalId, LeadId> known) {
        Optional<LeadId> lead = of.lead(known).or(() -> stage.isEmpty() ? Optional.empty() : byClick(event, of));
        if (stage.isEmpty()) {
            LeadEvent about = lead.map(it -> of.about(it, known)).orElse(event);
            return new Match(about, null, lead.orElse(null), false, null, EventResult.Result.UNMAPPED);
        }
        if (lead.isPresent()) {
            LeadId from = of.dealFrom(lead.get(), known);
            return new Match(of.about(lead.get(), known), stage.get(), lead.get(), false, from, null);
        }
        if (event.subject().type() != RecordType.LEAD) {
            return new Match(event, stage.get(), null, false, null, EventResult.Result.UNMATCHED);
        }
        LeadId begins = LeadId.next();
        return new Match(event, stage.get(), begins, true, of.dealFrom(begins, known), null);
    }

    /** A deal of which the CRM names no person that we know: by the click that it carries, where only one lead has that. */
    private Optional<LeadId> byClick(LeadEvent event, EventRecords of) {
        if (!of.isOfDeal()) {
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

    /**
     * Claims the records of what goes on: of new leads, and those that the events tell of known ones. An event whose new lead
     * or deal another node began meanwhile is looked at again.
     */
    public Matched claim(Matched matched) {
        Map<ExternalId, LeadId> wanted = new HashMap<>();
        for (Match match : matched.matches()) {
            LeadId lead = match.lead();
            if (match.goesOn() && lead != null) {
                recordsToClaim(match, lead, matched.known()).forEach(record -> wanted.putIfAbsent(record, lead));
            }
        }
        Map<ExternalId, LeadId> claimed = leads.claim(wanted);
        if (claimed.size() == wanted.size()) {
            return matched;
        }
        Set<ExternalId> lost = new HashSet<>(wanted.keySet());
        lost.removeAll(claimed.keySet());
        Set<ExternalId> released = new HashSet<>();
        List<Match> settled = new ArrayList<>();
        for (Match match : matched.matches()) {
            LeadId lead = match.lead();
            Set<ExternalId> own =
                    match.goesOn() && lead != null ? recordsToClaim(match, lead, matched.known()) : Set.of();
            boolean isLost = own.stream().anyMatch(lost::contains);
            if (isLost) {
                own.stream().filter(it -> Objects.equals(claimed.get(it), lead)).forEach(released::add);
            }
            settled.add(isLost ? match.ends(EventResult.Result.DEFERRED) : match);
        }
        leads.release(released);
        return matched.with(settled);
    }

    private static Set<ExternalId> recordsToClaim(Match match, LeadId lead, Map<ExternalId, LeadId> known) {
        Set<ExternalId> records = new HashSet<>(EventRecords.of(match.event()).learnt(lead, known));
        if (match.isNew()) {
            records.add(match.event().subject());
        }
        records.removeIf(known::containsKey);
        return records;
    }
}
