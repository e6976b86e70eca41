package io.leadloop.pipeline;

import io.leadloop.lead.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input of the conversion plan: a lead that reached a stage.
 *
 * @param source the name of the CRM source that the lead came from
 * @param country ISO 3166 code of two letters; empty where nobody told it
 * @param campaign of the visit that brought the lead; empty where nobody told it
 * @param deal what the customer pays; null if no amount is known (yet)
 */
public record PlanInput(
        String stage,
        String source,
        String country,
        String campaign,
        @Nullable Money deal) {

    static final String CAMPAIGN = "campaign";

    /** The names of the variables, as a decision table can ask for them. */
    static final List<String> NAMES = List.of("stage", "source", "country", CAMPAIGN, "dealAmount", "dealCurrency");

    Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("stage", stage);
        variables.put("source", source);
        variables.put("country", country);
        variables.put(CAMPAIGN, campaign);
        variables.put("dealAmount", deal == null ? null : deal.amount());
        variables.put("dealCurrency", deal == null ? "" : deal.currency().getCurrencyCode());
        return variables;
    }
}
