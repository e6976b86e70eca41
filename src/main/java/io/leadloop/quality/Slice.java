package io.leadloop.quality;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which leads figures are about; null lets all through.
 *
 * @param destination the ad account: of conversions, the one that is told; of leads, the one whose click brought them
 * @param source the CRM or form that told of the lead
 * @param campaign of the visit that brought the lead
 */
public record Slice(
        @Nullable String destination,
        @Nullable String source,
        @Nullable String campaign) {

    public static final Slice ALL = new Slice(null, null, null);

    /** A condition on the row with that alias, which has the columns {@code source} and {@code lead_id}; begins with "and". */
    String ofLeads(String alias) {
        return (source == null ? "" : " and " + alias + ".source = :source")
                + (campaign == null
                        ? ""
                        : " and " + alias
                                + ".lead_id in (select f.lead_id from leadloop.lead_fact f where f.campaign = :campaign)");
    }

    /** The same on a row that has {@code lead_id} only, and for leads that the account's click brought. */
    String ofLeadIds(String alias) {
        return this.equals(ALL)
                ? ""
                : " and " + alias + ".lead_id in (select f.lead_id from leadloop.lead_fact f where true" + cameBy("f")
                        + ")";
    }

    /** The same on a row of {@code v_lead}. */
    String cameBy(String alias) {
        return (destination == null ? "" : " and " + alias + ".platform = :destination")
                + (source == null ? "" : " and " + alias + ".source = :source")
                + (campaign == null ? "" : " and " + alias + ".campaign = :campaign");
    }

    /** The values that the conditions name. */
    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("destination", destination);
        values.put("source", source);
        values.put("campaign", campaign);
        return values;
    }
}
