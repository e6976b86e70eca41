package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.LeadId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a batch of changes means for the engine; the rows are written already.
 *
 * @param start conversions of each lead whose upload begins
 * @param end conversions whose upload ends without an answer of the platform, with the state that ended it
 */
public record Planned(Map<LeadId, List<Conversion>> start, Map<UUID, ConversionState> end) {

    public static final Planned NOTHING = new Planned(Map.of(), Map.of());

    /** The conversions of that lead to start. */
    public List<Conversion> startOf(LeadId lead) {
        return start.getOrDefault(lead, List.of());
    }
}
