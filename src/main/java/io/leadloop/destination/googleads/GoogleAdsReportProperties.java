package io.leadloop.destination.googleads;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Google Ads counted, by the Google Ads API. Off without a developer token, which the Data Manager does not need
 * but this API does. Signs in as the destination does; a refresh token must carry the scope {@code
 * https://www.googleapis.com/auth/adwords} too.
 *
 * @param baseUrl the Google Ads API
 * @param apiVersion of the Google Ads API; each lives about a year
 * @param apiVersionEnds the day on which that version ends, where Google tells another one than LeadLoop knows
 * @param developerToken of a manager account's API centre; test access is enough for test accounts only
 * @param customerIds the accounts in which the ads run; the destination's customer-id where none is named. A manager account
 *     has no figures of its own: under cross-account tracking name those below it
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.google-ads.report")
record GoogleAdsReportProperties(
        @DefaultValue("https://googleads.googleapis.com") URI baseUrl,
        @DefaultValue("v25") String apiVersion,
        @Nullable LocalDate apiVersionEnds,
        @Nullable String developerToken,
        @DefaultValue List<String> customerIds) {

    boolean isOn() {
        return developerToken != null && !developerToken.isBlank();
    }
}
