package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.StageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The conversions that a batch may touch: those of its leads, and those of its deals wherever they were told. */
final class KnownRows {

    private final Map<LeadId, List<Conversion>> byLead = new HashMap<>();
    private final Map<String, List<Conversion>> byDeal = new HashMap<>();

    /** A step at one destination, with the adjustments that followed it. */
    record Chain(LeadId lead, String stage, String dealId, String destination) {

        static Chain of(Conversion it) {
            return new Chain(it.lead(), it.stage(), it.dealId(), it.destination());
        }
    }

    /**
     * @param touched all rows of leads and deals that may change, held by the transaction
     * @param reviewed refused rows of other leads, whose reason may be gone
     */
    KnownRows(Collection<Conversion> touched, Collection<Conversion> reviewed) {
        Map<UUID, Conversion> rows = new LinkedHashMap<>();
        touched.forEach(it -> rows.put(it.id(), it));
        reviewed.forEach(it -> rows.putIfAbsent(it.id(), it));
        for (Conversion row : rows.values()) {
            byLead.computeIfAbsent(row.lead(), it -> new ArrayList<>()).add(row);
            if (!row.dealId().isEmpty()) {
                byDeal.computeIfAbsent(row.dealId(), it -> new ArrayList<>()).add(row);
            }
        }
    }

    List<Conversion> of(LeadId lead) {
        return byLead.getOrDefault(lead, List.of());
    }

    /** The chains that a change may concern: of its lead, and of its deal at a lead that had it before; by sequence. */
    Map<Chain, List<Conversion>> chainsFor(LeadChange change) {
        Map<Chain, List<Conversion>> chains = new HashMap<>();
        of(change.after().id()).forEach(it -> add(chains, it));
        if (!change.event().dealId().isEmpty()) {
            byDeal.getOrDefault(change.event().dealId(), List.of()).stream()
                    .filter(it -> !it.lead().equals(change.after().id()))
                    .forEach(it -> add(chains, it));
        }
        chains.values().forEach(it -> it.sort(Comparator.comparingInt(Conversion::sequence)));
        return chains;
    }

    private static void add(Map<Chain, List<Conversion>> chains, Conversion row) {
        chains.computeIfAbsent(Chain.of(row), it -> new ArrayList<>()).add(row);
    }

    /** Whether the win of the deal was told, or may have been, to that destination for the lead that had the deal before. */
    boolean isToldElsewhere(Conversion planned) {
        return planned.kind() == StageKind.REVENUE
                && byDeal.getOrDefault(planned.dealId(), List.of()).stream()
                        .anyMatch(it -> !it.lead().equals(planned.lead())
                                && it.stage().equals(planned.stage())
                                && it.destination().equals(planned.destination())
                                && it.mayBeAtPlatform());
    }
}
