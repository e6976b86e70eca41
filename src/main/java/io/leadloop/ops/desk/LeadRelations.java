package io.leadloop.ops.desk;

import io.leadloop.crm.CrmSources;
import io.leadloop.crm.FormJoin;
import io.leadloop.lead.ContactCandidates;
import io.leadloop.lead.ContactRule;
import io.leadloop.lead.CrossSourceLinks;
import io.leadloop.lead.DealMoves;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a lead has to do with other leads: deals that went from one to another, and leads that the CRM made one. */
@Component
class LeadRelations {

    /** More say nothing more. */
    private static final int MOST = 10;

    private final Leads leads;
    private final LeadRecords records;
    private final DealMoves moves;
    private final CrmSources sources;
    private final CrossSourceLinks links;
    private final ContactCandidates contacts;

    LeadRelations(
            Leads leads,
            LeadRecords records,
            DealMoves moves,
            CrmSources sources,
            CrossSourceLinks links,
            ContactCandidates contacts) {
        this.sources = sources;
        this.links = links;
        this.contacts = contacts;
        this.leads = leads;
        this.records = records;
        this.moves = moves;
    }

    /**
     * Another lead.
     *
     * @param externalId what its CRM calls it
     */
    record Other(UUID id, String externalId) {}

    /**
     * A deal whose person changed in the CRM.
     *
     * @param hasGone whether it went to the other lead; else it came from there
     * @param at when we heard of it
     */
    record MovedDeal(String dealId, boolean hasGone, Other other, Instant at) {}

    /**
     * @param partOf the lead that this one became part of; null for a lead of its own
     * @param parts the leads that became part of this one
     * @param deals the oldest move first
     * @param notJoined leads of a lead form, or records of a CRM, that may be the same person: a declared rule names them, but not
     *     without doubt
     */
    record Relations(@Nullable Other partOf, List<Other> parts, List<MovedDeal> deals, List<NotJoined> notJoined) {}

    /**
     * @param by what the two share: {@code mail or phone}, or the name of a lead form's id
     */
    record NotJoined(Other other, String source, String by) {}

    Relations of(Lead lead) {
        LeadId id = lead.id();
        List<DealMoves.DealMove> moved = moves.of(id);
        Optional<LeadId> partOf = records.mergedInto(id);
        List<LeadId> parts = records.withMerged(List.of(id)).stream()
                .filter(it -> records.mergedInto(it).filter(id::equals).isPresent())
                .toList();
        List<LeadId> others = new ArrayList<>(parts);
        partOf.ifPresent(others::add);
        moved.stream().flatMap(it -> Stream.of(it.from(), it.to())).forEach(others::add);
        Map<LeadId, Lead> known = leads.find(others);
        return new Relations(
                partOf.map(known::get).map(LeadRelations::other).orElse(null),
                parts.stream()
                        .map(known::get)
                        .map(LeadRelations::other)
                        .sorted(Comparator.comparing(Other::externalId))
                        .toList(),
                moved.stream().flatMap(it -> moved(it, id, known).stream()).toList(),
                notJoined(id));
    }

    private List<NotJoined> notJoined(LeadId lead) {
        Map<LeadId, String> by = new LinkedHashMap<>();
        for (FormJoin rule : sources.joins()) {
            links.apartFrom(lead, rule.id(), MOST)
                    .forEach(it -> by.putIfAbsent(it, rule.id().key()));
        }
        for (ContactRule rule : sources.contactRules()) {
            contacts.apartFrom(lead, rule, MOST).forEach(it -> by.putIfAbsent(it, "mail or phone"));
        }
        return leads.find(by.keySet()).values().stream()
                .map(it -> new NotJoined(other(it), it.externalId().source(), Objects.requireNonNull(by.get(it.id()))))
                .toList();
    }

    private static Optional<MovedDeal> moved(DealMoves.DealMove move, LeadId lead, Map<LeadId, Lead> known) {
        boolean hasGone = move.from().equals(lead);
        return Optional.ofNullable(known.get(hasGone ? move.to() : move.from()))
                .map(it -> new MovedDeal(move.dealId(), hasGone, other(it), move.at()));
    }

    private static Other other(Lead lead) {
        return new Other(lead.id().value(), lead.externalId().id());
    }
}
