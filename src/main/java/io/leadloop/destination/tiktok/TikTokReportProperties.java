package io.leadloop.destination.tiktok;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what TikTok counted and what the ads cost, by the report of its Business API. Off without keys; a token of the Events
 * Manager, which uploads use, cannot read it.
 *
 * @param accessToken of an app of the TikTok API for Business with the permission Reporting, authorised by the advertiser; it
 *     does not expire. Auction ads only are read, no reserved ones
 * @param advertiserId the advertiser in whose account the ads run, digits
 * @param columns the plan's action to the metric that counts it, e.g. {@code conversion} (the ad group's optimisation event)
 *     or {@code complete_payment}; an action without a metric is not told, because nothing says which events a metric holds.
 *     {@code conversion} and {@code result} are told by the day of the conversion too, by their twins {@code real_time_...}
 * @param valueColumns the plan's action to the metric of its value, in the account's currency; without one the report tells
 *     no value
 * @param daysPerRequest days of one request; 30 is what partners name for reports by day, not confirmed here
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.tiktok.report")
record TikTokReportProperties(
        @Nullable String accessToken,
        @Nullable String advertiserId,
        @DefaultValue Map<String, String> columns,
        @DefaultValue Map<String, String> valueColumns,
        @DefaultValue("30") int daysPerRequest) {

    TikTokReportProperties {
        if (daysPerRequest < 1) {
            throw new IllegalStateException("Set report.days-per-request to a day or more.");
        }
    }

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("report.access-token", accessToken)
                .needs("report.advertiser-id", advertiserId)
                .allSet();
    }
}
