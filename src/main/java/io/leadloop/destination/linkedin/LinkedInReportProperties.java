package io.leadloop.destination.linkedin;

import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.PlatformReports.Basis;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what LinkedIn counted and what the ads cost, by its ad analytics. Off without the ad account's id. A conversion rule is
 * known by its id, so that the destination's {@code conversion-actions} say which action it is.
 *
 * @param adAccountId the ad account, digits only
 * @param accessToken a token with the scopes {@code r_ads_reporting} and {@code r_ads}, of a member with a role in the ad
 *     account; the destination's own sign-in where none is set, which has to have them too
 * @param conversions the metric that counts: {@code externalWebsiteConversions} are those after a click and after a view,
 *     {@code externalWebsitePostClickConversions} those after a click alone
 * @param basis whether LinkedIn counts on the day of the click (CLICK) or of the conversion (CONVERSION). It documents neither:
 *     UNKNOWN claims no difference of a day and compares whole times
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.linkedin.report")
record LinkedInReportProperties(
        @Nullable String adAccountId,
        @Nullable String accessToken,
        @DefaultValue("externalWebsiteConversions") String conversions,
        @DefaultValue("UNKNOWN") Basis basis) {

    boolean isOn() {
        return adAccountId != null && !adAccountId.isBlank();
    }
}
