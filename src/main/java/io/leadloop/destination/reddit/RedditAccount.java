package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Reddit says of an ad account: {@code GET /api/v3/ad_accounts/{id}} (field names of third parties' clients).
 *
 * @param currency ISO 4217
 * @param zone IANA
 * @param approval {@code admin_approval}; empty where it is not said
 */
record RedditAccount(String name, String currency, ZoneId zone, String approval) {

    private static final Set<String> STOPPED =
            Set.of("REJECTED", "SUSPENDED", "BANNED", "SUSPICIOUS", "FAILED_BILLING");

    static RedditAccount of(JsonNode account) throws Unavailable {
        try {
            return new RedditAccount(
                    account.path("name").asText(""),
                    account.path("currency").asText(""),
                    ZoneId.of(account.path("time_zone_id").asText("")),
                    account.path("admin_approval").asText(""));
        } catch (DateTimeException e) {
            throw new Unavailable("Reddit did not say the time zone of the ad account. It is asked again tomorrow.");
        }
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
        if (STOPPED.contains(approval)) {
            lines.add(new Line(
                    Verdict.WRONG,
                    "Reddit has stopped the ad account (" + ReportCall.code(approval) + "): its ads do not run."));
        }
        return lines;
    }
}
