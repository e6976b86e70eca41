package io.leadloop.lead;

import io.leadloop.lead.ContactCandidates.Candidate;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Joins a lead form's lead and a CRM's record by the declared {@link ContactRule}s, only when the second of them begins, and only
 * where there is exactly one of each: a second lead of the form, or a second record of the CRM, with the same mail or phone in the
 * same days makes it ambiguous, and so does the same phone under two different mail addresses. What is ambiguous stays two leads,
 * which {@link ContactCandidates#apart} lists. What are two leads already stays two.
 */
@Component
class ContactLinks {

    private final ContactRules rules;
    private final ContactCandidates candidates;

    ContactLinks(ContactRules rules, ContactCandidates candidates) {
        this.rules = rules;
        this.candidates = candidates;
    }

    /**
     * @param events the same in the same order; a joined one has the other side's records among its own
     * @param known whose the records are that were added
     * @param later the places of events that have to wait until another one of the batch, of the same contact, is applied
     */
    record Linked(List<LeadEvent> events, Map<ExternalId, LeadId> known, Set<Integer> later) {}

    /** @param known whose the records of the events are */
    Linked link(List<LeadEvent> events, Map<ExternalId, LeadId> known) {
        List<ContactRule> declared = rules.contactRules();
        Set<Integer> later = new HashSet<>();
        Map<Integer, LeadEvent> asking = declared.isEmpty() ? Map.of() : asking(events, declared, known, later);
        if (asking.isEmpty()) {
            return new Linked(events, Map.of(), later);
        }
        Map<Integer, List<Candidate>> found = candidates.of(asking);
        Map<ExternalId, LeadId> added = new HashMap<>();
        List<LeadEvent> linked = new ArrayList<>(events);
        found.forEach((i, all) -> declared.stream()
                .flatMap(rule -> other(rule, events.get(i), all).stream())
                .findFirst()
                .ifPresent(one -> one.persons().forEach(record -> {
                    linked.set(i, linked.get(i).withAlias(record));
                    added.put(record, one.lead());
                })));
        return new Linked(List.copyOf(linked), added, later);
    }

    /** By their place, the events that begin somebody; of several of the same contact the first: the others see what became of it. */
    private static Map<Integer, LeadEvent> asking(
            List<LeadEvent> events, List<ContactRule> rules, Map<ExternalId, LeadId> known, Set<Integer> later) {
        Map<Integer, LeadEvent> asking = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < events.size(); i++) {
            LeadEvent event = events.get(i);
            if (begins(event, rules, known)) {
                List<String> contacts = ContactCandidates.contactsOf(event);
                if (contacts.stream().anyMatch(seen::contains)) {
                    later.add(i);
                } else {
                    asking.put(i, event);
                }
                seen.addAll(contacts);
            }
        }
        return asking;
    }

    /** A person who is not known under any record, and whom no other rule has joined. */
    private static boolean begins(LeadEvent event, List<ContactRule> rules, Map<ExternalId, LeadId> known) {
        String source = event.subject().source();
        return event.subject().type() != RecordType.DEAL
                && !event.contact().isEmpty()
                && rules.stream().anyMatch(it -> it.covers(source))
                && EventRecords.of(event).persons().stream()
                        .allMatch(it -> !known.containsKey(it) && it.source().equals(source));
    }

    /** The one on the other side; empty where there is none, or more than one is meant. */
    private static Optional<Candidate> other(ContactRule rule, LeadEvent event, List<Candidate> all) {
        String source = event.subject().source();
        if (!rule.covers(source)) {
            return Optional.empty();
        }
        List<Candidate> near =
                all.stream().filter(it -> it.isWithin(rule.within(), event)).toList();
        boolean isOfForm = rule.form().equals(source);
        Set<String> there = isOfForm ? Set.copyOf(rule.crms()) : Set.of(rule.form());
        List<Candidate> others = near.stream().filter(it -> it.isOfAny(there)).toList();
        boolean isAlone = near.stream().noneMatch(it -> it.isOfAny(Set.of(source)));
        return others.size() == 1 && isAlone && others.get(0).mayBe(event)
                ? Optional.of(others.get(0).only(there))
                : Optional.empty();
    }
}
