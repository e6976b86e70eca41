package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What Google Ads says of an account: fields of the resource {@code customer}, googleapis
 * google/ads/googleads/v25/resources/customer.proto.
 *
 * @param currency ISO 4217; never changes
 * @param zone IANA; never changes
 */
record GoogleAdsAccount(
        String name,
        String currency,
        String zone,
        boolean isManager,
        boolean isTest,
        boolean tagsClicks,
        boolean acceptedDataTerms,
        boolean enhancedForLeads) {

    private static final String SETTING = "customer.conversion_tracking_setting.";

    static final String QUERY =
            "SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone,"
                    + " customer.manager, customer.test_account, customer.auto_tagging_enabled, " + SETTING
                    + "accepted_customer_data_terms, " + SETTING
                    + "enhanced_conversions_for_leads_enabled FROM customer LIMIT 1";

    static GoogleAdsAccount of(JsonNode customer) {
        JsonNode tracking = customer.path("conversionTrackingSetting");
        return new GoogleAdsAccount(
                customer.path("descriptiveName").asText(""),
                customer.path("currencyCode").asText(""),
                customer.path("timeZone").asText(""),
                customer.path("manager").asBoolean(),
                customer.path("testAccount").asBoolean(),
                customer.path("autoTaggingEnabled").asBoolean(),
                tracking.path("acceptedCustomerDataTerms").asBoolean(),
                tracking.path("enhancedConversionsForLeadsEnabled").asBoolean());
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The account is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
        if (isManager) {
            lines.add(
                    new Line(
                            Verdict.WRONG,
                            "It is a manager account, which has no clicks: customer-id is the account below it, login-customer-id this one."));
        }
        if (isTest) {
            lines.add(new Line(Verdict.WRONG, "It is a test account: nothing of it is ever counted."));
        }
        lines.add(
                tagsClicks
                        ? new Line(Verdict.PROVED, "Auto-tagging is on: landing pages get a gclid.")
                        : new Line(
                                Verdict.WRONG,
                                "Auto-tagging is off, so no landing page gets a gclid. Google Ads, Admin, Account settings, Auto-tagging."));
        if (!acceptedDataTerms || !enhancedForLeads) {
            lines.add(
                    new Line(
                            Verdict.WRONG,
                            "Hashed mail and phone are not used: "
                                    + (acceptedDataTerms
                                            ? "enhanced conversions for leads are off (Goals, Settings)."
                                            : "the customer data terms are not accepted (Goals, Settings, Customer data terms).")));
        }
        return lines;
    }
}
