package io.leadloop.lead;

import io.leadloop.lead.ExternalId.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records that an event names, and the one rule who is who (docs/identity.md). A record of type LEAD or CONTACT names a
 * person, one of type DEAL a deal. Persons that an event of a person names are that person, by the CRM's own link (a converted
 * lead and its contact). Persons that an event of a deal names are people of the deal, who stay apart. A deal, a click or a
 * contact that two persons share never makes them one. An event that tells something of a deal takes the deal along to its
 * person; one that only links a deal (a Salesforce lead that was converted into an opportunity) leaves a deal that another lead
 * has where it is.
 *
 * @param persons the person of the event under each of its records, or the people of a deal in the CRM's order
 * @param deal null where the event names none
 */
record EventRecords(
        LeadEvent event, List<ExternalId> persons, @Nullable ExternalId deal) {

    static EventRecords of(LeadEvent event) {
        Set<ExternalId> persons = new LinkedHashSet<>();
        ExternalId deal = event.dealId().isEmpty()
                ? null
                : ExternalId.deal(event.subject().source(), event.dealId());
        List<ExternalId> all = new ArrayList<>();
        all.add(event.subject());
        all.addAll(event.aliases());
        for (ExternalId record : all) {
            if (record.type() != RecordType.DEAL) {
                persons.add(record);
            } else if (deal == null) {
                deal = record;
            }
        }
        return new EventRecords(event, List.copyOf(persons), deal);
    }

    Set<ExternalId> all() {
        Set<ExternalId> all = new LinkedHashSet<>(persons);
        if (deal != null) {
            all.add(deal);
        }
        all.add(event.subject());
        all.addAll(event.aliases());
        return all;
    }

    /**
     * Whether the event is about somebody who was erased: its person, or all the people whom it names for its deal; where it
     * names none, the deal of an erased one.
     */
    boolean isOfForgotten(Set<ExternalId> forgotten) {
        if (!isOfDeal()) {
            return persons.stream().anyMatch(forgotten::contains);
        }
        return persons.isEmpty() ? deal != null && forgotten.contains(deal) : forgotten.containsAll(persons);
    }

    /** The event without the erased ones among the people of its deal, and without what may be theirs. */
    LeadEvent without(Set<ExternalId> forgotten) {
        return persons.stream().noneMatch(forgotten::contains)
                ? event
                : event.withoutAliases(forgotten).withoutPerson();
    }

    /** Whether the event is about a deal, whose people it may name or not. */
    boolean isOfDeal() {
        return event.subject().type() == RecordType.DEAL;
    }

    private @Nullable LeadId dealOwner(Map<ExternalId, LeadId> known) {
        return deal == null ? null : known.get(deal);
    }

    /** The lead that loses its deal to that one by the event; null where the deal stays or is new. */
    @Nullable
    LeadId dealFrom(LeadId lead, Map<ExternalId, LeadId> known) {
        LeadId owner = dealOwner(known);
        return owner == null || owner.equals(lead) || !tellsOfDeal() ? null : owner;
    }

    private boolean tellsOfDeal() {
        return event.deal() != null;
    }

    /**
     * The lead that the event is about, as far as it is known. The event of a person: that person's. The event of a deal: the
     * lead that has the deal as long as the CRM names it among the deal's people or names nobody that we know; else the first
     * of those people that we know.
     */
    Optional<LeadId> lead(Map<ExternalId, LeadId> known) {
        List<LeadId> people =
                persons.stream().filter(known::containsKey).map(known::get).toList();
        if (!isOfDeal()) {
            return people.stream().findFirst();
        }
        LeadId owner = dealOwner(known);
        if (owner != null && (people.isEmpty() || people.contains(owner))) {
            return Optional.of(owner);
        }
        return people.stream().findFirst();
    }

    /**
     * The records that are known to be this lead's by the event: those of its person, and the deal. People of a deal are not
     * learnt: the CRM keeps them apart.
     *
     * @param known records that are another lead's already stay with it, but for a deal of which the event tells something
     */
    Set<ExternalId> learnt(LeadId lead, Map<ExternalId, LeadId> known) {
        Set<ExternalId> learnt = new LinkedHashSet<>();
        if (!isOfDeal()) {
            persons.stream().filter(it -> !known.containsKey(it)).forEach(learnt::add);
        }
        if (deal != null && (tellsOfDeal() || !known.containsKey(deal))) {
            learnt.add(deal);
        }
        return learnt;
    }

    /** The event without mail, phone, clicks and consent of a person who is not that lead. */
    LeadEvent about(LeadId lead, Map<ExternalId, LeadId> known) {
        boolean isOfSomebodyElse =
                isOfDeal() && persons.size() == 1 && !lead.equals(known.get(persons.get(0))) && event.saysOfAPerson();
        return isOfSomebodyElse ? event.withoutPerson() : event;
    }
}
