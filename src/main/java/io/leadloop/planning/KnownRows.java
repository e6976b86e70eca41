package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.HeldConversion;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.StageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conversions that a batch may touch: those of its leads, and those of its deals wherever they were told. */
final class KnownRows {

    private final Map<LeadId, List<Conversion>> byLead = new HashMap<>();
    private final Map<ExternalId, List<Conversion>> byDeal = new HashMap<>();
    private final Set<UUID> mayBeThere = new HashSet<>();
    private final Set<ExternalId> toldByForgotten;

    /** A step at one destination, with the adjustments that followed it. */
    record Chain(LeadId lead, String stage, String dealId, String destination) {

        static Chain of(Conversion it) {
            return new Chain(it.lead(), it.stage(), it.dealId(), it.destination());
        }
    }

    /**
     * @param touched all rows of leads and deals that may change, held by the transaction
     * @param reviewed refused rows of other leads, whose reason may be gone
     * @param toldByForgotten deals whose win was told for a person who was erased since
     */
    KnownRows(Collection<HeldConversion> touched, Collection<Conversion> reviewed, Set<ExternalId> toldByForgotten) {
        this.toldByForgotten = toldByForgotten;
        Map<UUID, Conversion> rows = new LinkedHashMap<>();
        for (HeldConversion held : touched) {
            Conversion row = held.row();
            rows.put(row.id(), row);
            if (held.mayBeThere()) {
                mayBeThere.add(row.id());
            }
            if (!row.dealId().isEmpty()) {
                byDeal.computeIfAbsent(ExternalId.deal(held.source(), row.dealId()), it -> new ArrayList<>())
                        .add(row);
            }
        }
        reviewed.forEach(it -> rows.putIfAbsent(it.id(), it));
        rows.values()
                .forEach(row -> byLead.computeIfAbsent(row.lead(), it -> new ArrayList<>())
                        .add(row));
    }

    List<Conversion> of(LeadId lead) {
        return byLead.getOrDefault(lead, List.of());
    }

    /** Whether the platform has the conversion, or may have it. */
    boolean mayBeThere(Conversion row) {
        return mayBeThere.contains(row.id());
    }

    /** The platform cannot have it and it could still be sent: never tried, or refused whenever it was. */
    boolean isSurelyNotThere(Conversion row) {
        return switch (row.state()) {
            case PLANNED, REJECTED, EXHAUSTED, CANCELLED, DROPPED -> !mayBeThere(row);
            default -> false;
        };
    }

    /** The chains that a change may concern: of its lead, and of its deal at a lead that had it before; by sequence. */
    Map<Chain, List<Conversion>> chainsFor(LeadChange change) {
        Map<Chain, List<Conversion>> chains = new HashMap<>();
        of(change.after().id()).forEach(it -> add(chains, it));
        Stream.concat(ofDeal(change.dealRecord()), ownWinsOf(change.dealFrom()))
                .filter(it -> !it.lead().equals(change.after().id()))
                .forEach(it -> add(chains, it));
        chains.values().forEach(it -> it.sort(Comparator.comparingInt(Conversion::sequence)));
        return chains;
    }

    private Stream<Conversion> ofDeal(@Nullable ExternalId deal) {
        return deal == null ? Stream.empty() : byDeal.getOrDefault(deal, List.of()).stream();
    }

    /** Where a lead is won once whatever its deals, its win names none of them. */
    private Stream<Conversion> ownWinsOf(@Nullable LeadId lead) {
        return lead == null
                ? Stream.empty()
                : of(lead).stream()
                        .filter(it ->
                                it.kind() == StageKind.REVENUE && it.dealId().isEmpty());
    }

    private static void add(Map<Chain, List<Conversion>> chains, Conversion row) {
        chains.computeIfAbsent(Chain.of(row), it -> new ArrayList<>()).add(row);
    }

    /** Whether a win of that stage was told, or may have been, for the lead that loses its deal by this change. */
    boolean isToldFor(LeadId lead, String stage, String dealId, @Nullable ExternalId deal) {
        Stream<Conversion> wins = dealId.isEmpty() ? ownWinsOf(lead) : ofDeal(deal);
        return isTold(wins.filter(it -> it.lead().equals(lead) && it.stage().equals(stage)));
    }

    /** Whether a platform believes one of these wins: it has it, or may have it, and was not told since that it is untrue. */
    private boolean isTold(Stream<Conversion> wins) {
        return wins.collect(Collectors.groupingBy(Chain::of)).values().stream()
                .anyMatch(chain -> chain.stream().anyMatch(this::mayBeThere) && !isUndone(chain));
    }

    /** Whether the last word that the platform took of this chain is that it is untrue; until it took it, it believes the win. */
    boolean isUndone(List<Conversion> chain) {
        return chain.stream()
                .filter(it -> it.state() == ConversionState.ACCEPTED)
                .max(Comparator.comparingInt(Conversion::sequence))
                .filter(Conversion::isTakingBack)
                .isPresent();
    }

    /**
     * The planned conversion, refused where it is a win that was told, or may have been, to any platform for a lead that had
     * the deal before: a win is told for one lead.
     *
     * @param deal the deal in the CRM; null where the conversion is of none
     * @param dealFrom the lead that had the deal until now; null where it did not move
     */
    Conversion unlessToldElsewhere(Conversion planned, @Nullable ExternalId deal, @Nullable LeadId dealFrom) {
        if (planned.kind() != StageKind.REVENUE || !isToldElsewhere(planned, deal, dealFrom)) {
            return planned;
        }
        return planned.change()
                .state(ConversionState.REFUSED)
                .reason(Refusal.DEAL_TOLD_ELSEWHERE.name())
                .detail(Refusal.DEAL_TOLD_ELSEWHERE.words())
                .done();
    }

    private boolean isToldElsewhere(Conversion planned, @Nullable ExternalId deal, @Nullable LeadId dealFrom) {
        Stream<Conversion> wins = planned.dealId().isEmpty() ? ownWinsOf(dealFrom) : ofDeal(deal);
        boolean wasRefusedForIt = planned.dealId().isEmpty()
                && dealFrom == null
                && of(planned.lead()).stream()
                        .anyMatch(it -> Refusal.DEAL_TOLD_ELSEWHERE.name().equals(it.reason())
                                && it.stage().equals(planned.stage())
                                && it.dealId().isEmpty());
        return deal != null && toldByForgotten.contains(deal)
                || wasRefusedForIt
                || isTold(wins.filter(
                        it -> !it.lead().equals(planned.lead()) && it.stage().equals(planned.stage())));
    }
}
