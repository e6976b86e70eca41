package io.leadloop.ops.lead;

import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of leads that an account was not told why not, each by itself and by cause with what it is about. */
@Component
class UntoldLeads {

    private final LeadList list;
    private final Destinations destinations;

    UntoldLeads(LeadList list, Destinations destinations) {
        this.list = list;
        this.destinations = destinations;
    }

    /**
     * One cause.
     *
     * @param reason as the ledger has it; null where the account has no row, or is owed none
     * @param words of a lead without a row
     * @param deals what their deals are worth, by currency
     */
    record Cause(@Nullable String reason, String words, int leads, List<Money> deals) {}

    /** Each lead has its reason; of one that another platform brought it is that one's name. */
    Map<LeadId, Untold> of(WantedLeads wanted, Collection<Lead> leads) {
        Map<LeadId, Untold> untold = list.untold(wanted, leads);
        untold.values().removeIf(it -> Refusal.NO_CLICK_ID.name().equals(it.reason()));
        List<Lead> without =
                leads.stream().filter(it -> !untold.containsKey(it.id())).toList();
        Map<LeadId, String> brought = list.broughtBy(without);
        String type = destinations.typeOf(wanted.account());
        without.forEach(it -> untold.put(it.id(), new Untold(null, words(brought.get(it.id()), type))));
        return untold;
    }

    private String words(@Nullable String platform, String type) {
        if (platform == null) {
            return "No ad click of it is known.";
        }
        return platform.equals(type)
                ? "No click of it can be told there, or the plan does not report it there."
                : "Another platform brought it: "
                        + destinations
                                .find(platform)
                                .map(it -> it.profile().name())
                                .orElse(platform) + ".";
    }

    /** The causes, that of most leads first. */
    static List<Cause> causes(Map<LeadId, Untold> untold, Map<LeadId, LeadBrief> briefs) {
        Map<Untold, List<LeadBrief>> byCause = new LinkedHashMap<>();
        untold.forEach((lead, why) -> byCause.computeIfAbsent(
                        why.reason() == null ? why : new Untold(why.reason(), ""), it -> new ArrayList<>())
                .add(Objects.requireNonNullElse(briefs.get(lead), LeadBrief.UNKNOWN)));
        return byCause.entrySet().stream()
                .map(it -> new Cause(
                        it.getKey().reason(), it.getKey().words(), it.getValue().size(), LeadBrief.sums(it.getValue())))
                .sorted(Comparator.comparingInt(Cause::leads).reversed())
                .toList();
    }
}
