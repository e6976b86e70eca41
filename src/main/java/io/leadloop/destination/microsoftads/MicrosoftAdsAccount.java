package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.ReportCall;
import java.util.ArrayList;
import java.util.List;

/**
 * What Microsoft says of an account: {@code Account/Query} of the Customer Management API (fields of AdvertiserAccount,
 * BingAds-Java-SDK 13.0.27).
 *
 * @param currency ISO 4217
 * @param zone by Microsoft's own names, such as {@code AmsterdamBerlinBernRomeStockholmVienna}
 * @param status {@code AccountLifeCycleStatus}
 */
record MicrosoftAdsAccount(String name, String currency, String zone, String status) {

    private static final String ACTIVE = "Active";

    static MicrosoftAdsAccount of(JsonNode account) {
        return new MicrosoftAdsAccount(
                account.path("Name").asText(""),
                account.path("CurrencyCode").asText(""),
                account.path("TimeZone").asText(""),
                account.path("AccountLifeCycleStatus").asText(""));
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The account is '" + name + "', in " + currency + ", its days are those of " + zone
                        + " (Microsoft's own name); its reports count days in UTC."));
        if (!status.equals(ACTIVE)) {
            lines.add(new Line(
                    Verdict.WRONG,
                    "The account is not active (" + ReportCall.code(status)
                            + "): its ads do not run. Microsoft Advertising, Accounts & Billing."));
        }
        return lines;
    }
}
