package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What TikTok says of an advertiser: {@code GET /advertiser/info/} (TikTok's OpenAPI fragment advertiser/info; the field
 * {@code timezone} is of third parties).
 *
 * @param currency ISO 4217; fixed when the account is made
 * @param zone IANA; fixed when the account is made
 * @param status {@code STATUS_ENABLE} or another
 */
record TikTokAccount(String name, String currency, String zone, String status) {

    private static final String ENABLED = "STATUS_ENABLE";

    static TikTokAccount asked(TikTokReportCalls calls, String advertiserId) throws Unavailable {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("advertiser_ids", "[\"" + advertiserId + "\"]");
        parameters.put("fields", "[\"advertiser_id\",\"name\",\"currency\",\"timezone\",\"status\"]");
        JsonNode advertiser = calls.get("/advertiser/info/", parameters).at("/list/0");
        if (!advertiser.isObject()) {
            throw new Unavailable("TikTok knows no advertiser " + advertiserId
                    + " that this token may see. Check report.advertiser-id.");
        }
        return new TikTokAccount(
                advertiser.path("name").asText(""),
                advertiser.path("currency").asText(""),
                advertiser.path("timezone").asText(""),
                advertiser.path("status").asText(""));
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The advertiser is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
        if (!status.isEmpty() && !status.equals(ENABLED)) {
            lines.add(new Line(
                    Verdict.WRONG,
                    "The advertiser is not active (" + ReportCall.code(status) + "): its ads do not run."));
        }
        return lines;
    }
}
