package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * What OpenAI says of an ad account: {@code GET /v1/ad_account} (developers.openai.com/ads/api-reference/authentication). It
 * has no status.
 *
 * @param currency ISO 4217
 * @param zone IANA
 */
record OpenAiAdsAccount(String name, String currency, ZoneId zone) {

    static OpenAiAdsAccount of(JsonNode account) throws Unavailable {
        try {
            return new OpenAiAdsAccount(
                    account.path("name").asText(""),
                    account.path("currency_code").asText(""),
                    ZoneId.of(account.path("timezone").asText("")));
        } catch (DateTimeException e) {
            throw new Unavailable("OpenAI did not say the time zone of the ad account. It is asked again tomorrow.");
        }
    }

    List<Line> lines() {
        return List.of(Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
    }
}
