package io.leadloop.pipeline;

import io.leadloop.lead.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Input of the conversion plan: a lead that reached a stage.
 *
 * @param source the name of the CRM source that the lead came from
 * @param country ISO 3166 code of two letters; empty where nobody told it
 * @param visit that brought the lead
 * @param deal what the customer pays; null if no amount is known (yet)
 */
public record PlanInput(
        String stage,
        String source,
        String country,
        Visit visit,
        @Nullable Money deal) {

    static final String UTM_SOURCE = "utmSource";
    static final String UTM_MEDIUM = "utmMedium";
    static final String CAMPAIGN = "campaign";

    /** The names of what the link of the visit said. */
    static final List<String> OF_VISIT = List.of(UTM_SOURCE, UTM_MEDIUM, CAMPAIGN);

    /** The names of the variables, as a decision table can ask for them. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of("stage", "source", "country", "dealAmount", "dealCurrency"), OF_VISIT.stream())
            .toList();

    Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("stage", stage);
        variables.put("source", source);
        variables.put("country", country);
        variables.put(UTM_SOURCE, visit.utmSource());
        variables.put(UTM_MEDIUM, visit.utmMedium());
        variables.put(CAMPAIGN, visit.campaign());
        variables.put("dealAmount", deal == null ? null : deal.amount());
        variables.put("dealCurrency", deal == null ? "" : deal.currency().getCurrencyCode());
        return variables;
    }
}
